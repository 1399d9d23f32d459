import { Component, useRef } from "@odoo/owl";
import { formatCell } from "./oversight_format";

const PAGE = 15;

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

    getBar(rate) {
        return `width: ${Math.min(100, Math.max(0, rate || 0))}%`;
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
        const last = this.props.page.rows.length - 1;
        const { cursor } = this.props;
        const target = {
            ArrowDown: cursor + 1,
            ArrowUp: cursor - 1,
            PageDown: cursor + PAGE,
            PageUp: cursor - PAGE,
            Home: 0,
            End: last,
        }[ev.key];
        if (ev.altKey || ev.ctrlKey || ev.metaKey) {
            return;
        }
        if (target !== undefined) {
            ev.preventDefault();
            this.moveTo(Math.max(0, Math.min(last, target)));
        } else if (ev.key === "Enter" && ev.target.tagName === "TR") {
            ev.preventDefault();
            this.props.onOpen(this.props.page.rows[cursor]);
        }
    }

    moveTo(index) {
        this.props.onCursor(index);
        const row = this.body.el.children[index];
        row?.focus({ preventScroll: true });
        row?.scrollIntoView({ block: "nearest" });
    }
}
