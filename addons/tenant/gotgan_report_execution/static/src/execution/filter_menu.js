import { Component, useState } from "@odoo/owl";
import { Dropdown } from "@web/core/dropdown/dropdown";
import { CheckboxItem } from "@web/core/dropdown/checkbox_item";
import { useAutofocus } from "@web/core/utils/hooks";

const SHOWN = 200;

class FilterChoices extends Component {
    static template = "gotgan_report_execution.FilterChoices";
    static components = { CheckboxItem };
    static props = { choices: Array, chosen: Array, onToggle: Function };

    setup() {
        this.state = useState({ text: "" });
        useAutofocus();
    }

    get found() {
        const words = this.state.text.toLowerCase().split(/\s+/).filter(Boolean);
        return this.props.choices
            .filter(([, code, name]) => {
                const label = `${code} ${name}`.toLowerCase();
                return words.every((word) => label.includes(word));
            })
            .slice(0, SHOWN);
    }
}

/** A button with a searchable list to tick: one filter of the report. */
export class FilterMenu extends Component {
    static template = "gotgan_report_execution.FilterMenu";
    static components = { Dropdown, FilterChoices };
    static props = {
        label: String,
        choices: Array, // of [id, code, name]
        chosen: Array, // of ids
        onToggle: Function,
    };
}
