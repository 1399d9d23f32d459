import { Component, markRaw, onWillStart, useExternalListener, useRef, useState } from "@odoo/owl";
import { browser } from "@web/core/browser/browser";
import { DateTimeInput } from "@web/core/datetime/datetime_input";
import { deserializeDate, formatDate, serializeDate } from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { KeepLast } from "@web/core/utils/concurrency";
import { user } from "@web/core/user";
import { useService } from "@web/core/utils/hooks";
import { useDebounced } from "@web/core/utils/timing";
import { useSetupAction } from "@web/search/action_hook";
import { Layout } from "@web/search/layout";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";
import { useXlsxDownload } from "@gotgan_base/report/download";
import { ExecutionCharts } from "./execution_charts";
import { AXES, FILTERS, LEVELS, UNITS, VIEWS } from "./execution_columns";
import { ExecutionRanking } from "./execution_ranking";
import { ExecutionTable } from "./execution_table";
import { ExecutionTree } from "./execution_tree";
import { FilterMenu } from "./filter_menu";
import { WhyPanel } from "./why_panel";

const MODEL = "gotgan.execution.report";
const RANKING = "gotgan.execution.ranking";
const EXPLANATION = "gotgan.execution.explanation";
const HABITS = "gotgan_execution_report";

/** 집행현황: where the budget stands, as of any day. */
export class ExecutionReport extends Component {
    static template = "gotgan_report_execution.ExecutionReport";
    static components = {
        DateTimeInput,
        ExecutionCharts,
        ExecutionRanking,
        ExecutionTable,
        FilterMenu,
        Layout,
        WhyPanel,
    };
    static props = { ...standardActionServiceProps };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.ui = useService("ui");
        this.axes = AXES;
        this.filters = FILTERS;
        this.units = UNITS;
        this.views = VIEWS;
        this.downloadXlsx = useXlsxDownload();
        this.agency = user.activeCompany?.name || "";
        this.keepLast = new KeepLast();
        this.search = useRef("search");
        this.isFresh = false; // the next tree is of another hierarchy or year
        this.loadSoon = useDebounced(() => this.load(), 300);
        this.state = useState({ ...this.initialState, loading: true, printing: false, summons: 0 });
        this.data = useState({ tree: null, choices: null, ranking: null, charts: null, why: null });
        useSetupAction({ getLocalState: () => this.savedState });
        useExternalListener(window, "keydown", (ev) => this.onWindowKeydown(ev), { capture: true });
        useExternalListener(window, "afterprint", () => (this.state.printing = false));
        onWillStart(() => this.start());
    }

    // ---- state

    get initialState() {
        const habits = JSON.parse(browser.localStorage.getItem(HABITS) || "{}");
        const empty = Object.fromEntries(Object.keys(FILTERS).map((key) => [key, []]));
        return {
            options: { axis: habits.axis || "program", text: "", parts: false, compare: null, ...empty },
            view: "table",
            unit: habits.unit || 1,
            expanded: null,
            cursor: 0,
            ...(this.props.state?.options ? this.props.state : {}),
        };
    }

    get savedState() {
        const { options, view, unit, expanded, cursor } = this.state;
        return { options: { ...options }, view, unit, expanded, cursor };
    }

    keepHabits() {
        const habits = { axis: this.state.options.axis, unit: this.state.unit };
        browser.localStorage.setItem(HABITS, JSON.stringify(habits));
    }

    async start() {
        await this.loadChoices();
        await this.load();
    }

    async loadChoices() {
        const year = this.state.options.fiscal_year_id;
        const work = this.orm.call(MODEL, "action_get_choices", [year || null]);
        this.data.choices = markRaw(await work);
        this.state.options.fiscal_year_id = this.data.choices.fiscal_year_id;
        this.state.options.date ||= this.defaultDate;
    }

    /** Today, or the last day of a year that today is not in. */
    get defaultDate() {
        const { today } = this.data.choices;
        const [, , from, to] = this.year || [null, null, today, today];
        return today < from || today > to ? to : today;
    }

    async load() {
        this.state.loading = true;
        this.data.why = null;
        try {
            await this.loadView();
        } finally {
            this.state.loading = false;
        }
    }

    async loadView() {
        const options = { ...this.state.options };
        if (this.state.view === "ranking") {
            const work = this.orm.call(RANKING, "action_get_ranking", [options]);
            this.data.ranking = markRaw(await this.keepLast.add(work));
        } else if (this.state.view === "charts") {
            const work = this.orm.call(RANKING, "action_get_charts", [options]);
            this.data.charts = markRaw(await this.keepLast.add(work));
        } else {
            const work = this.orm.call(MODEL, "action_get_tree", [options]);
            this.show(markRaw(new ExecutionTree(await this.keepLast.add(work), this.data.choices)));
        }
    }

    setView(view) {
        this.state.view = view;
        return this.load();
    }

    /** Show a tree: rows stay expanded where they were; a new hierarchy opens its first level. */
    show(tree) {
        const kept = this.isFresh ? null : this.state.expanded;
        const known = kept && tree.keys.some((key) => kept.has(key));
        this.state.expanded = known ? kept : markRaw(tree.getKeysAbove(1));
        if (this.state.options.text && tree.rows.length <= 2000) {
            this.state.expanded = markRaw(tree.getKeysAbove(tree.deepest));
        }
        const cursor = this.isFresh ? 0 : this.state.cursor;
        this.state.cursor = Math.max(0, Math.min(cursor, tree.rows.length - 1));
        this.isFresh = false;
        this.data.tree = tree;
    }

    get levels() {
        return (this.data.choices?.axes[this.state.options.axis] || []).map((key) => LEVELS[key]);
    }

    get words() {
        return this.state.options.text.split(/\s+/).filter(Boolean);
    }

    get year() {
        const years = this.data.choices?.years || [];
        return years.find(([id]) => id === this.state.options.fiscal_year_id);
    }

    get date() {
        return deserializeDate(this.state.options.date || this.defaultDate);
    }

    get dateText() {
        return formatDate(this.date);
    }

    /** How much of the fiscal year has passed on the chosen day, in per cent. */
    get elapsed() {
        if (!this.year) {
            return 0;
        }
        const [from, to] = this.year.slice(2).map((one) => deserializeDate(one));
        const share = (this.date.diff(from, "days").days + 1) / (to.diff(from, "days").days + 1);
        return Math.round(1000 * Math.min(1, Math.max(0, share))) / 10;
    }

    get chips() {
        return Object.keys(FILTERS).flatMap((key) =>
            (this.data.choices?.filters[key] || [])
                .filter(([id]) => this.state.options[key].includes(id))
                .map(([id, code, name]) => ({ key, id, label: name || code, kind: FILTERS[key] }))
        );
    }

    get isNarrowed() {
        return Boolean(this.chips.length || this.state.options.text);
    }

    get emptyText() {
        const day = { day: this.dateText };
        return this.isNarrowed
            ? _t("As of %(day)s, no budget matches the search.", day)
            : _t("As of %(day)s, nothing has been appropriated.", day);
    }

    get unitText() {
        return UNITS.find((unit) => unit.size === this.state.unit).label;
    }

    get hasRows() {
        const { tree, ranking, charts } = this.data;
        const shown = { table: tree?.rows, ranking: ranking?.rows, charts: charts?.departments };
        return Boolean(shown[this.state.view]?.length);
    }

    get otherYears() {
        const years = this.data.choices?.years || [];
        return years.filter(([id]) => id !== this.state.options.fiscal_year_id);
    }

    // ---- choosing

    toggleParts() {
        this.state.options.parts = !this.state.options.parts;
        return this.load();
    }

    get compareValue() {
        const { compare } = this.state.options;
        return compare ? `${compare.kind}:${compare.id}` : "";
    }

    setCompare(ev) {
        const [kind, text] = ev.target.value.split(":");
        const id = Number(text);
        const { versions } = this.data.choices;
        // What is not decided yet stands beside what it would change.
        const base = kind === "version" && versions.find((one) => one[0] === id)[3];
        this.state.options.compare = kind ? { kind, id: base || id, left: base ? id : 0 } : null;
        return this.load();
    }

    setLeft(ev) {
        this.state.options.compare = { ...this.state.options.compare, left: Number(ev.target.value) };
        return this.load();
    }

    /** Look at one department's rows, from the ranking. */
    openDepartment(id) {
        Object.assign(this.state.options, { department_ids: id ? [id] : [], axis: "department" });
        this.isFresh = true;
        return this.setView("table");
    }

    setAxis(axis) {
        this.state.options.axis = axis;
        this.isFresh = true;
        this.keepHabits();
        return this.load();
    }

    setUnit(size) {
        this.state.unit = size;
        this.keepHabits();
    }

    setDate(value) {
        this.state.options.date = value ? serializeDate(value) : this.defaultDate;
        return this.load();
    }

    async setYear(ev) {
        const empty = Object.fromEntries(Object.keys(FILTERS).map((key) => [key, []]));
        const fiscal_year_id = Number(ev.target.value);
        Object.assign(this.state.options, { ...empty, fiscal_year_id, date: null, compare: null });
        this.isFresh = true;
        await this.loadChoices();
        await this.load();
    }

    toggleFilter(key, id) {
        const chosen = new Set(this.state.options[key]);
        chosen.delete(id) || chosen.add(id);
        this.state.options[key] = [...chosen];
        return this.load();
    }

    clearFilters() {
        Object.keys(FILTERS).forEach((key) => (this.state.options[key] = []));
        this.state.options.text = "";
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
        } else if (ev.key === "ArrowDown" || ev.key === "Enter") {
            this.state.summons++;
            ev.preventDefault();
        }
    }

    onWindowKeydown(ev) {
        const typing = ["INPUT", "TEXTAREA", "SELECT"].includes(ev.target.tagName);
        if (ev.key === "/" && !typing && !this.ui.isBlocked) {
            ev.preventDefault();
            ev.stopPropagation();
            this.search.el?.focus();
        } else if (ev.key.toLowerCase() === "p" && (ev.ctrlKey || ev.metaKey)) {
            ev.preventDefault();
            this.print();
        } else if (ev.altKey && ["1", "2", "3"].includes(ev.key) && !this.ui.isBlocked) {
            ev.preventDefault();
            ev.stopPropagation();
            this.setView(Object.keys(VIEWS)[Number(ev.key) - 1]);
        }
    }

    // ---- rows

    toggle(index) {
        const key = this.data.tree.keys[index];
        const expanded = markRaw(new Set(this.state.expanded));
        expanded.delete(key) || expanded.add(key);
        this.state.expanded = expanded;
        this.state.cursor = index;
    }

    showLevel(depth) {
        this.state.expanded = markRaw(this.data.tree.getKeysAbove(depth));
        this.state.cursor = 0;
    }

    // ---- doing

    /** What a figure is asked by: the options, the row it stands in, and its name. */
    ask(index, figure) {
        this.state.cursor = index;
        return [{ ...this.state.options }, this.data.tree.getPath(index), figure];
    }

    async openMoves(asked) {
        this.action.doAction(await this.orm.call(MODEL, "action_open_moves", asked));
    }

    /** Why is this figure what it is: what it is made of, beside the table. */
    async explain(asked) {
        const key = JSON.stringify(asked);
        this.data.why = markRaw({ ...(await this.readWhy(asked, 0)), asked, key });
    }

    /** The figure of a department, or of all of them, in the ranking; of all, or of what counts. */
    explainDepartment(id, { name, counted }) {
        const options = { ...this.state.options, axis: "department", compare: null, counted };
        return this.explain([options, id === null ? [] : [id], name]);
    }

    readWhy(asked, offset) {
        return this.orm.call(EXPLANATION, "action_explain", [...asked, offset]);
    }

    closeWhy() {
        this.data.why = null;
        this.state.summons++;
    }

    async openStep(step) {
        const args = [step.model, step.id];
        this.action.doAction(await this.orm.call(EXPLANATION, "action_open_step", args));
    }

    exportXlsx() {
        const { options, unit, view } = this.state;
        return this.downloadXlsx("/gotgan/execution/xlsx", { ...options, unit, view });
    }

    print() {
        this.state.printing = true;
        browser.setTimeout(() => browser.print?.() ?? window.print(), 100);
    }
}

registry.category("actions").add("gotgan_execution_report", ExecutionReport);
