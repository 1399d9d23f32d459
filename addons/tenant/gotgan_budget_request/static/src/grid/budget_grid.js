import { Component, markRaw, onWillStart, useExternalListener, useRef, useState } from "@odoo/owl";
import { formatAmount } from "@gotgan_base/report/figures";
import { makeMatcher } from "@gotgan_base/sheet/korean_search";
import { browser } from "@web/core/browser/browser";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { useDebounced } from "@web/core/utils/timing";
import { useSetupAction } from "@web/search/action_hook";
import { Layout } from "@web/search/layout";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";
import { getColumns, LEVELS, UNITS } from "./grid_columns";
import { GridDeeds } from "./grid_deeds";
import { ConflictDialog, KeysDialog } from "./grid_dialogs";
import { GridJudge } from "./grid_judge";
import { GridStore } from "./grid_store";
import { GridTable } from "./grid_table";
import { GridTree } from "./grid_tree";
import { GridWhy } from "./grid_why";

const MODEL = "gotgan.budget.grid";
const HABITS = "gotgan_budget_grid";
const OPENED_HITS = 500;

/** 예산요구서 as a spreadsheet: a department's request, or a whole preparation. */
export class BudgetGrid extends Component {
    static template = "gotgan_budget_request.BudgetGrid";
    static components = { GridTable, Layout };
    static props = { ...standardActionServiceProps };

    setup() {
        this.orm = useService("orm");
        this.dialog = useService("dialog");
        this.notification = useService("notification");
        this.ui = useService("ui");
        this.units = UNITS;
        this.search = useRef("search");
        this.table = null;
        this.columns = [];
        this.rows = [];
        this.found = null;
        this.hits = new Set();
        const habits = JSON.parse(browser.localStorage.getItem(HABITS) || "{}");
        this.state = useState({
            options: this.firstOptions,
            unit: habits.unit || 1000,
            text: "",
            version: 0,
            loading: true,
            saved: "",
        });
        this.expanded = new Set(this.props.state?.expanded || []);
        this.store = new GridStore({
            call: (edits) => this.call(edits),
            ask: (conflicts) => this.ask(conflicts),
            changed: () => this.refresh(),
            reload: () => this.load(),
            renamed: (key, saved) => this.expanded.has(key) && this.expanded.add(saved),
            tell: (message) => this.notification.add(message, { type: "warning" }),
        });
        this.deeds = new GridDeeds(this);
        this.why = new GridWhy(this);
        this.judge = new GridJudge({
            ask: (line, edits) => this.judgeOnServer(line, edits),
            store: this.store,
            changed: () => this.refresh(),
        });
        this.searchSoon = useDebounced(() => this.find(), 150);
        useSetupAction({
            getLocalState: () => ({ options: this.state.options, expanded: [...this.expanded] }),
            beforeLeave: () => this.store.mutex.getUnlockedDef(),
        });
        useExternalListener(window, "keydown", (ev) => this.onWindowKeydown(ev), { capture: true });
        onWillStart(() => this.load());
    }

    // ---- reading

    get firstOptions() {
        const { context = {}, params = {} } = this.props.action;
        const { request_id, cycle_id } = { ...params, ...context };
        return this.props.state?.options || (request_id ? { request_id } : cycle_id ? { cycle_id } : {});
    }

    async load() {
        this.state.loading = true;
        try {
            const data = await this.orm.call(MODEL, "action_read_grid", [this.state.options]);
            const tree = markRaw(new GridTree(data));
            this.store.show(tree);
            this.columns = this.why.mark(getColumns(tree));
            this.state.options = data.options;
            if (![...this.expanded].some((key) => tree.nodes.has(key))) {
                this.expanded = tree.getKeysAbove(tree.isWhole ? 99 : 1);
            }
            this.find();
        } finally {
            this.state.loading = false;
        }
        if (!this.tree.isWhole) {
            browser.setTimeout(() => this.loadEstimates(this.tree));
        }
    }

    /** Of a whole city the upper levels are shown first; the estimates follow. */
    async loadEstimates(tree) {
        const rows = await this.orm.call(MODEL, "action_read_estimates", [this.state.options]);
        if (tree === this.tree) {
            tree.hangAll(rows);
            this.store.hangDrafts();
            this.find();
        }
    }

    get tree() {
        return this.store.tree;
    }

    /** Draw again what changed inside the tree or the store. */
    refresh() {
        if (this.tree) {
            this.rows = this.tree.getVisible(this.expanded, this.found?.shown);
            this.state.version++;
        }
    }

    setOptions(options) {
        this.state.options = options;
        this.state.text = "";
        this.store.dropAll();
        this.expanded = new Set();
        return this.load();
    }

    onChoose(ev) {
        const id = Number(ev.target.value);
        const { cycle } = this.tree.data;
        return this.setOptions(id ? { request_id: id } : { cycle_id: cycle });
    }

    // ---- writing

    async call(edits) {
        this.state.saved = _t("Saving…");
        const unit = this.state.unit;
        const answer = await this.orm.call(MODEL, "action_write_cells", [
            this.state.options,
            edits.map((edit) => ({ ...edit, unit: edit.unit ?? unit })),
        ]);
        this.tree.data.sums = answer.sums;
        this.state.saved = answer.saved ? _t("All changes are saved.") : "";
        this.judge.lookAgain();
        return answer;
    }

    judgeOnServer(line, edits) {
        const unit = this.state.unit;
        return this.orm.silent.call(MODEL, "action_judge", [
            this.state.options,
            line,
            edits.map((edit) => ({ ...edit, unit: edit.unit ?? unit })),
        ]);
    }

    /** Show what two people wrote into the same cells; resolves to which are mine. */
    ask(conflicts) {
        return new Promise((resolve) => {
            const unit = this.state.unit;
            let choices = conflicts.map(() => false);
            this.dialog.add(
                ConflictDialog,
                {
                    conflicts: conflicts.map((one) => this.describe(one, unit)),
                    onChoose: (chosen) => (choices = chosen),
                },
                { onClose: () => resolve(choices) }
            );
        });
    }

    describe(conflict) {
        const column = this.columns.find((one) => one.name === conflict.field);
        return { ...conflict, label: column?.label || conflict.field };
    }

    // ---- what keys and buttons do

    onCommand(name, detail) {
        return this.deeds[name](detail);
    }

    /** A button does what the key does, and gives the keyboard back to the grid. */
    press(name) {
        this.onCommand(name);
        this.table.takeFocus();
    }

    showKeys() {
        this.dialog.add(KeysDialog, {});
    }

    // ---- folding and finding

    toggle(node) {
        this.expanded.delete(node.key) || this.expanded.add(node.key);
        this.refresh();
    }

    unfold(node) {
        for (let above = node?.parent; above; above = above.parent) {
            this.expanded.add(above.key);
        }
        this.refresh();
    }

    get levels() {
        return [...this.tree.data.levels, "line", "estimate"].map((level) => LEVELS[level]);
    }

    showLevel(depth) {
        this.expanded = this.tree.getKeysAbove(depth === this.levels.length - 1 ? 99 : depth);
        this.refresh();
    }

    onSearch(ev) {
        this.state.text = ev.target.value;
        this.searchSoon();
    }

    find() {
        const text = this.state.text.trim();
        this.found = text ? this.tree.find(makeMatcher(text)) : null;
        this.hits = new Set(this.found?.hits.slice(0, OPENED_HITS));
        for (const node of this.hits) {
            for (let above = node.parent; above; above = above.parent) {
                this.expanded.add(above.key);
            }
        }
        this.refresh();
    }

    onSearchKeydown(ev) {
        if (ev.key === "Escape" && this.state.text) {
            this.state.text = "";
            this.find();
        } else if (["Enter", "ArrowDown", "Escape"].includes(ev.key)) {
            ev.preventDefault();
            ev.stopPropagation();
            const hit = this.found?.hits[0];
            if (hit && ev.key !== "Escape") {
                this.table.goTo(hit.key, 0);
            } else {
                this.table.takeFocus();
            }
        }
    }

    onWindowKeydown(ev) {
        const typing = ["INPUT", "TEXTAREA", "SELECT"].includes(ev.target.tagName);
        if (ev.key === "/" && !typing && !this.ui.isBlocked && this.ui.activeElement === document) {
            ev.preventDefault();
            ev.stopPropagation();
            this.deeds.search();
        }
    }

    // ---- words

    setUnit(size) {
        this.state.unit = size;
        browser.localStorage.setItem(HABITS, JSON.stringify({ unit: size }));
        this.refresh();
    }

    get unitText() {
        return UNITS.find((unit) => unit.size === this.state.unit).label;
    }

    formatWon(won) {
        return formatAmount(won, this.state.unit);
    }

    get errors() {
        return this.store.getErrors();
    }

    get foundText() {
        return this.found ? _t("%(count)s found", { count: this.found.hits.length }) : "";
    }
}

registry.category("actions").add("gotgan_budget_request.grid", BudgetGrid);
