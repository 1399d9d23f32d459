import { _t } from "@web/core/l10n/translation";
import { FormViewDialog } from "@web/views/view_dialogs/form_view_dialog";
import * as commands from "./grid_commands";
import { ReasonDialog } from "./grid_dialogs";

/** What keys and buttons do, by name; `grid` is the screen they do it on. */
export class GridDeeds {
    constructor(grid) {
        this.grid = grid;
        this.reason = "";
    }

    async write(edits) {
        if (edits.length) {
            await this.grid.store.write(edits);
        }
    }

    /** Write cells; a reviewed figure needs a reason, asked once for all of them. */
    async writeCells(cells) {
        if (!cells.length) {
            this.explain();
            return;
        }
        const isReview = cells.some(
            ({ node, field }) => node.door !== "requested" && field === node.door
        );
        if (!isReview) {
            await this.grid.store.setCells(cells);
            return;
        }
        const reason = await this.askReason();
        if (reason) {
            this.reason = reason;
            await this.grid.store.setCells(cells, { reason });
        }
        this.grid.table.takeFocus();
    }

    askReason() {
        return new Promise((resolve) => {
            let reason = "";
            this.grid.dialog.add(
                ReasonDialog,
                { last: this.reason, onReason: (text) => (reason = text) },
                { onClose: () => resolve(reason) }
            );
        });
    }

    look(node) {
        this.grid.judge.look(node);
    }

    hear(typed) {
        this.grid.judge.hear(typed);
    }

    hush() {
        this.grid.judge.hush();
    }

    set({ node, column, value, seen }) {
        return this.writeCells([{ node, field: column.name, value, seen }]);
    }

    copy(ev) {
        ev.clipboardData.setData("text/plain", commands.copyCells(this.grid.table));
    }

    async paste(ev) {
        const text = ev.clipboardData.getData("text/plain");
        const { rows, cells } = commands.readPaste(this.grid.table, text);
        if (rows && this.grid.table.node.door === "requested") {
            const edits = commands.hangRows(this.grid.table, rows);
            edits.forEach((edit) => this.grid.unfold(this.grid.tree.nodes.get(edit.row)));
            await this.write(edits);
        } else if (cells) {
            await this.writeCells(cells);
        } else {
            this.explain();
        }
    }

    fill() {
        return this.writeCells(commands.fillCells(this.grid.table));
    }

    clear() {
        return this.writeCells(commands.clearCells(this.grid.table));
    }

    undo() {
        return this.grid.store.undo();
    }

    redo() {
        return this.grid.store.redo();
    }

    insert() {
        const place = commands.findNewPlace(this.grid.table.node);
        if (place) {
            const edit = this.grid.store.addDraft(place.parent, place.after);
            this.grid.unfold(this.grid.tree.nodes.get(edit.row));
            this.grid.table.goTo(edit.row, 0);
        } else if (this.grid.tree.data.may_add) {
            this.addLine();
        } else {
            this.explain();
        }
    }

    async remove() {
        const nodes = commands.getSelectedEstimates(this.grid.table);
        if (!nodes.length || nodes.some((node) => node.door !== "requested")) {
            this.explain();
            return;
        }
        nodes.filter((node) => node.isDraft).forEach((node) => this.grid.store.dropDraft(node.key));
        const kept = nodes.filter((node) => !node.isDraft);
        await this.write(kept.map((node) => ({ op: "remove", row: node.key })));
    }

    indent() {
        return this.moveRows(commands.moveLevels(this.grid.table, 1));
    }

    outdent() {
        return this.moveRows(commands.moveLevels(this.grid.table, -1));
    }

    up() {
        return this.moveRows(commands.moveAmong(this.grid.table, -1));
    }

    down() {
        return this.moveRows(commands.moveAmong(this.grid.table, 1));
    }

    async moveRows(edits) {
        const { node } = this.grid.table;
        if (!edits.length || node.door !== "requested") {
            this.explain();
            return;
        }
        if (await this.grid.store.write(edits)) {
            this.grid.unfold(this.grid.store.getNode(node.key));
        }
    }

    search() {
        this.grid.search.el.focus();
        this.grid.search.el.select();
    }

    /** Esc: first what was refused goes, then the search, then the keyboard leaves the grid. */
    leave() {
        if (this.grid.store.waiting.length) {
            this.grid.store.dropWaiting();
        } else if (this.grid.table.node?.isDraft) {
            this.grid.store.dropDraft(this.grid.table.node.key);
        } else {
            this.grid.search.el.focus();
        }
    }

    locked() {
        this.explain();
    }

    explain() {
        this.grid.notification.add(commands.explainLocked(this.grid.table), { type: "info" });
    }

    /** A project and object that are not in the request yet are chosen in their form. */
    addLine() {
        const node = this.grid.table?.node;
        const project = node && this.findAbove(node, "project");
        this.grid.dialog.add(FormViewDialog, {
            resModel: "gotgan.budget.request.line",
            title: _t("New Object Subitem"),
            context: {
                default_request_id: this.grid.tree.data.options.request_id,
                default_project_id: project?.id || false,
            },
            onRecordSaved: () => this.grid.load(),
        });
    }

    why() {
        return this.grid.why.openHere();
    }

    whyTotal(column) {
        return this.grid.why.open(this.grid.tree.root, column);
    }

    openLine() {
        const node = this.grid.table?.node;
        const line = node?.line || node;
        if (line?.kind !== "line") {
            return;
        }
        this.grid.dialog.add(FormViewDialog, {
            resModel: "gotgan.budget.request.line",
            resId: line.id,
            title: line.label,
            onRecordSaved: () => this.grid.load(),
        });
    }

    findAbove(node, kind) {
        return node.kind === kind || !node.parent ? node : this.findAbove(node.parent, kind);
    }
}
