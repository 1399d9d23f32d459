import { _t } from "@web/core/l10n/translation";

/** The columns of the report, in order, with what each means. */
export const FIGURE_COLUMNS = [
    {
        name: "appropriated",
        label: _t("Current Appropriation"),
        help: _t("The budget as it stands: original and supplementary budget, transfers and carry-overs."),
    },
    {
        name: "allotted",
        label: _t("Allotment"),
        help: _t("The part of the current appropriation that was released for spending."),
    },
    {
        name: "requested",
        label: _t("Spending Request"),
        help: _t("Requested and not yet committed. What became a commitment is counted there."),
    },
    {
        name: "committed",
        label: _t("Commitment"),
        help: _t("Bound by commitments, paid or not."),
    },
    { name: "paid", label: _t("Paid"), help: _t("Paid out, less what came back.") },
    {
        name: "balance",
        label: _t("Budget Balance"),
        help: _t("Current appropriation − commitments − spending requests."),
    },
    {
        name: "available",
        label: _t("Allotment Balance"),
        help: _t("Allotment − commitments − spending requests: what can be requested now."),
    },
];

export const RATE_COLUMNS = [
    {
        name: "paid_rate",
        label: _t("Execution Rate"),
        help: _t("Paid ÷ current appropriation. The mark shows how much of the year has passed."),
        bar: true,
    },
    {
        name: "committed_rate",
        label: _t("Commitment Rate"),
        help: _t("Commitments ÷ current appropriation."),
    },
];

export const AXES = {
    program: _t("By Programme"),
    department: _t("By Department"),
    functional: _t("By Function"),
    fund: _t("By Fund"),
    object: _t("By Object"),
    source: _t("By Funding Source"),
};

export const LEVELS = {
    field: _t("Functional Field"),
    section: _t("Functional Section"),
    policy: _t("Policy Programme"),
    unit: _t("Unit Programme"),
    project: _t("Detailed Project"),
    item: _t("Object Item"),
    subitem: _t("Object Subitem"),
    department: _t("Department"),
    fund: _t("Fund"),
    source: _t("Funding Source"),
};

export const FILTERS = {
    department_ids: _t("Department"),
    fund_ids: _t("Fund"),
    item_ids: _t("Object Item"),
    source_ids: _t("Funding Source"),
};

export const UNITS = [
    { size: 1, label: _t("won") },
    { size: 1000, label: _t("thousand won") },
    { size: 1000000, label: _t("million won") },
];
