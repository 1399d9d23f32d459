import { _t } from "@web/core/l10n/translation";

/** The units amounts are shown in; officials read a budget in thousands. */
export const UNITS = [
    { size: 1, label: _t("won") },
    { size: 1000, label: _t("thousand won") },
];

const whole = new Intl.NumberFormat("ko-KR", { maximumFractionDigits: 0 });

/** Won in a unit, as people write it; nothing where nothing is known. */
export function formatWon(won, unit = 1) {
    if (won === null || won === undefined) {
        return "";
    }
    const amount = won / unit;
    return whole.format(Math.abs(amount) < 0.5 ? 0 : amount);
}

/** A rate in per cent with one decimal. */
export function formatRate(rate) {
    return rate === null || rate === undefined ? "-" : `${rate.toFixed(1)}%`;
}
