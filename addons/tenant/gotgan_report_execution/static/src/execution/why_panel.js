import { Component, onMounted, onPatched, useRef, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { formatAmount, getRowOfKey } from "@gotgan_base/report/figures";
import { useEditionDialog } from "@gotgan_rule/findings/findings_field";

// So near the end of what is loaded, in pixels, the next steps are asked for.
const NEAR = 300;

/**
 * 왜 이 숫자인가: the steps that add up to one figure, each with its document and article.
 *
 * The sum is that of all steps; they are read page by page as the list is scrolled or walked.
 */
export class WhyPanel extends Component {
    static template = "gotgan_report_execution.WhyPanel";
    static props = {
        why: Object, // the first page
        unit: Number,
        onClose: Function,
        onOpen: Function,
        onMoves: Function,
        onMore: Function, // (offset) => the page that begins there
    };

    setup() {
        this.list = useRef("list");
        this.root = useRef("root");
        this.showEdition = useEditionDialog();
        this.state = useState({ steps: this.props.why.steps, whole: this.props.why, loading: null });
        this.summoned = null; // the step to stand on once it is drawn
        onMounted(() => (this.rows[0] || this.root.el).focus());
        onPatched(() => this.standOnSummoned());
    }

    get rows() {
        return [...(this.list.el?.querySelectorAll(".o_exec_step") || [])];
    }

    get rest() {
        return this.state.whole.count - this.state.steps.length;
    }

    // ---- words

    formatAmount(won) {
        return formatAmount(won, this.props.unit);
    }

    /** An amount with its sign, as steps go up and down. */
    formatStep(won) {
        return won > 0 ? `+${this.formatAmount(won)}` : this.formatAmount(won);
    }

    formatCount(count) {
        return formatAmount(count);
    }

    get countText() {
        const { count, moves } = this.state.whole;
        const numbers = { count: this.formatCount(count), moves: this.formatCount(moves) };
        return moves
            ? _t("%(count)s steps, %(moves)s moves, in the order they came about.", numbers)
            : _t("%(count)s steps, in the order they came about.", numbers);
    }

    get shownText() {
        return _t("%(shown)s of %(count)s shown", {
            shown: this.formatCount(this.state.steps.length),
            count: this.formatCount(this.state.whole.count),
        });
    }

    // ---- reading on

    /** Read the next page; if the figure has moved in the meantime, begin anew. */
    async readOn() {
        if (!this.rest || this.state.loading) {
            return this.state.loading;
        }
        this.state.loading = this.readPage();
        try {
            await this.state.loading;
        } finally {
            this.state.loading = null;
        }
    }

    async readPage() {
        let page = await this.props.onMore(this.state.steps.length);
        const { count, won } = this.state.whole;
        if (page.count !== count || page.won !== won) {
            page = await this.props.onMore(0);
            this.state.steps = [];
        }
        this.state.whole = page;
        this.state.steps = [...this.state.steps, ...page.steps];
    }

    onScroll() {
        const { scrollHeight, scrollTop, clientHeight } = this.list.el;
        if (scrollHeight - scrollTop - clientHeight < NEAR) {
            this.readOn();
        }
    }

    // ---- doing

    open(step) {
        if (step.model) {
            this.props.onOpen(step);
        } else {
            this.props.onMoves();
        }
    }

    onKeydown(ev) {
        const row = document.activeElement.closest(".o_exec_step");
        const place = this.rows.indexOf(row);
        const article = row?.querySelector(".o_exec_step_article");
        const target = getRowOfKey(ev, place, this.state.steps.length);
        if (ev.key === "Escape") {
            ev.preventDefault();
            ev.stopPropagation();
            this.props.onClose();
        } else if (target !== undefined && this.state.steps.length) {
            ev.preventDefault();
            this.standOn(target);
        } else if (ev.key === "Enter" && row === document.activeElement) {
            ev.preventDefault();
            this.open(this.state.steps[place]);
        } else if (ev.key === "ArrowRight" && article) {
            article.focus();
        } else if (ev.key === "ArrowLeft" && row) {
            row.focus();
        }
    }

    /** Stand on a step; beyond the last one that is loaded, once the next page is there. */
    async standOn(place) {
        if (place >= this.state.steps.length && this.rest) {
            this.summoned = this.state.steps.length;
            await this.readOn();
        } else {
            this.rows[Math.min(place, this.rows.length - 1)].focus();
        }
    }

    standOnSummoned() {
        const summoned = this.rows[this.summoned ?? -1];
        if (summoned) {
            this.summoned = null;
            summoned.focus();
        }
    }
}
