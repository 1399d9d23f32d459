import { _t } from "@web/core/l10n/translation";

/** The units amounts are shown and typed in; officials read a budget in thousands. */
export const UNITS = [
    { size: 1, label: _t("won") },
    { size: 1000, label: _t("thousand won") },
];

/** The columns of the grid, in order. `rows` says which kinds of row hold a value of their own. */
const COLUMNS = [
    { name: "name", label: _t("Subject and Cost Estimate"), kind: "name", width: 340 },
    { name: "formula", label: _t("Formula of the Estimate"), kind: "text", width: 230 },
    { name: "requested", label: _t("Requested"), kind: "won" },
    { name: "first", label: _t("First Review"), kind: "won", round: true },
    { name: "second", label: _t("Second Review"), kind: "won", round: true },
    { name: "settled", label: _t("Adjusted"), kind: "won", round: true },
    { name: "last_amount", label: _t("Last Year's Budget"), kind: "won" },
    { name: "base_amount", label: _t("Budget So Far"), kind: "won", supplementary: true },
    { name: "difference", label: _t("Increase or Decrease"), kind: "won" },
    { name: "rate", label: _t("Rate of Increase"), kind: "rate", width: 78 },
];
const REVIEW = { name: "review", label: _t("Reason for the Change"), kind: "text", width: 220 };
const REASON = { name: "reason", label: _t("Reason"), kind: "text", width: 220 };

export const LEVELS = {
    department: _t("Department"),
    policy: _t("Policy Programme"),
    unit: _t("Unit Programme"),
    project: _t("Detailed Project"),
    item: _t("Object Item"),
    line: _t("Object Subitem"),
    estimate: _t("Cost Estimate"),
};

/** Return the columns for what was read: one for each funding source, rounds as far as they came. */
export function getColumns(tree) {
    const sources = tree.sources.map(([id, , name]) => ({
        name: `source_${id}`,
        label: name,
        kind: "won",
        source: id,
    }));
    const { rounds, is_original } = tree.data;
    const columns = COLUMNS.filter(
        (column) =>
            (!column.round || rounds.includes(column.name)) && !(column.supplementary && is_original)
    );
    const texts = rounds.length ? [REVIEW, REASON] : [REASON];
    return [...columns, ...sources, ...texts].map((column, place, all) => ({
        ...column,
        place,
        isLast: place === all.length - 1,
    }));
}

/** The line a row belongs to: itself, or the one its estimate stands below; none above lines. */
export function getLine(node) {
    return node?.kind === "line" ? node : node?.line;
}

/** Whether a person may write this cell now; the server decides, this only says so before. */
export function isEditable(node, column) {
    if (!node?.door) {
        return false;
    }
    if (node.door !== "requested") {
        return node.kind === "line" && column.name === node.door;
    }
    if (node.kind === "estimate") {
        const isSum = node.children.length > 0;
        return column.name === "name" || (!isSum && ["formula", "requested"].includes(column.name));
    }
    if (node.kind !== "line") {
        return false;
    }
    const isPlain = column.name === "requested" && node.children.length === 0;
    return isPlain || Boolean(column.source) || column.name === "reason";
}
