const format = new Intl.NumberFormat("ko-KR", { maximumFractionDigits: 0 });

/** Won in a unit, as people write it; a dash where nothing is known. */
export function formatAmount(won, unit) {
    if (won === null || won === undefined) {
        return "-";
    }
    const amount = won / unit;
    return format.format(Math.abs(amount) < 0.5 ? 0 : amount);
}

/** A rate in per cent with one decimal. */
export function formatRate(rate) {
    return rate === null || rate === undefined ? "-" : `${rate.toFixed(1)}%`;
}

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
