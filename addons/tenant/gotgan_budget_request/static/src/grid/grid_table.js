import { Component, onPatched, onWillPatch, useExternalListener, useRef, useState } from "@odoo/owl";
import { formatAmount, formatRate } from "@gotgan_base/report/figures";
import { useVirtualRows } from "@gotgan_base/sheet/virtual_rows";
import { getLine, isEditable, LEVELS } from "./grid_columns";
import { GridCursor } from "./grid_cursor";
import { getCommand } from "./grid_keys";
import { TypeAhead } from "./grid_type_ahead";

const ROW_HEIGHT = 28;
const HEAD_HEIGHT = 62;
const DIGIT = 7.4;

/**
 * The tree as a spreadsheet of which only the rows in sight are in the document.
 *
 * The cell at the cursor holds an input that has the focus and cannot be seen until somebody
 * types: so the first letter of a Korean word is not lost to the input method.
 */
export class GridTable extends Component {
    static template = "gotgan_budget_request.GridTable";
    static props = {
        tree: Object,
        store: Object,
        columns: Array,
        rows: Array, // the nodes to show
        expanded: Set,
        unit: Number,
        version: Number, // counts what changed inside tree and store
        hits: Set, // the nodes that were searched for
        onToggle: Function,
        onCommand: Function,
        register: Function,
    };

    setup() {
        this.levels = LEVELS;
        this.scroller = useRef("scroller");
        this.input = useRef("input");
        this.sight = useVirtualRows({
            scroller: "scroller",
            height: ROW_HEIGHT,
            getCount: () => this.props.rows.length,
        });
        this.state = useState({ editing: null });
        this.cursor = new GridCursor();
        this.ahead = new TypeAhead(this);
        this.isActive = false; // the keyboard is ours
        useExternalListener(window, "focusin", (ev) => this.onFocusIn(ev));
        useExternalListener(window, "keydown", (ev) => this.onStrayKey(ev), { capture: true });
        onWillPatch(() => this.ahead.hold());
        onPatched(() => {
            this.restoreFocus();
            this.ahead.deliver();
            this.tellPlace();
        });
        this.props.register(this);
    }

    // ---- what is in sight

    get shown() {
        return this.props.rows.slice(this.sight.first, this.sight.last);
    }

    get place() {
        return this.cursor.findRow(this.props.rows, this.props.store);
    }

    get node() {
        return this.props.rows[this.place];
    }

    /** The column at the cursor; `column` is what the template calls each of them. */
    get columnHere() {
        return this.props.columns[this.cursor.column];
    }

    get range() {
        return this.cursor.getRange(this.props.rows, this.props.store);
    }

    getWidth(column) {
        if (column.width) {
            return column.width;
        }
        const total = this.getAmount(this.props.tree.root, column) || 0;
        return Math.max(11, this.formatAmount(total).length + 1) * DIGIT + 18;
    }

    get width() {
        return this.props.columns.reduce((sum, column) => sum + this.getWidth(column), 0);
    }

    // ---- words and figures

    /** Nothing where there is no amount: a cell that people write into looks empty then. */
    formatAmount(won) {
        return won === null || won === undefined ? "" : formatAmount(won, this.props.unit);
    }

    getAmount(node, column) {
        if (node.kind === "estimate" && node.isDraft) {
            return null;
        }
        return this.props.tree.getFigure(node, column.name);
    }

    getText(node, column) {
        const pending = this.props.store.getPending(node, column.name);
        if (pending && (column.name !== "requested" || pending.text)) {
            return pending.text;
        }
        return this.getSavedText(node, column);
    }

    getSavedText(node, column) {
        switch (column.kind) {
            case "name":
                return node.label;
            case "text":
                return node[column.name] || "";
            case "rate":
                return node.kind === "estimate" ? "" : formatRate(this.props.tree.getIncreaseRate(node));
            default:
                return this.formatAmount(this.getAmount(node, column));
        }
    }

    /** What stands in the input when the cell is edited: amounts without anything rounded away. */
    getEditText(node, column) {
        const pending = this.props.store.getPending(node, column.name);
        if (pending) {
            return pending.text;
        }
        if (column.kind !== "won") {
            return this.getSavedText(node, column);
        }
        const setting = column.source && node.funding?.[column.source]?.[1];
        if (setting?.endsWith("%")) {
            return setting;
        }
        const won = this.getAmount(node, column);
        return won ? (won / this.props.unit).toLocaleString("ko-KR", { maximumFractionDigits: 3 }) : "";
    }

    getCell(node, column) {
        const pending = this.props.store.getPending(node, column.name);
        const amount = column.kind === "won" && !pending ? this.getAmount(node, column) : null;
        return {
            text: this.getText(node, column),
            error: pending?.error || "",
            isPending: Boolean(pending),
            isEditable: Boolean(isEditable(node, column)),
            isMinus: amount < 0,
            isZero: amount === 0,
        };
    }

    /** What a screen reader says for the cell at the cursor. */
    getSpoken(node, column, cell) {
        const name = column.kind === "name" ? LEVELS[node.kind] : `${column.label}, ${node.label}`;
        return `${name}: ${cell.text}${cell.error ? `. ${cell.error}` : ""}`;
    }

    isHit(node) {
        return this.props.hits.has(node);
    }

    isExpanded(node) {
        return this.props.expanded.has(node.key);
    }

    isCursor(node, column, here) {
        return column.place === this.cursor.column && node === here;
    }

    isSelected(index, column, range) {
        return this.cursor.isWide && GridCursor.isInside(range, index, column.place);
    }

    // ---- focus

    onFocusIn(ev) {
        if (!this.scroller.el?.contains(ev.target)) {
            this.isActive = false;
        }
    }

    /** Keys that come while the row of the cursor is scrolled away bring it back. */
    onStrayKey(ev) {
        if (this.isActive && ev.target === document.body && !this.input.el) {
            this.sight.reveal(this.place, HEAD_HEIGHT);
        }
    }

    restoreFocus() {
        const isThere = this.node?.key === this.props.store.resolve(this.cursor.key);
        if (this.wantsReveal && isThere) {
            this.wantsReveal = false;
            this.sight.reveal(this.place, HEAD_HEIGHT, 2);
        }
        const isLost = [document.body, null].includes(document.activeElement);
        if (this.input.el && this.isActive && (isLost || this.wantsFocus)) {
            this.wantsFocus = false;
            this.input.el.focus({ preventScroll: true });
        }
    }

    takeFocus() {
        this.isActive = true;
        this.wantsFocus = true;
        if (this.place < 0 && this.props.rows.length) {
            this.cursor.moveTo(this.props.rows[0].key, 0);
        }
        this.render();
    }

    // ---- moving

    moveTo(index, column, isExtending = false) {
        const { rows, columns } = this.props;
        if (!rows.length) {
            return;
        }
        const row = Math.max(0, Math.min(rows.length - 1, index));
        const place = Math.max(0, Math.min(columns.length - 1, column));
        this.cursor.moveTo(rows[row].key, place, isExtending);
        Object.assign(this, { isActive: true, wantsFocus: true, wantsReveal: false });
        this.sight.reveal(row, HEAD_HEIGHT, 2);
        this.revealColumn(place);
        this.render();
    }

    /** Go to a row that the next drawing will show. */
    goTo(key, column) {
        this.cursor.moveTo(key, column);
        Object.assign(this, { isActive: true, wantsFocus: true, wantsReveal: true });
        this.render();
    }

    step(rows, columns, isExtending) {
        this.moveTo(this.place + rows, this.cursor.column + columns, isExtending);
    }

    /** The first column stays; the others scroll beside it. */
    revealColumn(place) {
        const el = this.scroller.el;
        const widths = this.props.columns.map((column) => this.getWidth(column));
        const left = widths.slice(0, place).reduce((sum, width) => sum + width, 0);
        if (!place) {
            return;
        }
        if (left - widths[0] < el.scrollLeft) {
            el.scrollLeft = left - widths[0];
        } else if (left + widths[place] > el.scrollLeft + el.clientWidth) {
            el.scrollLeft = left + widths[place] - el.clientWidth;
        }
    }

    /** Tab and Enter go on to the next cell, at the end of a row to the next row. */
    stepCell(distance) {
        const last = this.props.columns.length - 1;
        const column = this.cursor.column + distance;
        if (column > last) {
            this.moveTo(this.place + 1, 0);
        } else if (column < 0) {
            this.moveTo(this.place - 1, last);
        } else {
            this.moveTo(this.place, column);
        }
    }

    onCellPointerDown(ev, index, column) {
        if (ev.target.tagName === "INPUT" && this.state.editing) {
            return;
        }
        ev.preventDefault();
        this.commit();
        this.moveTo(index, column.place, ev.shiftKey);
    }

    onFold(node) {
        this.commit();
        this.props.onToggle(node);
    }

    // ---- editing

    /** Begin to edit the cell at the cursor; `text` is left out to go on with what stands there. */
    edit(text) {
        const { node, columnHere: column } = this;
        if (!node || !isEditable(node, column)) {
            this.props.onCommand("locked");
            return;
        }
        if (!this.input.el) {
            this.goTo(node.key, column.place);
            return;
        }
        const seen = this.props.store.getSeen(node, column.name);
        this.state.editing = { key: node.key, column: column.place, seen };
        if (text === undefined) {
            this.input.el.value = this.getEditText(node, column);
        }
    }

    cancel() {
        this.state.editing = null;
        this.props.onCommand("hush");
        if (this.input.el) {
            this.input.el.value = "";
        }
    }

    /** Send what was typed; returns whether there was anything. */
    commit() {
        const { editing } = this.state;
        if (!editing) {
            return false;
        }
        const value = this.input.el?.value ?? "";
        const node = this.props.store.getNode(editing.key);
        const column = this.props.columns[editing.column];
        this.cancel();
        if (node && value !== this.getEditText(node, column)) {
            this.props.onCommand("set", { node, column, value, seen: editing.seen });
            return true;
        }
        return false;
    }

    onInput(ev) {
        if (this.state.editing) {
            this.tellTyping(ev.target.value);
            return;
        }
        if (this.ahead.takeInput(ev)) {
            return;
        }
        if (isEditable(this.node, this.columnHere)) {
            this.edit(ev.target.value);
            this.tellTyping(ev.target.value);
        } else {
            ev.target.value = "";
        }
    }

    tellTyping(value) {
        const { editing } = this.state;
        const node = editing && this.props.store.getNode(editing.key);
        const column = this.props.columns[editing?.column];
        node && this.props.onCommand("hear", { node, column, value, seen: editing.seen });
    }

    /** Say in which line the cursor is now, once it came there. */
    tellPlace() {
        const line = getLine(this.node);
        if (line !== this.line && !this.state.editing) {
            this.line = line;
            this.props.onCommand("look", this.node);
        }
    }

    onBlur() {
        if (this.state.editing && !this.ahead.isHolding && document.hasFocus()) {
            this.commit();
        }
    }

    // ---- keys

    onKeydown(ev) {
        if (ev.isComposing || ev.keyCode === 229) {
            return;
        }
        if (this.ahead.takeKey(ev)) {
            return;
        }
        const command = getCommand(ev, Boolean(this.state.editing), this);
        if (command) {
            ev.preventDefault();
            ev.stopPropagation();
            command();
        }
    }

    onCopy(ev) {
        if (!this.state.editing) {
            ev.preventDefault();
            this.props.onCommand("copy", ev);
        }
    }

    onPaste(ev) {
        if (!this.state.editing) {
            ev.preventDefault();
            this.props.onCommand("paste", ev);
        }
    }
}
