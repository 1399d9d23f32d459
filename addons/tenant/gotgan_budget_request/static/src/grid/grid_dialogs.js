import { Component, useState } from "@odoo/owl";
import { Dialog } from "@web/core/dialog/dialog";
import { _t } from "@web/core/l10n/translation";
import { useAutofocus } from "@web/core/utils/hooks";

/** Two people wrote into the same cells: both values, who and when; the person chooses. */
export class ConflictDialog extends Component {
    static template = "gotgan_budget_request.ConflictDialog";
    static components = { Dialog };
    static props = { conflicts: Array, onChoose: Function, close: Function };

    setup() {
        this.state = useState({ mine: this.props.conflicts.map(() => false) });
    }

    choose(place, isMine) {
        this.state.mine[place] = isMine;
    }

    confirm() {
        this.props.onChoose([...this.state.mine]);
        this.props.close();
    }
}

/** A reviewed figure is changed with a reason, once for all the cells of one step. */
export class ReasonDialog extends Component {
    static template = "gotgan_budget_request.ReasonDialog";
    static components = { Dialog };
    static props = { last: String, onReason: Function, close: Function };

    setup() {
        this.state = useState({ text: this.props.last });
        useAutofocus({ refName: "reason", selectAll: true });
    }

    onKeydown(ev) {
        if (ev.key === "Enter" && !ev.shiftKey && !ev.isComposing) {
            ev.preventDefault();
            this.confirm();
        }
    }

    confirm() {
        const text = this.state.text.trim();
        if (text) {
            this.props.onReason(text);
            this.props.close();
        }
    }
}

const KEYS = [
    ["↑ ↓ ← →", _t("Go to the next cell; with Shift, select")],
    ["Tab · Enter", _t("Keep what was typed and go right or down")],
    ["F2", _t("Edit the cell, as typing does; Esc cancels")],
    ["F1", _t("Why this figure")],
    ["Insert", _t("New estimate below; on a project, a new object subitem")],
    ["Delete", _t("On a name, delete the row; elsewhere, clear the cells")],
    ["Alt + → ←", _t("Make Ο an ο, and back")],
    ["Alt + ↑ ↓", _t("Move the row up or down")],
    ["Ctrl + C · V", _t("Copy and paste, also with Excel; names with formulas become new rows")],
    ["Ctrl + D", _t("Fill down")],
    ["Ctrl + Z · Y", _t("Undo and redo what you changed")],
    ["/", _t("Search, also by initial consonants")],
    ["Esc", _t("Leave the grid")],
];

/** What the keys do. */
export class KeysDialog extends Component {
    static template = "gotgan_budget_request.KeysDialog";
    static components = { Dialog };
    static props = { close: Function };

    setup() {
        this.keys = KEYS;
    }
}
