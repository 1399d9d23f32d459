import { _t } from "@web/core/l10n/translation";

/** The columns a page may have, by name, with what each means. */
export const FIGURE_COLUMNS = {
    voted: {
        label: _t("Budget"),
        help: _t("Decided as a budget: the original budget and the supplementary ones."),
    },
    reserve_used: {
        label: _t("From Reserve"),
        help: _t("Taken from the contingency reserve; below zero on the reserve itself."),
    },
    transferred: {
        label: _t("Moved In or Out"),
        help: _t("Balance of transfers, virements, reallocations and reorganisations."),
    },
    carried_in: { label: _t("From Last Year"), help: _t("Carried over from the year before.") },
    appropriated: {
        label: _t("Current Appropriation"),
        help: _t("Budget + reserve used + moved in or out + carried over from last year."),
    },
    allotted: {
        label: _t("Allotment"),
        help: _t("The part of the current appropriation that was released for spending."),
    },
    requested: {
        label: _t("Spending Request"),
        help: _t("Requested and not yet committed. What became a commitment is counted there."),
    },
    committed: { label: _t("Commitment"), help: _t("Bound by commitments, paid or not.") },
    paid: { label: _t("Paid"), help: _t("Paid out, less what came back.") },
    balance: {
        label: _t("Budget Balance"),
        help: _t("Current appropriation − commitments − spending requests."),
    },
    available: {
        label: _t("Allotment Balance"),
        help: _t("Allotment − commitments − spending requests: what can be requested now."),
    },
    carried_over: {
        label: _t("Carried Over"),
        help: _t("Goes on into the next year; posted when the year is closed."),
    },
    left: { label: _t("This Side"), help: _t("What is compared.") },
    right: { label: _t("Other Side"), help: _t("What it is compared with.") },
    difference: { label: _t("Difference"), help: _t("This side less the other one.") },
    right_paid: { label: _t("Paid There"), help: _t("Paid in the other year until the same day.") },
};

export const RATE_COLUMNS = {
    paid_rate: {
        label: _t("Execution Rate"),
        help: _t("Paid ÷ current appropriation. The mark shows how much of the year has passed."),
        bar: true,
    },
    committed_rate: {
        label: _t("Commitment Rate"),
        help: _t("Commitments ÷ current appropriation."),
    },
    change_rate: { label: _t("Change in %"), help: _t("Difference ÷ other side.") },
    right_paid_rate: {
        label: _t("Rate There"),
        help: _t("Paid ÷ current appropriation in the other year on the same day."),
    },
};

export const VIEWS = {
    table: _t("Table"),
    ranking: _t("Department Ranking"),
    charts: _t("Charts"),
};

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
