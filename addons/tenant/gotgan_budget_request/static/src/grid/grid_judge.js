import { browser } from "@web/core/browser/browser";
import { getLine } from "./grid_columns";

const PAUSE = 250;

/**
 * What is said of the row at the cursor: the amount a formula comes to and what the law says of its
 * line, while somebody types and wherever the cursor comes to. The server reckons and judges; an
 * answer that is overtaken by what was typed meanwhile is not shown.
 */
export class GridJudge {
    constructor({ ask, store, changed }) {
        Object.assign(this, { ask, store, changed });
        this.said = null;
        this.node = null;
        this.heard = null; // what stands in the cell that is open
        this.count = 0;
    }

    /** The cursor is in a row. */
    look(node) {
        this.node = node;
        this.askSoon(node, []);
    }

    /** Somebody types into a cell. */
    hear(heard) {
        const node = this.store.getNode(heard.node.key) || heard.node;
        this.node = node;
        this.heard = { ...heard, node };
        this.askSoon(node, [this.getEdit(node, heard.column.name, heard.value, heard.seen)]);
    }

    /** The cell was left. */
    hush() {
        this.heard = null;
    }

    /** Something was saved: what is typed meanwhile is asked about again, else the row as it is. */
    lookAgain() {
        this.heard ? this.hear(this.heard) : this.look(this.node);
    }

    getEdit(node, field, value, seen) {
        const draft = this.store.drafts.get(node.key);
        if (!draft) {
            return this.store.prepare({ op: "set", row: node.key, field, value, ...seen }, []);
        }
        const values = { ...draft.values, [field]: value };
        values.name = (values.name || "").trim() || "-";
        return this.store.prepare({ ...draft, values }, []);
    }

    askSoon(node, edits) {
        const count = ++this.count;
        browser.clearTimeout(this.timer);
        const line = getLine(node);
        if (!line) {
            this.show(null);
            return;
        }
        this.timer = browser.setTimeout(async () => {
            const said = await this.ask(line.id, edits);
            if (count === this.count) {
                const isSilent = said.amount === null && !said.errors.length && !said.findings.length;
                this.show(isSilent ? null : { ...said, label: line.label });
            }
        }, PAUSE);
    }

    show(said) {
        if (said || this.said) {
            this.said = said;
            this.changed();
        }
    }
}
