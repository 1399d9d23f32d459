import { localization } from "@web/core/l10n/localization";
import { patch } from "@web/core/utils/patch";
import {
    DateTimeField,
    dateField,
    dateRangeField,
    dateTimeField,
} from "@web/views/fields/datetime/datetime_field";
import { formatDate, formatDateTime } from "@web/views/fields/formatters";

/**
 * Papers and registers carry whole dates (2026-11-22); Odoo leaves the year out of this year's.
 * A view that wants the other form still says so with options="{'numeric': false}".
 */
function numerically(read) {
    return (info, ...rest) =>
        read({ ...info, options: { numeric: true, ...info.options } }, ...rest);
}

function getMinuteFormat() {
    return localization.dateTimeFormat.replace(/:ss/, "");
}

/** Whole dates, and times to the minute: seconds only where a view says show_seconds. */
patch(DateTimeField.prototype, {
    getFormattedValue(valueIndex, numeric = this.props.numeric) {
        const { showSeconds, showTime } = this.props;
        const value = this.values[valueIndex];
        if (!value || !numeric || !showTime || showSeconds || this.field.type === "date") {
            return super.getFormattedValue(valueIndex, numeric);
        }
        return value.toFormat(getMinuteFormat());
    },
});
for (const field of [dateField, dateTimeField, dateRangeField]) {
    field.extractProps = numerically(field.extractProps);
    field.listViewWidth = numerically(field.listViewWidth);
}
for (const format of [formatDate, formatDateTime]) {
    format.extractOptions = numerically(format.extractOptions);
}
const readOptions = formatDateTime.extractOptions;
formatDateTime.extractOptions = (info) => {
    const options = readOptions(info);
    const minutes = options.showTime && !options.showSeconds;
    return minutes ? { format: getMinuteFormat(), ...options } : options;
};
