import { formatAmount, formatRate } from "@gotgan_base/report/figures";

/** One cell of a page, by the kind of its column. */
export function formatCell(column, value, unit) {
    if (column.kind === "won") {
        return formatAmount(value, unit);
    }
    if (column.kind === "rate") {
        return formatRate(value);
    }
    if (column.kind === "count") {
        return formatAmount(value, 1);
    }
    return value || "";
}
