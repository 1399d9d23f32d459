import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardFieldProps } from "@web/views/fields/standard_field_props";
import { Component } from "@odoo/owl";

/** Departments down, kinds of carry-over across; every figure opens the money behind it. */
export class CarryoverBoard extends Component {
    static template = "gotgan_budget_closing.CarryoverBoard";
    static props = { ...standardFieldProps };

    setup() {
        this.action = useService("action");
    }

    get board() {
        return this.props.record.data[this.props.name];
    }

    get departmentText() {
        return _t("Department");
    }

    get totalText() {
        return _t("Total");
    }

    get emptyText() {
        return _t("Nothing is left of this year.");
    }

    formatWon(won) {
        return won ? won.toLocaleString("ko-KR") : "-";
    }

    openMoney(column, department) {
        const domain = [["plan_id", "=", this.board.plan]];
        if (department) {
            domain.push(["department_id", "=", department]);
        }
        if (column.name !== "amount") {
            domain.push(["outcome", "=", column.name]);
        }
        this.action.doAction({
            type: "ir.actions.act_window",
            name: column.label,
            res_model: "gotgan.carryover.candidate",
            views: [[false, "list"]],
            domain,
        });
    }
}

registry.category("fields").add("gotgan_carryover_board", {
    component: CarryoverBoard,
    displayName: _t("Carry-Over Board"),
    supportedTypes: ["json"],
});
