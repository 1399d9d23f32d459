import { Component, useEffect, useRef, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { formatAmount, formatRate, getBar, getRowOfKey } from "@gotgan_base/report/figures";

const COUNTED = [
    { name: "counted", label: _t("Amount That Counts") },
    { name: "spent", label: _t("Spent of It") },
];

/** Departments by how much they have spent of what counts, against the target of the day. */
export class ExecutionRanking extends Component {
    static template = "gotgan_report_execution.ExecutionRanking";
    static props = {
        data: Object,
        unit: Number,
        summons: Number, // counts how often the cursor was called for from outside
        onOpen: Function,
        onExplain: Function,
    };

    setup() {
        this.getBar = getBar;
        this.body = useRef("body");
        this.state = useState({ cursor: 0, sort: "rank", falls: false });
        useEffect(
            (summons) => summons && this.body.el.children[this.state.cursor]?.focus(),
            () => [this.props.summons]
        );
    }

    /** The amounts of a row, and what the report calls them; of what counts, where that is less. */
    get figures() {
        const { measure } = this.props.data;
        const whole = [
            { key: "whole", name: "appropriated", counted: false },
            { key: "done", name: measure, counted: false },
        ];
        const counted = [
            { key: "counted", name: "appropriated", counted: true },
            { key: "spent", name: measure, counted: true },
        ];
        return this.leftOut ? [...whole, ...counted] : whole;
    }

    get columns() {
        const done = this.props.data.measure === "committed" ? _t("Commitment") : _t("Paid");
        const columns = [
            { name: "rank", label: _t("Rank") },
            { name: "name", label: _t("Department"), text: true },
            { name: "whole", label: _t("Current Appropriation") },
            { name: "done", label: done },
            ...(this.leftOut ? COUNTED : []),
            { name: "rate", label: _t("Rate") },
        ];
        return this.hasTarget
            ? [
                  ...columns,
                  { name: "gap", label: _t("Against Target") },
                  { name: "lacks", label: _t("Lacking to Target") },
              ]
            : columns;
    }

    get leftOut() {
        return this.props.data.left_out;
    }

    /** What counts towards the target, and what says so. */
    get countedText() {
        const { names, basis, mark } = this.leftOut;
        return _t("What counts is the current appropriation without %(names)s (%(basis)s · %(mark)s).", {
            names: names.join(", "),
            basis,
            mark,
        });
    }

    get hasTarget() {
        return this.props.data.target !== null;
    }

    get rows() {
        const { sort, falls } = this.state;
        const order = (one, other) =>
            sort === "name"
                ? one.name.localeCompare(other.name, "ko")
                : (one[sort] ?? Infinity) - (other[sort] ?? Infinity);
        return [...this.props.data.rows].sort((one, other) => (falls ? -1 : 1) * order(one, other));
    }

    get targetText() {
        const { target, targets } = this.props.data;
        if (!this.hasTarget) {
            return targets.length
                ? _t("No target reaches this day.")
                : _t("No targets are set. A budget officer enters the rates of the ministry's letter under Spending Targets.");
        }
        return _t("Target of this day: %(rate)s (between month ends, the days count evenly)", {
            rate: this.percent(target),
        });
    }

    percent(rate) {
        return formatRate(rate === null ? null : rate / 100);
    }

    amount(won) {
        return formatAmount(won, this.props.unit);
    }

    gapText(gap) {
        if (gap === null) {
            return "-";
        }
        const points = (Math.abs(gap) / 100).toFixed(1);
        return gap < 0
            ? _t("▼ %(points)s points behind", { points })
            : _t("▲ %(points)s points ahead", { points });
    }

    sort(name) {
        const falls = this.state.sort === name ? !this.state.falls : !["rank", "name"].includes(name);
        Object.assign(this.state, { sort: name, falls, cursor: 0 });
    }

    getSorted(name) {
        if (this.state.sort !== name) {
            return undefined;
        }
        return this.state.falls ? "descending" : "ascending";
    }

    onKeydown(ev) {
        const target = getRowOfKey(ev, this.state.cursor, this.rows.length - 1);
        if (target !== undefined) {
            ev.preventDefault();
            this.state.cursor = target;
            const row = this.body.el.children[target];
            row.focus({ preventScroll: true });
            row.scrollIntoView({ block: "nearest" });
        } else if (ev.key === "Enter" && ev.target.tagName === "TR") {
            ev.preventDefault();
            this.props.onOpen(this.rows[this.state.cursor].id);
        }
    }
}
