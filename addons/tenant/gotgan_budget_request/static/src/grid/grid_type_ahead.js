/**
 * Who types fast types into the old cell while the next one is being drawn, and before a new row
 * is there at all. Nothing of it is lost: text moves to the cell it was meant for, and text and
 * keys for a row that was asked for wait for it, in their order.
 */
export class TypeAhead {
    constructor(table) {
        this.table = table;
        this.waiting = []; // `{ text }` or `{ ev }`
        this.held = null; // what stood in the input before the table was drawn again
    }

    get isHolding() {
        return Boolean(this.held);
    }

    /** Keep what the old input says; the table is about to be drawn. */
    hold() {
        const input = this.table.input.el;
        this.held = { input, text: input?.value || "" };
    }

    /** The table is drawn: give the cell what was typed for it. */
    deliver() {
        const { input, text } = this.held;
        const { el } = this.table.input;
        this.held = null;
        if (el && el !== input && text) {
            el.value = text;
            this.table.onInput({ target: el });
        }
        while (this.waiting.length && !this.table.wantsReveal && this.table.input.el) {
            this.replay(this.waiting.shift());
        }
    }

    replay({ text, ev }) {
        const { el } = this.table.input;
        if (ev) {
            this.table.onKeydown(ev);
        } else {
            el.value += text;
            this.table.onInput({ target: el });
        }
    }

    /** Take text for a row that is not there yet; returns whether it was for one. */
    takeInput(ev) {
        if (this.table.wantsReveal && !ev.isComposing) {
            this.waiting.push({ text: ev.target.value });
            ev.target.value = "";
        }
        return this.table.wantsReveal;
    }

    /** The same of a key; what makes text comes as input. */
    takeKey(ev) {
        const isText = ev.key.length === 1 && !ev.ctrlKey && !ev.metaKey && !ev.altKey;
        if (this.table.wantsReveal && !isText) {
            ev.preventDefault();
            ev.stopPropagation();
            this.waiting.push({ ev });
        }
        return this.table.wantsReveal;
    }
}
