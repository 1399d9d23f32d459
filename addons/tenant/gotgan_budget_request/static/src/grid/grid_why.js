import { registry } from "@web/core/registry";
import { _t } from "@web/core/l10n/translation";

const LINE = "gotgan.budget.request.line";

/** 왜 이 숫자인가: the way from a figure of the grid to what it is made of, where that is installed. */
export class GridWhy {
    constructor(grid) {
        this.grid = grid;
        this.explaining = registry.category("gotgan_explaining").get("ledger", null);
    }

    knows(column) {
        return Boolean(this.explaining?.knows(LINE, column.name));
    }

    /** Tell the columns whose figures can be explained. */
    mark(columns) {
        return columns.map((column) => ({ ...column, isExplained: this.knows(column) }));
    }

    /** The figure under the cursor. */
    openHere() {
        const { node, columnHere } = this.grid.table;
        return this.open(node.kind === "estimate" ? node.line : node, columnHere);
    }

    /** A figure of a line, or of all lines below a row, as it is once everything is saved. */
    async open(node, column) {
        if (!column?.isExplained) {
            this.grid.notification.add(_t("Go to an amount of a line or of a total first."), { type: "info" });
            return;
        }
        await this.grid.store.mutex.getUnlockedDef();
        const number = { resModel: LINE, which: this.getDomain(node), field: column.name };
        this.explaining.open(this.grid.dialog, number, () => this.grid.table.takeFocus());
    }

    getDomain(node) {
        const { request_id, cycle_id } = this.grid.tree.data.options;
        if (node === this.grid.tree.root) {
            return request_id ? [["request_id", "=", request_id]] : [["cycle_id", "=", cycle_id]];
        }
        return [["id", "in", this.grid.tree.getLineIds(node)]];
    }
}
