import {
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

for (const field of [dateField, dateTimeField, dateRangeField]) {
    field.extractProps = numerically(field.extractProps);
    field.listViewWidth = numerically(field.listViewWidth);
}
for (const format of [formatDate, formatDateTime]) {
    format.extractOptions = numerically(format.extractOptions);
}
