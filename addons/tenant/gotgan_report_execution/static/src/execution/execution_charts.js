import { Component, onMounted, onPatched, onWillStart, onWillUnmount, useRef, useState } from "@odoo/owl";
import { loadBundle } from "@web/core/assets";
import { _t } from "@web/core/l10n/translation";
import { formatAmount, formatRate } from "@gotgan_base/report/figures";

const BAR = "#8fb8a8";
const BEHIND = "#d9a05b";
const LINE = "#2f5d50";
const TARGET = "#8a3b2e";

/** Three pictures of the year: months against target, departments, functions; or the same as tables. */
export class ExecutionCharts extends Component {
    static template = "gotgan_report_execution.ExecutionCharts";
    static props = { data: Object, unit: Number, unitText: String };

    setup() {
        this.state = useState({ tables: false });
        this.months = useRef("months");
        this.departments = useRef("departments");
        this.functions = useRef("functions");
        this.charts = [];
        onWillStart(() => loadBundle("web.chartjs_lib"));
        onMounted(() => this.draw());
        onPatched(() => this.draw());
        onWillUnmount(() => this.clear());
    }

    // ---- words

    get doneText() {
        return this.props.data.measure === "committed" ? _t("Commitment") : _t("Paid");
    }

    get bars() {
        return [
            { key: "departments", title: _t("By Department"), rows: this.props.data.departments },
            { key: "functions", title: _t("By Function"), rows: this.props.data.functions },
        ];
    }

    get summary() {
        const { total, target } = this.props.data;
        const rate = this.percent(total.rate);
        return target === null
            ? _t("%(rate)s of what counts is spent.", { rate })
            : _t("%(rate)s of what counts is spent; the target of this day is %(target)s.", {
                  rate,
                  target: this.percent(target),
              });
    }

    /** What the rates are of: 대상액, or all where nothing is left out. */
    get wholeText() {
        return this.props.data.left_out ? _t("Amount That Counts") : _t("Current Appropriation");
    }

    amount(won) {
        return formatAmount(won, this.props.unit);
    }

    percent(rate) {
        return formatRate(rate === null ? null : rate / 100);
    }

    /** What is behind the target says so in its name: no colour is needed to read it. */
    getName(row) {
        return row.gap !== null && row.gap < 0 ? `▼ ${row.name}` : row.name;
    }

    toggleTables() {
        this.state.tables = !this.state.tables;
    }

    // ---- drawing

    clear() {
        this.charts.forEach((chart) => chart.destroy());
        this.charts = [];
    }

    draw() {
        this.clear();
        if (this.state.tables || !this.months.el) {
            return;
        }
        this.charts = [
            new Chart(this.months.el, this.monthsConfig),
            new Chart(this.departments.el, this.getBarsConfig(this.props.data.departments)),
            new Chart(this.functions.el, this.getBarsConfig(this.props.data.functions)),
        ];
    }

    scale(won) {
        return won === null ? null : won / this.props.unit;
    }

    get monthsConfig() {
        const { months } = this.props.data;
        const line = { type: "line", tension: 0, spanGaps: false, borderWidth: 2 };
        const datasets = [
            {
                ...line,
                label: _t("Until the end of the month"),
                data: months.map((one) => this.scale(one.done)),
                borderColor: LINE,
                backgroundColor: LINE,
                pointRadius: 3,
            },
            {
                type: "bar",
                label: _t("In the month"),
                data: months.map((one) => this.scale(one.won)),
                backgroundColor: BAR,
            },
        ];
        if (months.some((one) => one.target !== null)) {
            datasets.unshift({
                ...line,
                label: _t("Target"),
                data: months.map((one) => this.scale(one.target)),
                borderColor: TARGET,
                backgroundColor: TARGET,
                borderDash: [6, 4],
                pointStyle: "rectRot",
                pointRadius: 5,
            });
        }
        const labels = months.map((one) => _t("%(month)s.", { month: one.month }));
        return { data: { labels, datasets }, options: this.getOptions("x") };
    }

    getBarsConfig(rows) {
        return {
            type: "bar",
            data: {
                labels: rows.map((row) => this.getName(row)),
                datasets: [
                    {
                        label: this.doneText,
                        data: rows.map((row) => (row.rate || 0) / 100),
                        backgroundColor: rows.map((row) => (row.gap < 0 ? BEHIND : BAR)),
                        borderColor: rows.map((row) => (row.gap < 0 ? TARGET : LINE)),
                        borderWidth: { left: 0, top: 0, bottom: 0, right: 3 },
                    },
                ],
            },
            options: this.getOptions("y", (item) => this.getBarText(rows[item.dataIndex])),
        };
    }

    getBarText(row) {
        return `${this.percent(row.rate)} · ${this.amount(row.spent)} / ${this.amount(row.counted)}`;
    }

    getOptions(indexAxis, label) {
        const isPercent = indexAxis === "y";
        const ticks = {
            callback: (value) => (isPercent ? `${value}%` : formatAmount(value)),
        };
        const name = indexAxis === "x" ? "y" : "x";
        return {
            indexAxis,
            animation: false,
            maintainAspectRatio: false,
            scales: {
                [name]: { beginAtZero: true, ticks, ...(isPercent ? { max: 100 } : {}) },
                [indexAxis]: { grid: { display: false }, ticks: { autoSkip: false } },
            },
            plugins: {
                legend: { display: !isPercent, position: "bottom" },
                tooltip: {
                    callbacks: {
                        label: label || ((item) => `${item.dataset.label}: ${formatAmount(item.raw)}`),
                    },
                },
            },
        };
    }
}
