import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardFieldProps } from "@web/views/fields/standard_field_props";
import { Component } from "@odoo/owl";

/** The chain of one case: every document from the request to the transfer, each one a link. */
export class CaseField extends Component {
    static template = "gotgan_expenditure.CaseField";
    static props = { ...standardFieldProps };

    setup() {
        this.action = useService("action");
    }

    get chain() {
        return this.props.record.data[this.props.name];
    }

    get emptyText() {
        return _t("not yet");
    }

    async press(button) {
        await this.action.doActionButton({
            type: "object",
            name: button.method,
            resModel: button.model,
            resId: button.id,
            resIds: [button.id],
            context: {},
            onClose: () => this.props.record.load(),
        });
    }

    formatWon(won) {
        return won.toLocaleString("ko-KR");
    }

    openDocument(stage, item) {
        if (item.focus) {
            return;
        }
        this.action.doAction({
            type: "ir.actions.act_window",
            res_model: stage.model,
            res_id: item.id,
            views: [[false, "form"]],
        });
    }

    openLine(line) {
        this.action.doAction({
            type: "ir.actions.act_window",
            res_model: "gotgan.approval",
            res_id: line.id,
            views: [[false, "form"]],
        });
    }
}

registry.category("fields").add("gotgan_case", {
    component: CaseField,
    displayName: _t("Case"),
    supportedTypes: ["json"],
});
