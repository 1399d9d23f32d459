import { Component, markRaw, onPatched, onWillStart, useExternalListener, useRef, useState } from "@odoo/owl";
import { browser } from "@web/core/browser/browser";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { KeepLast } from "@web/core/utils/concurrency";
import { useService } from "@web/core/utils/hooks";
import { useDebounced } from "@web/core/utils/timing";
import { useSetupAction } from "@web/search/action_hook";
import { Layout } from "@web/search/layout";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";
import { useXlsxDownload } from "@gotgan_base/report/download";
import { formatAmount, formatRate } from "@gotgan_base/report/figures";
import { OversightTable } from "./oversight_table";

const MODEL = "hub.oversight";
const HABITS = "hub_oversight";
const TABS = {
    board: _t("Execution"),
    compare: _t("Compare"),
    exceptions: _t("Exceptions"),
    late: _t("Lateness"),
};
const UNITS = [
    { size: 1, label: _t("won") },
    { size: 1000, label: _t("thousand won") },
    { size: 1000000, label: _t("million won") },
];

/** 산하기관 집행현황: what the city's agencies execute, as they reported it. */
export class Oversight extends Component {
    static template = "hub_oversight.Oversight";
    static components = { Layout, OversightTable };
    static props = { ...standardActionServiceProps };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.ui = useService("ui");
        this.tabs = TABS;
        this.units = UNITS;
        this.formatRate = formatRate;
        this.downloadXlsx = useXlsxDownload();
        this.keepLast = new KeepLast();
        this.search = useRef("search");
        this.table = useRef("table");
        this.wantsFocus = false;
        this.loadSoon = useDebounced(() => this.load(), 250);
        this.state = useState({ ...this.initialState, loading: true });
        this.data = useState({ page: null });
        useSetupAction({ getLocalState: () => this.savedState });
        useExternalListener(window, "keydown", (ev) => this.onKeydown(ev), { capture: true });
        onPatched(() => this.restoreFocus());
        onWillStart(() => this.load());
    }

    // ---- state

    get initialState() {
        const habits = JSON.parse(browser.localStorage.getItem(HABITS) || "{}");
        const view = this.props.action.context?.view || "board";
        return {
            options: { view, unit: habits.unit || 1000, text: "", path: [] },
            cursor: 0,
            cursors: {}, // where the cursor stood on pages left behind
            ...(this.props.state?.options ? this.props.state : {}),
        };
    }

    get savedState() {
        return { options: { ...this.state.options }, cursor: this.state.cursor };
    }

    async load() {
        this.state.loading = true;
        try {
            const work = this.orm.call(MODEL, "action_get_page", [{ ...this.state.options }]);
            const page = markRaw(await this.keepLast.add(work));
            this.state.options.year = page.options.year;
            this.state.cursor = Math.max(0, Math.min(this.state.cursor, page.rows.length - 1));
            this.data.page = page;
        } finally {
            this.state.loading = false;
        }
    }

    formatAmount(won) {
        return formatAmount(won, this.state.options.unit);
    }

    get unitText() {
        return UNITS.find((unit) => unit.size === this.state.options.unit).label;
    }

    get keysText() {
        return this.isBelow
            ? _t("↑↓ row · Enter opens · Backspace up · / search")
            : _t("↑↓ row · Enter opens · / search");
    }

    get moreText() {
        return _t("The first %(shown)s of %(count)s rows are shown; the Excel file has all of them.", {
            shown: this.data.page.rows.length,
            count: this.data.page.count,
        });
    }

    get mostPaid() {
        return Math.max(1, ...this.data.page.summary.months.map((one) => one.payments));
    }

    getMonth(month) {
        return Number(month.slice(5));
    }

    getMonthBar(payments) {
        return `height: ${Math.round((100 * Math.max(0, payments)) / this.mostPaid)}%`;
    }

    // ---- going

    go(options) {
        const { unit, year } = this.state.options;
        this.state.cursors[this.pageKey] = this.state.cursor;
        this.state.options = { unit, year, text: "", path: [], ...options };
        this.state.cursor = this.state.cursors[this.pageKey] || 0;
        this.wantsFocus = true;
        return this.load();
    }

    get pageKey() {
        const { view, link_id, path, item } = this.state.options;
        return JSON.stringify([view, link_id, path, item]);
    }

    goUp() {
        const crumbs = this.data.page.crumbs;
        if (crumbs.length > 1) {
            this.go(crumbs[crumbs.length - 2].options);
        }
    }

    open(row) {
        if (row.open) {
            this.go(row.open);
        }
    }

    get isBelow() {
        return this.data.page?.options.view === "agency";
    }

    get activeTab() {
        return this.isBelow ? "board" : this.state.options.view;
    }

    // ---- choosing

    sort(name) {
        const column = this.data.page.columns.find((one) => one.name === name);
        const [last, falls] = this.state.options.sort || this.data.page.sort || [];
        const first = !["text", "state"].includes(column.kind);
        this.state.options.sort = [name, last === name ? !falls : first];
        return this.load();
    }

    setUnit(size) {
        this.state.options.unit = size;
        browser.localStorage.setItem(HABITS, JSON.stringify({ unit: size }));
    }

    setYear(ev) {
        this.state.options.year = Number(ev.target.value);
        return this.load();
    }

    setItem(ev) {
        this.state.options.item = ev.target.value;
        return this.load();
    }

    setKind(kind) {
        this.state.options.kind = this.state.options.kind === kind ? "" : kind;
        return this.load();
    }

    onSearch(ev) {
        this.state.options.text = ev.target.value;
        this.loadSoon();
    }

    onSearchKeydown(ev) {
        if (ev.key === "Escape" && this.state.options.text) {
            this.state.options.text = "";
            this.load();
        } else if (["ArrowDown", "Enter"].includes(ev.key)) {
            ev.preventDefault();
            this.wantsFocus = true;
            this.render();
        }
    }

    onKeydown(ev) {
        const typing = ["INPUT", "TEXTAREA", "SELECT"].includes(ev.target.tagName);
        if (typing || this.ui.isBlocked || this.ui.activeElement !== document || ev.ctrlKey || ev.metaKey) {
            return;
        }
        if (ev.key === "/") {
            ev.preventDefault();
            ev.stopPropagation();
            this.search.el?.focus();
        } else if (ev.key === "Backspace" && this.isBelow) {
            ev.preventDefault();
            this.goUp();
        }
    }

    restoreFocus() {
        if (this.wantsFocus && !this.state.loading) {
            this.wantsFocus = false;
            this.table.el?.querySelector("tr.o_oversight_cursor")?.focus({ preventScroll: true });
        }
    }

    // ---- doing

    async ask(row) {
        const depth = "object";
        await this.orm.call(MODEL, "action_ask", [row.ask, depth]);
        await this.load();
    }

    async accept(row) {
        await this.orm.call(MODEL, "action_accept", [row.offer]);
        await this.load();
    }

    exportXlsx() {
        return this.downloadXlsx("/oversight/xlsx", this.state.options);
    }
}

registry.category("actions").add("hub_oversight", Oversight);
