import { Component, useRef, useState } from "@odoo/owl";
import { Dialog } from "@web/core/dialog/dialog";
import { useAutofocus } from "@web/core/utils/hooks";
import { _t } from "@web/core/l10n/translation";

const SHORTEST = 10;

/**
 * Asks for what purpose and why personal data are taken away; nothing is downloaded without.
 */
export class ReasonDialog extends Component {
    static template = "gotgan_access_log.ReasonDialog";
    static components = { Dialog };
    static props = {
        message: String,
        answer: Function,
        close: Function,
    };

    setup() {
        this.title = _t("Reason for taking personal data");
        this.state = useState({ purpose: "", reason: "", tried: false });
        this.form = useRef("form");
        useAutofocus({ refName: "purpose" });
        this.purposes = [
            ["duty", _t("Own duty")],
            ["petition", _t("Petition of a citizen")],
            ["audit", _t("Audit or submission of data")],
            ["disclosure", _t("Disclosure of information")],
            ["statistics", _t("Statistics")],
            ["other", _t("Other")],
        ];
    }

    get length() {
        return this.state.reason.trim().length;
    }

    get isComplete() {
        return Boolean(this.state.purpose) && this.length >= SHORTEST;
    }

    get missing() {
        if (!this.state.tried || this.isComplete) {
            return "";
        }
        return this.state.purpose
            ? _t("Write the reason in at least 10 characters.")
            : _t("Choose a purpose.");
    }

    confirm() {
        this.state.tried = true;
        if (this.isComplete) {
            this.props.answer({
                access_purpose: this.state.purpose,
                access_reason: this.state.reason.trim(),
            });
            this.props.close();
        }
    }
}
