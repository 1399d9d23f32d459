import { browser } from "@web/core/browser/browser";
import { Dialog } from "@web/core/dialog/dialog";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { standardErrorDialogProps } from "@web/core/errors/error_dialogs";
import { Component, onWillUnmount, useState } from "@odoo/owl";

/** Counts down the last minute before one is signed out. */
export class IdleDialog extends Component {
    static template = "gotgan_sign_in.IdleDialog";
    static components = { Dialog };
    static props = { seconds: Number, stay: Function, close: Function };

    setup() {
        this.title = _t("You will be signed out soon");
        this.state = useState({ left: this.props.seconds });
        const clock = browser.setInterval(() => {
            this.state.left = Math.max(0, this.state.left - 1);
        }, 1000);
        onWillUnmount(() => browser.clearInterval(clock));
    }

    onStay() {
        this.props.stay();
        this.props.close();
    }
}

/** Shown when the server says that the session is over; one comes back to the same page. */
export class SignedOutDialog extends Component {
    static template = "gotgan_sign_in.SignedOutDialog";
    static components = { Dialog };
    static props = { ...standardErrorDialogProps };

    setup() {
        this.title = _t("You are signed out");
    }

    onClick() {
        browser.location.reload();
    }
}

registry
    .category("error_dialogs")
    .add("odoo.http.SessionExpiredException", SignedOutDialog, { force: true });
