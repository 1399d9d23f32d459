import { Component, onMounted, useRef } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { formatAmount, getRowOfKey } from "@gotgan_base/report/figures";

/** 왜 이 숫자인가: the steps that add up to one figure, each with its document and article. */
export class WhyPanel extends Component {
    static template = "gotgan_report_execution.WhyPanel";
    static props = {
        why: Object,
        unit: Number,
        onClose: Function,
        onOpen: Function,
        onMoves: Function,
    };

    setup() {
        this.list = useRef("list");
        this.root = useRef("root");
        onMounted(() => (this.list.el?.querySelector("[tabindex]") || this.root.el).focus());
    }

    formatAmount(won) {
        return formatAmount(won, this.props.unit);
    }

    /** An amount with its sign, as steps go up and down. */
    formatStep(won) {
        return won > 0 ? `+${this.formatAmount(won)}` : this.formatAmount(won);
    }

    get countText() {
        return this.props.why.by_month
            ? _t("By month: there are too many documents to list each of them.")
            : _t("%(count)s steps, in the order they came about.", {
                  count: this.props.why.steps.length,
              });
    }

    open(step) {
        if (step.model) {
            this.props.onOpen(step);
        } else {
            this.props.onMoves();
        }
    }

    onKeydown(ev) {
        const steps = [...(this.list.el?.querySelectorAll(".o_exec_step") || [])];
        const place = steps.indexOf(document.activeElement);
        const target = getRowOfKey(ev, place, steps.length - 1);
        if (ev.key === "Escape") {
            ev.preventDefault();
            ev.stopPropagation();
            this.props.onClose();
        } else if (target !== undefined && steps.length) {
            ev.preventDefault();
            steps[target].focus();
        } else if (ev.key === "Enter" && place >= 0) {
            ev.preventDefault();
            this.open(this.props.why.steps[place]);
        }
    }
}
