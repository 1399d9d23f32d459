import { useRef } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { WonField } from "@gotgan_base/won_field";
import { explaining } from "./explaining";

/** Won that the ledger explains: beside the number stands the way to why it is what it is. */
export class ExplainedWonField extends WonField {
    static template = "gotgan_report_execution.ExplainedWonField";

    setup() {
        super.setup();
        this.dialog = useService("dialog");
        this.button = useRef("button");
    }

    get isExplained() {
        const { name, readonly, record } = this.props;
        return Boolean(readonly && record.resId && explaining.knows(record.resModel, name));
    }

    explain() {
        const { name, record } = this.props;
        const { resModel, resId: which, context } = record;
        explaining.open(this.dialog, { resModel, which, field: name, context }, () =>
            this.button.el?.focus()
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
