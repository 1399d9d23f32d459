import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";
import { Component } from "@odoo/owl";

/** The value of a rule as people read it: a table where it is one, else its text. */
export class RuleValueField extends Component {
    static template = "gotgan_rule.RuleValueField";
    static props = { ...standardFieldProps, table: { type: String } };

    get text() {
        return this.props.record.data[this.props.name] || "";
    }

    get table() {
        return this.props.record.data[this.props.table];
    }
}

registry.category("fields").add("gotgan_rule_value", {
    component: RuleValueField,
    displayName: _t("Value"),
    supportedTypes: ["text"],
    extractProps: ({ options }) => ({ table: options.table }),
});
