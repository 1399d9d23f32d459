import { Component, useRef } from "@odoo/owl";
import { getBar, getRowOfKey } from "@gotgan_base/report/figures";
import { formatCell } from "./oversight_format";

/** A table with totals on top, bars for rates, and a cursor that keys move. */
export class OversightTable extends Component {
    static template = "hub_oversight.Table";
    static props = {
        page: Object,
        unit: Number,
        cursor: Number,
        sort: { optional: true },
        onSort: Function,
        onOpen: Function,
        onCursor: Function,
        onAsk: Function,
        onAccept: Function,
    };

    setup() {
        this.body = useRef("body");
        this.getBar = getBar;
    }

    get columns() {
        return this.props.page.columns;
    }

    show(column, row) {
        return formatCell(column, row[column.name], this.props.unit);
    }

    isNumber(column) {
        return ["won", "count", "rate"].includes(column.kind);
    }

    /** Amounts of one column are as wide as the widest, so that sorting moves nothing. */
    getWidth(column) {
        if (column.kind !== "won") {
            return "";
        }
        const total = formatCell(column, this.props.page.total[column.name], this.props.unit);
        return `min-width: calc(${Math.max(total.length, 8)} * var(--digit) + var(--pad))`;
    }

    getSorted(column) {
        const [name, falls] = this.props.sort || [];
        if (name !== column.name) {
            return undefined;
        }
        return falls ? "descending" : "ascending";
    }

    isBehind(rate) {
        return rate !== null && rate !== undefined && rate < this.props.page.elapsed - 20;
    }

    // ---- keys

    onKeydown(ev) {
        const { cursor, page } = this.props;
        const target = getRowOfKey(ev, cursor, page.rows.length - 1);
        if (target !== undefined) {
            ev.preventDefault();
            this.moveTo(target);
        } else if (ev.key === "Enter" && ev.target.tagName === "TR" && !ev.ctrlKey && !ev.metaKey) {
            ev.preventDefault();
            this.props.onOpen(page.rows[cursor]);
        }
    }

    moveTo(index) {
        this.props.onCursor(index);
        const row = this.body.el.children[index];
        row?.focus({ preventScroll: true });
        row?.scrollIntoView({ block: "nearest" });
    }
}
