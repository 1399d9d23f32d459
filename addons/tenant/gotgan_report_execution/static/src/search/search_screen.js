import { Component, onMounted, onPatched, useRef, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { KeepLast } from "@web/core/utils/concurrency";
import { useService } from "@web/core/utils/hooks";
import { useDebounced } from "@web/core/utils/timing";
import { useSetupAction } from "@web/search/action_hook";
import { Layout } from "@web/search/layout";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";
import { formatAmount, getRowOfKey } from "@gotgan_base/report/figures";

const MODEL = "gotgan.search";
const FEWEST = 2;

/** Open what was found in its own form. */
export function getSearchAction(row) {
    return {
        type: "ir.actions.act_window",
        res_model: row.model,
        res_id: row.id,
        views: [[false, "form"]],
    };
}

/** 통합 검색: one field, results by kind, everything by keys. */
export class SearchScreen extends Component {
    static template = "gotgan_report_execution.SearchScreen";
    static components = { Layout };
    static props = { ...standardActionServiceProps };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.input = useRef("input");
        this.results = useRef("results");
        this.keepLast = new KeepLast();
        this.searchSoon = useDebounced(() => this.search(), 200);
        this.state = useState({
            text: this.props.state?.text ?? this.props.action.context.gotgan_search_text ?? "",
            groups: [],
            asked: "",
            loading: false,
        });
        this.summoned = null; // the result to stand on once it is drawn
        onPatched(() => this.standOnSummoned());
        useSetupAction({ getLocalState: () => ({ text: this.state.text }) });
        onMounted(() => {
            this.input.el.focus();
            this.search();
        });
    }

    async search() {
        const text = this.state.text.trim();
        this.state.loading = true;
        try {
            const work = text.length < FEWEST ? [] : this.orm.call(MODEL, "action_search", [text]);
            this.state.groups = await this.keepLast.add(Promise.resolve(work));
            this.state.asked = text;
        } finally {
            this.state.loading = false;
        }
    }

    /** Read the next results of a group and stand on the first of them. */
    async readOn(group) {
        const args = [this.state.asked, group.key, group.rows.length, group.loose];
        const page = await this.orm.call(MODEL, "action_search_more", args);
        group.rows.push(...page.rows);
        group.more = page.more;
        this.summoned = page.rows.length
            ? `[data-group=${group.key}] .o_search_row:nth-of-type(${group.rows.length - page.rows.length + 1})`
            : null;
    }

    standOnSummoned() {
        if (this.summoned) {
            this.results.el.querySelector(this.summoned)?.focus();
            this.summoned = null;
        }
    }

    get emptyText() {
        return this.state.asked.length < FEWEST
            ? _t("Type at least two letters: part of a word, or initial consonants such as ㅅㅁㄱㄹㅂ.")
            : _t("Nothing has “%(text)s” in it. Try fewer letters.", { text: this.state.asked });
    }

    moreText(group) {
        return _t("Show More (%(count)s so far)", { count: group.rows.length });
    }

    amount(won) {
        return formatAmount(won);
    }

    onInput(ev) {
        this.state.text = ev.target.value;
        this.searchSoon();
    }

    onInputKeydown(ev) {
        if (ev.key === "ArrowDown") {
            ev.preventDefault();
            this.rows[0]?.focus();
        } else if (ev.key === "Enter") {
            ev.preventDefault();
            const first = this.state.groups[0]?.rows[0];
            if (first && this.state.asked === this.state.text.trim()) {
                this.open(first);
            } else {
                this.search();
            }
        }
    }

    get rows() {
        return [...(this.results.el?.querySelectorAll(".o_search_row") || [])];
    }

    onRowsKeydown(ev) {
        const rows = this.rows;
        const place = rows.indexOf(document.activeElement);
        const target = getRowOfKey(ev, place, rows.length - 1, 8);
        if (ev.key === "ArrowUp" && place === 0) {
            ev.preventDefault();
            this.input.el.focus();
        } else if (target !== undefined) {
            ev.preventDefault();
            rows[target].focus();
        } else if (ev.key === "/" || ev.key === "Escape") {
            ev.preventDefault();
            this.input.el.focus();
        }
    }

    open(row) {
        this.action.doAction(getSearchAction(row));
    }
}

registry.category("actions").add("gotgan_search", SearchScreen);
