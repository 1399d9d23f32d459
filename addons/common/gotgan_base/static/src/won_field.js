import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { IntegerField, integerField } from "@web/views/fields/integer/integer_field";
import { useInputField } from "@web/views/fields/input_field_hook";
import { useNumpadDecimal } from "@web/views/fields/numpad_decimal_hook";
import { InvalidNumberError, parseFloat } from "@web/views/fields/parsers";
import { useState } from "@odoo/owl";

/** Parse whole won: Odoo's own integer parser ends at 2,147,483,647. */
export function parseWon(value) {
    const won = parseFloat(value.replace(/[원\s]/g, ""));
    if (!Number.isSafeInteger(won)) {
        throw new InvalidNumberError(`"${value}"`);
    }
    return won;
}

export class WonField extends IntegerField {
    setup() {
        this.state = useState({ hasFocus: false });
        useInputField({
            getValue: () => this.formattedValue,
            refName: "numpadDecimal",
            parse: parseWon,
        });
        useNumpadDecimal();
    }
}

registry.category("fields").add("won", {
    ...integerField,
    component: WonField,
    displayName: _t("Won"),
    // Room for fifteen digits in bold with their separators: an amount is never cut off.
    listViewWidth: [150],
});
