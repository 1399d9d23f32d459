import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardFieldProps } from "@web/views/fields/standard_field_props";
import { Component } from "@odoo/owl";

/** Past cases like this one: when, for how much, from whom; a link where the person may read it. */
export class SimilarField extends Component {
    static template = "gotgan_expenditure.SimilarField";
    static props = { ...standardFieldProps };

    setup() {
        this.action = useService("action");
    }

    get cases() {
        return this.props.record.data[this.props.name] || [];
    }

    formatWon(won) {
        return won.toLocaleString("ko-KR");
    }

    open(item) {
        this.action.doAction({
            type: "ir.actions.act_window",
            res_model: "gotgan.spending.request",
            res_id: item.id,
            views: [[false, "form"]],
            target: "new",
        });
    }
}

registry.category("fields").add("gotgan_similar", {
    component: SimilarField,
    displayName: _t("Similar Past Cases"),
    supportedTypes: ["json"],
});
