/** What reports have in common: how won and rates are written, and how keys walk over rows. */

const format = new Intl.NumberFormat("ko-KR", { maximumFractionDigits: 0 });

/** Won in a unit, as people write it; a dash where nothing is known. */
export function formatAmount(won, unit = 1) {
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

/** The width of a bar that shows a rate in per cent. */
export function getBar(rate) {
    return `width: ${Math.min(100, Math.max(0, rate || 0))}%`;
}

/** Return the row a key leads to from `cursor`, or `undefined` where it is no such key. */
export function getRowOfKey(ev, cursor, last, page = 15) {
    if (ev.altKey || ev.ctrlKey || ev.metaKey) {
        return undefined;
    }
    const target = {
        ArrowDown: cursor + 1,
        ArrowUp: cursor - 1,
        PageDown: cursor + page,
        PageUp: cursor - page,
        Home: 0,
        End: last,
    }[ev.key];
    return target === undefined ? undefined : Math.max(0, Math.min(last, target));
}
