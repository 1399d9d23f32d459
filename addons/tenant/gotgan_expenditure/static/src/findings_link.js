import { patch } from "@web/core/utils/patch";
import { FindingsField } from "@gotgan_rule/findings/findings_field";

/** A finding that points to another document opens it beside this one. */
patch(FindingsField.prototype, {
    openLinked(link) {
        this.action.doAction({
            type: "ir.actions.act_window",
            res_model: link.model,
            res_id: link.id,
            views: [[false, "form"]],
            target: "new",
        });
    },
});
