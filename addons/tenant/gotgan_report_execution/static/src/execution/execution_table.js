import {
    Component,
    onPatched,
    onWillUpdateProps,
    useEffect,
    useExternalListener,
    useRef,
    useState,
} from "@odoo/owl";
import { useThrottleForAnimation } from "@web/core/utils/timing";
import { formatAmount, formatRate, getBar } from "@gotgan_base/report/figures";
import { FIGURE_COLUMNS, RATE_COLUMNS } from "./execution_columns";

const ROW_HEIGHT = 30;
const MARGIN = 15;
const PAGE = 15;

/** The tree as a table of which only the rows in sight are in the document. */
export class ExecutionTable extends Component {
    static template = "gotgan_report_execution.ExecutionTable";
    static props = {
        tree: Object,
        expanded: Set,
        cursor: Number,
        unit: Number,
        elapsed: Number,
        words: Array,
        printing: Boolean,
        summons: Number, // counts how often the cursor was called for from outside
        onToggle: Function,
        onCursor: Function,
        onOpen: Function,
        onExplain: Function,
    };

    setup() {
        this.formatRate = formatRate;
        this.getBar = getBar;
        this.scroller = useRef("scroller");
        this.state = useState({ first: 0, count: 60 });
        this.focus = null;
        this.visible = this.props.tree.getVisible(this.props.expanded);
        onWillUpdateProps((next) => {
            if (next.tree !== this.props.tree || next.expanded !== this.props.expanded) {
                this.visible = next.tree.getVisible(next.expanded);
            }
        });
        this.onScroll = useThrottleForAnimation(() => this.measure());
        useExternalListener(window, "resize", this.onScroll);
        onPatched(() => this.restoreFocus());
        useEffect(
            (summons) => summons && this.moveTo(this.props.cursor, ""),
            () => [this.props.summons]
        );
    }

    // ---- columns

    get figures() {
        const { columns, compared } = this.props.tree;
        return columns.map((name) => ({
            name,
            ...FIGURE_COLUMNS[name],
            ...(compared[name] ? { label: compared[name] } : {}),
        }));
    }

    get rates() {
        return this.props.tree.rateColumns.map((name) => ({ name, ...RATE_COLUMNS[name] }));
    }

    // ---- what is in sight

    measure() {
        const { scrollTop, clientHeight } = this.scroller.el;
        this.state.first = Math.max(0, Math.floor(scrollTop / ROW_HEIGHT) - MARGIN);
        this.state.count = Math.ceil(clientHeight / ROW_HEIGHT) + 2 * MARGIN;
    }

    get shown() {
        if (this.props.printing) {
            return this.visible;
        }
        return this.visible.slice(this.state.first, this.state.first + this.state.count);
    }

    get spaceAbove() {
        return this.props.printing ? 0 : Math.min(this.state.first, this.visible.length) * ROW_HEIGHT;
    }

    get spaceBelow() {
        const rest = this.visible.length - this.state.first - this.state.count;
        return this.props.printing ? 0 : Math.max(0, rest) * ROW_HEIGHT;
    }

    /** Columns are as wide as their widest amount, so that scrolling moves none. */
    getDigits(column) {
        const { highest, lowest } = this.props.tree.getBounds(column.name);
        const label = Math.min(2 * column.label.toString().length, 22);
        const [up, down] = [this.formatAmount(highest).length, this.formatAmount(lowest).length];
        return Math.max(up, down, label, 8);
    }

    getWidth(column) {
        return `width: calc(${this.getDigits(column)} * var(--digit) + var(--pad))`;
    }

    /** Names keep their room: where the amounts leave none, the table scrolls beside them. */
    get leastWidth() {
        const digits = this.figures.reduce((sum, column) => sum + this.getDigits(column), 0);
        const pads = this.figures.length;
        return `min-width: calc(${digits} * var(--digit) + ${pads} * var(--pad) + var(--rest))`;
    }

    // ---- words and figures

    formatAmount(won) {
        return formatAmount(won, this.props.unit);
    }

    /** Split a name where it has one of the words searched for. */
    getParts(name) {
        const words = this.props.words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
        if (!words.length) {
            return [{ text: name, hit: false }];
        }
        const parts = name.split(new RegExp(`(${words.join("|")})`, "i"));
        return parts.map((text, place) => ({ text, hit: place % 2 === 1 })).filter((one) => one.text);
    }

    isExpanded(index) {
        return this.props.expanded.has(this.props.tree.keys[index]);
    }

    // ---- keys

    onKeydown(ev) {
        const column = ev.target.dataset?.column || "";
        const move = {
            ArrowDown: () => this.step(1, column),
            ArrowUp: () => this.step(-1, column),
            PageDown: () => this.step(PAGE, column),
            PageUp: () => this.step(-PAGE, column),
            Home: () => this.step(-this.visible.length, column),
            End: () => this.step(this.visible.length, column),
            ArrowRight: () => this.unfold(),
            ArrowLeft: () => this.fold(),
            Enter: () => !column && this.props.onOpen(this.props.cursor, "all"),
        }[ev.key];
        if (move && !ev.altKey && !ev.ctrlKey && !ev.metaKey) {
            if (ev.key !== "Enter" || !column) {
                ev.preventDefault();
            }
            move();
        }
    }

    step(distance, column) {
        const place = this.visible.indexOf(this.props.cursor);
        const next = Math.min(this.visible.length - 1, Math.max(0, place + distance));
        this.moveTo(this.visible[next], column);
    }

    unfold() {
        const { tree, cursor } = this.props;
        if (cursor >= 0 && !tree.isLeaf(cursor) && !this.isExpanded(cursor)) {
            this.props.onToggle(cursor);
        } else {
            this.step(1, "");
        }
    }

    fold() {
        const { tree, cursor } = this.props;
        if (cursor >= 0 && !tree.isLeaf(cursor) && this.isExpanded(cursor)) {
            this.props.onToggle(cursor);
        } else if (cursor >= 0 && tree.parents[cursor] >= 0) {
            this.moveTo(tree.parents[cursor], "");
        }
    }

    moveTo(index, column) {
        const place = this.visible.indexOf(index);
        const el = this.scroller.el;
        const head = el.querySelector("thead").offsetHeight;
        const room = el.clientHeight - head - ROW_HEIGHT;
        if (place * ROW_HEIGHT < el.scrollTop) {
            el.scrollTop = place * ROW_HEIGHT;
        } else if (place * ROW_HEIGHT > el.scrollTop + room) {
            el.scrollTop = place * ROW_HEIGHT - room;
        }
        this.measure();
        this.focus = column;
        this.props.onCursor(index);
        this.render();
    }

    /** After the cursor moved, the same column of its row has the focus. */
    restoreFocus() {
        if (this.focus === null) {
            return;
        }
        const row = this.scroller.el.querySelector("tr.o_exec_cursor");
        const target = this.focus ? row?.querySelector(`[data-column=${this.focus}]`) : row;
        target?.focus({ preventScroll: true });
        this.focus = null;
    }

    onRowClick(index) {
        this.focus = "";
        this.props.onCursor(index);
    }

    onNameClick(index) {
        this.onRowClick(index);
        if (!this.props.tree.isLeaf(index)) {
            this.props.onToggle(index);
        }
    }
}
