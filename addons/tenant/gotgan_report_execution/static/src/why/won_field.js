import { useRef } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { session } from "@web/session";
import { useService } from "@web/core/utils/hooks";
import { WonField } from "@gotgan_base/won_field";
import { WhyDialog } from "./why_dialog";

/**
 * Won that the ledger explains: beside the number stands the way to why it is what it is.
 *
 * Which fields those are the server says (`rules/origins.py`), so no view has to name them.
 */
export class ExplainedWonField extends WonField {
    static template = "gotgan_report_execution.ExplainedWonField";

    setup() {
        super.setup();
        this.dialog = useService("dialog");
        this.button = useRef("button");
    }

    get isExplained() {
        const { name, readonly, record } = this.props;
        return Boolean(
            readonly && record.resId && session.gotgan_explained?.[record.resModel]?.includes(name)
        );
    }

    explain() {
        const { name, record } = this.props;
        const address = { resModel: record.resModel, resId: record.resId, field: name };
        this.dialog.add(
            WhyDialog,
            { ...address, context: record.context },
            { onClose: () => this.button.el?.focus() }
        );
    }

    /** Keys that press the button are its own, also in a list where they open the row. */
    onKeydown(ev) {
        if (["Enter", " "].includes(ev.key)) {
            ev.stopPropagation();
        }
    }
}

const fields = registry.category("fields");
fields.add("won", { ...fields.get("won"), component: ExplainedWonField }, { force: true });
