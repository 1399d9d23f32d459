import { Mutex } from "@web/core/utils/concurrency";
import { getInverse } from "./grid_history";

/**
 * Between the tree and the server: what was typed is sent in order, one batch at a time.
 *
 * A batch is written whole or not at all. What was refused waits here, with the reason for each
 * cell, until it is mended or dropped; new rows that are not saved yet stand in the tree as drafts.
 * No screen: `ask` shows conflicts and returns what the person chose, `tell` says why a row was not
 * moved or deleted, `renamed` that a draft has become a row, `changed` draws again.
 */
export class GridStore {
    constructor({ call, ask, changed, reload, tell, renamed }) {
        Object.assign(this, { call, ask, changed, reload, tell, renamed });
        this.mutex = new Mutex();
        this.tree = null;
        this.waiting = []; // edits that were refused
        this.drafts = new Map(); // key -> the edit that will add the row
        this.sent = []; // edits on their way
        this.aliases = new Map(); // what a row is called now: drafts that were saved, rows put back
        this.drawn = new Map(); // saved rows that keep the place on the page they had as drafts
        this.undos = [];
        this.redos = [];
        this.count = 0;
    }

    show(tree) {
        this.tree = tree;
        this.hangDrafts();
    }

    // ---- rows

    resolve(key) {
        let found = key;
        while (this.aliases.has(found)) {
            found = this.aliases.get(found);
        }
        return found;
    }

    /** The key a row is drawn by: a row that was saved a moment ago may be typed in just now. */
    getDrawnKey(node) {
        return this.drawn.get(node.key) || node.key;
    }

    getNode(key) {
        return this.tree.nodes.get(this.resolve(key));
    }

    /** Put a new row below `parent` (a line or an estimate), after the sibling `after`. */
    addDraft(parent, after, values = {}) {
        const key = `new-${++this.count}`;
        const node = this.tree.addDraft(key, parent, after);
        const above = this.tree.getAbove(node);
        const edit = {
            op: "add",
            row: key,
            line: node.line.id,
            level: node.level,
            after: above ? above.key : null,
            parent: parent.key, // where it stands on the screen
            sibling: after ? after.key : null,
            values: { ...values },
        };
        this.drafts.set(key, edit);
        this.fillDraft(node, edit);
        return edit;
    }

    hangDrafts() {
        this.drafts.forEach((edit) => this.hangDraft(edit));
    }

    hangDraft(edit) {
        const line = this.tree.lines.get(edit.line);
        if (line && !this.tree.nodes.has(edit.row)) {
            const above = this.getNode(edit.parent) || line;
            const sibling = edit.sibling && this.getNode(edit.sibling);
            this.fillDraft(this.tree.addDraft(edit.row, above, sibling), edit);
        }
    }

    fillDraft(node, edit) {
        node.label = edit.values.name || "";
        node.formula = edit.values.formula || "";
        node.reason = edit.values.reason || "";
    }

    dropDraft(key) {
        const node = this.tree.nodes.get(key);
        this.drafts.delete(key);
        this.waiting = this.waiting.filter((edit) => edit.row !== key);
        if (node) {
            node.children.forEach((child) => this.dropDraft(child.key));
            this.tree.removeDraft(node);
        }
        this.changed();
    }

    /** Forget what was not saved and what could be undone: another request is shown. */
    dropAll() {
        Object.assign(this, { waiting: [], undos: [], redos: [] });
        this.drafts.clear();
    }

    /** Forget everything that was refused. */
    dropWaiting() {
        const keys = this.waiting.filter((edit) => edit.op === "add").map((edit) => edit.row);
        this.waiting = [];
        keys.forEach((key) => this.dropDraft(key));
        this.changed();
    }

    // ---- cells

    /** What waits or is under way in a cell: `{ text, error }`; nothing where all is saved. */
    getPending(node, field) {
        for (const edits of [this.waiting, this.sent]) {
            const own = edits.filter((edit) => this.resolve(edit.row) === node.key);
            const set = own.findLast((edit) => edit.op === "set" && edit.field === field);
            const edit = set || own.find((one) => one.op === "add");
            if (edit) {
                const text = set ? edit.value : edit.values[field] ?? "";
                return { text, error: edit.errors?.[field] || "" };
            }
        }
        return null;
    }

    getErrors() {
        return this.waiting.flatMap((edit) => Object.values(edit.errors || {}));
    }

    /** Write texts into cells: `[{ node, field, value }]`, all of them or none. */
    setCells(cells, more = {}) {
        const fresh = [];
        const known = [];
        for (const { node, field, value, seen } of cells) {
            const draft = this.getIdleDraft(node.key);
            const waits = this.waiting.find((edit) => edit.row === node.key && edit.field === field);
            if (draft) {
                draft.values[field] = value;
                this.fillDraft(node, draft);
                known.push(draft);
            } else if (waits) {
                waits.value = value;
                known.push(waits);
            } else {
                fresh.push({ op: "set", row: node.key, field, value, ...seen, ...more });
            }
        }
        const mends = known.some((edit) => this.waiting.includes(edit));
        const again = mends ? this.waiting : known.filter((edit) => this.isComplete(edit));
        return this.write([...new Set([...again, ...fresh])]);
    }

    /** The edit of a new row that is not on its way; one that is gets what is typed afterwards. */
    getIdleDraft(key) {
        const draft = this.drafts.get(key);
        return draft && !this.sent.includes(draft) ? draft : null;
    }

    /** Put what was typed into new rows that were refused meanwhile into those rows. */
    mergeDrafts(edits) {
        const rest = [];
        for (const edit of edits) {
            const draft = edit.op === "set" && this.drafts.get(this.resolve(edit.row));
            if (draft) {
                draft.values[edit.field] = edit.value;
                this.waiting = this.waiting.filter((one) => one !== draft);
            }
            const next = draft || edit;
            if (!rest.includes(next)) {
                rest.push(next);
            }
        }
        return rest.filter((edit) => this.isComplete(edit));
    }

    /** A new row is sent as soon as it has a name. */
    isComplete(edit) {
        return edit.op !== "add" || (edit.values.name || "").trim();
    }

    // ---- sending

    /** Send edits after those that are on their way; returns whether they were written. */
    async write(edits, stack = this.undos) {
        if (!edits.length) {
            return true;
        }
        this.waiting = this.waiting.filter((edit) => !edits.includes(edit));
        this.sent.push(...edits);
        this.changed();
        try {
            return await this.mutex.exec(() => this.send(edits, stack));
        } catch (error) {
            this.reload();
            throw error;
        } finally {
            this.sent = this.sent.filter((edit) => !edits.includes(edit));
            this.changed();
        }
    }

    async send(asked, stack) {
        const edits = this.mergeDrafts(asked);
        const inverse = edits.map((edit) => getInverse(this, edit)).filter(Boolean).flat();
        const answer = await this.call(edits.map((edit) => this.prepare(edit, edits)));
        this.take(edits, answer);
        if (answer.saved) {
            this.remember(stack, inverse.reverse());
            return true;
        }
        if (answer.conflicts.length) {
            const rest = await this.settle(edits, answer.conflicts);
            return rest.length ? this.send(rest, stack) : false;
        }
        for (const edit of edits) {
            edit.errors = {};
        }
        for (const { index, field, message } of answer.errors) {
            edits[index].errors[field] = message;
        }
        const kept = edits.filter((edit) => edit.op === "add" || edit.op === "set");
        this.waiting.push(...kept);
        if (!kept.length) {
            this.tell(answer.errors[0].message);
        }
        return false;
    }

    /** Return an edit as the server takes it, with what the screen shows now. */
    prepare(edit, batch) {
        const node = this.getNode(edit.row);
        const { op, field, value, unit, reason, values, line, level, row } = edit;
        const sent = { op, row: this.resolve(row), token: edit.token ?? node?.token ?? 0, unit };
        if (op === "set") {
            return { ...sent, field, value, reason, was: edit.was ?? this.getValue(node, field) };
        }
        if (op === "add") {
            return { ...sent, line, level, values, after: this.findSaved(edit.after, batch) };
        }
        if (op === "move") {
            const move = { ...sent, level };
            return edit.after === undefined ? move : { ...move, after: this.findSaved(edit.after, batch) };
        }
        return sent;
    }

    /** Return the nearest row at or above `key` that the server knows or that comes with the batch. */
    findSaved(key, batch) {
        const draft = key && this.drafts.get(key);
        if (!draft || batch.some((edit) => edit.row === key)) {
            return key ? this.resolve(key) : null;
        }
        return this.findSaved(draft.after, batch);
    }

    /** What a person sees in a cell who begins to edit it; nothing while a save is under way. */
    getSeen(node, field) {
        if (node.isDraft || this.getPending(node, field)) {
            return {};
        }
        return { was: this.getValue(node, field), token: node.token };
    }

    getValue(node, field) {
        if (!node) {
            return null;
        }
        const texts = { name: node.label, formula: node.formula, reason: node.reason };
        if (field.startsWith("source_")) {
            return node.funding?.[field.slice("source_".length)]?.[1] || "";
        }
        return field in texts ? texts[field] : node.figures[this.tree.places[field]];
    }

    take(edits, { saved, rows, ids }) {
        if (saved) {
            for (const [key, id] of Object.entries(ids)) {
                this.drafts.delete(key);
                this.aliases.set(key, `e${id}`);
                this.drawn.set(`e${id}`, key);
                this.renamed(key, `e${id}`);
            }
            edits.filter((edit) => edit.again).forEach((edit) => {
                this.aliases.set(edit.again, `e${ids[edit.row]}`);
            });
        }
        if (rows && !this.tree.update(rows)) {
            this.reload();
        }
        this.hangDrafts();
    }

    /** Let the person choose for each conflict; return the edits to send again. */
    async settle(edits, conflicts) {
        this.changed();
        const mine = await this.ask(conflicts);
        const dropped = new Set();
        conflicts.forEach((conflict, place) => {
            const edit = edits[conflict.index];
            if (mine[place]) {
                edit.was = conflict.theirs_value;
                edit.token = conflict.token;
            } else {
                dropped.add(edit);
            }
        });
        return edits.filter((edit) => !dropped.has(edit));
    }

    // ---- undoing

    remember(stack, inverse) {
        if (inverse.length) {
            stack.push(inverse);
        }
        if (stack === this.undos && !this.isTurning) {
            this.redos = [];
        }
    }

    undo() {
        return this.turn(this.undos, this.redos);
    }

    redo() {
        return this.turn(this.redos, this.undos);
    }

    /** Send the last inverse of one stack; its own inverse goes to the other. One after the other. */
    turn(from, to) {
        this.turning = (this.turning || Promise.resolve()).then(async () => {
            await this.mutex.getUnlockedDef();
            const edits = from.pop();
            this.isTurning = true;
            try {
                return Boolean(edits) && (await this.write(edits, to));
            } finally {
                this.isTurning = false;
            }
        });
        const turned = this.turning;
        this.turning = turned.catch(() => false);
        return turned;
    }
}
