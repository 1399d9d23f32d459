import { getSearchKey } from "@gotgan_base/sheet/korean_search";

const LINE = {
    id: 0, token: 1, department: 2, policy: 3, unit: 4, project: 5, item: 6, subitem: 7, fund: 8,
    door: 9, reason: 10, funding: 11, review: 12, figures: 13,
}; // prettier-ignore
const ESTIMATE = { id: 0, token: 1, line: 2, level: 3, name: 4, formula: 5, amount: 6 };
const TABLES = {
    department: "department", policy: "program", unit: "program", project: "program",
    item: "object", subitem: "object", fund: "fund",
}; // prettier-ignore

/**
 * A request as a tree: programmes, projects, objects, lines (통계목) and estimates (산출근거).
 * No screen. Groups add up what stands below them; an estimate knows only its own amount.
 */
export class GridTree {
    /** @param {Object} data what `action_read_grid` returned */
    constructor(data) {
        this.data = data;
        this.sources = data.sources;
        this.width = data.figures.length + data.sources.length;
        this.places = Object.fromEntries(data.figures.map((name, place) => [name, place]));
        data.sources.forEach(([id], place) => {
            this.places[`source_${id}`] = data.figures.length + place;
        });
        this.lines = new Map();
        this.nodes = new Map();
        this.root = this._makeNode("root", "total", 0, null);
        this._build();
        this._sort(this.root);
    }

    /** Groups and lines stand by code, then by name; what has no code comes last. */
    _sort(node) {
        const compare = (one, other) => (one < other ? -1 : one > other ? 1 : 0);
        if (node.kind !== "line") {
            node.children.sort(
                (one, other) =>
                    Number(!one.code) - Number(!other.code) ||
                    compare(one.code, other.code) ||
                    compare(one.label, other.label) ||
                    compare(one.fund, other.fund)
            );
            node.children.forEach((one) => this._sort(one));
        }
    }

    /** Hang the estimates that come after the lines. */
    hangAll(rows) {
        for (const [id, own] of this._groupEstimates(rows)) {
            const line = this.lines.get(id);
            if (line && !line.children.length) {
                this._hangEstimates(line, own);
            }
        }
        this.isWhole = true;
    }

    _build() {
        const estimates = this._groupEstimates(this.data.estimates || []);
        this.isWhole = this.data.estimates !== null;
        for (const row of this.data.lines) {
            let above = this.root;
            for (const level of this.data.levels) {
                above = this._getGroup(above, level, row[LINE[level]]);
            }
            const node = this._makeNode(`l${row[LINE.id]}`, "line", row[LINE.id], above);
            [node.code, node.label] = this._getName("subitem", row[LINE.subitem]);
            above.children.push(node);
            this.lines.set(node.id, node);
            this._fillLine(node, row);
            this._hangEstimates(node, estimates.get(node.id) || []);
        }
        this._sum(this.root);
    }

    /** Add up what stands below each group, from the lines upwards. */
    _sum(node) {
        for (const child of node.children) {
            if (child.kind !== "line") {
                this._sum(child);
            }
            for (let place = 0; place < this.width; place++) {
                node.figures[place] += child.figures[place];
            }
        }
    }

    /** The ids of the lines below a row, or its own. */
    getLineIds(node) {
        return node.kind === "line" ? [node.id] : node.children.flatMap((one) => this.getLineIds(one));
    }

    _makeNode(key, kind, id, parent) {
        const depth = parent ? parent.depth + 1 : -1;
        const node = { key, kind, id, parent, depth, code: "", label: "", children: [] };
        node.figures = new Array(this.width).fill(0);
        this.nodes.set(key, node);
        return node;
    }

    _getName(level, id) {
        return this.data.names[TABLES[level]][id] || ["", ""];
    }

    _getGroup(above, level, id) {
        above.groups ||= new Map();
        const known = above.groups.get(id);
        if (known) {
            return known;
        }
        const node = this._makeNode(`${above.key}/${level}${id}`, level, id, above);
        above.groups.set(id, node);
        [node.code, node.label] = this._getName(level, id);
        above.children.push(node);
        return node;
    }

    _fillLine(node, row) {
        node.token = row[LINE.token];
        node.door = row[LINE.door];
        node.reason = row[LINE.reason] || "";
        node.review = row[LINE.review] || "";
        node.fund = this.data.has_funds ? this._getName("fund", row[LINE.fund])[1] : "";
        const [sources, amounts, settings] = row[LINE.funding] || [[], [], []];
        node.funding = {};
        const figures = new Array(this.width).fill(0);
        for (let place = LINE.figures; place < row.length; place++) {
            figures[place - LINE.figures] = row[place] || 0;
        }
        for (let place = 0; place < sources.length; place++) {
            node.funding[sources[place]] = [amounts[place], settings[place]];
            figures[this.places[`source_${sources[place]}`]] = amounts[place];
        }
        node.figures = figures;
    }

    _addFigures(node, figures, times) {
        for (let one = node; one; one = one.parent) {
            for (let place = 0; place < this.width; place++) {
                one.figures[place] += times * (figures[place] || 0);
            }
        }
    }

    _groupEstimates(rows) {
        const found = new Map();
        for (const row of rows) {
            const line = row[ESTIMATE.line];
            found.has(line) ? found.get(line).push(row) : found.set(line, [row]);
        }
        return found;
    }

    /** Estimates come in order, each with its level; it stands below the nearest shallower one. */
    _hangEstimates(line, rows) {
        const open = [];
        for (const row of rows) {
            while (open.length && open.at(-1).level >= row[ESTIMATE.level]) {
                open.pop();
            }
            const above = open.at(-1) || line;
            const node = this._makeNode(`e${row[ESTIMATE.id]}`, "estimate", row[ESTIMATE.id], above);
            node.line = line;
            node.level = row[ESTIMATE.level];
            node.token = row[ESTIMATE.token];
            node.label = row[ESTIMATE.name];
            node.formula = row[ESTIMATE.formula] || "";
            node.reason = "";
            node.door = line.door;
            node.figures[0] = row[ESTIMATE.amount];
            above.children.push(node);
            open.push(node);
        }
    }

    // ---- what changed

    /** Take over rows that the server read anew; says whether lines and sources were all known. */
    update({ lines, estimates }) {
        const below = this._groupEstimates(estimates);
        const isKnown = (row) =>
            this.lines.has(row[LINE.id]) &&
            (row[LINE.funding]?.[0] || []).every((id) => `source_${id}` in this.places);
        if (!lines.every(isKnown)) {
            return false;
        }
        for (const row of lines) {
            const node = this.lines.get(row[LINE.id]);
            this._addFigures(node.parent, node.figures, -1);
            this._fillLine(node, row);
            this._addFigures(node.parent, node.figures, 1);
            this.dropBelow(node);
            this._hangEstimates(node, below.get(node.id) || []);
        }
        return true;
    }

    dropBelow(node) {
        for (const child of node.children) {
            this.dropBelow(child);
            this.nodes.delete(child.key);
        }
        node.children = [];
    }

    /** Put an estimate that is not saved yet below `above`, after the sibling `after`. */
    addDraft(key, above, after) {
        const node = this._makeNode(key, "estimate", key, above);
        Object.assign(node, { formula: "", reason: "", token: 0, isDraft: true });
        node.line = above.kind === "line" ? above : above.line;
        node.door = node.line.door;
        node.level = above.kind === "line" ? 1 : above.level + 1;
        node.figures = new Array(this.width).fill(null);
        const place = after ? above.children.indexOf(after) + 1 : 0;
        above.children.splice(place, 0, node);
        return node;
    }

    removeDraft(node) {
        this.dropBelow(node);
        this.nodes.delete(node.key);
        node.parent.children = node.parent.children.filter((one) => one !== node);
    }

    // ---- what is asked

    getFigure(node, name) {
        const figure = node.figures[this.places[name]];
        return node.kind === "estimate" && name !== "requested" ? null : figure;
    }

    /** What the row adds to the budget before, in per cent; null where there was none. */
    getIncreaseRate(node) {
        const before = this.getFigure(node, this.data.is_original ? "last_amount" : "base_amount");
        return before ? (100 * this.getFigure(node, "difference")) / before : null;
    }

    /** The mark before an estimate's name: Ο, below it ο, below that - */
    getBullet(node) {
        const depth = node.kind === "estimate" ? node.depth - node.line.depth - 1 : -1;
        return depth < 0 ? "" : ["Ο", "ο"][depth] || "-";
    }

    /** Return the estimate of a line that stands right above a place, in reading order. */
    getLast(node) {
        return node.children.length ? this.getLast(node.children.at(-1)) : node;
    }

    /** Return what stands right above an estimate: another estimate of its line, or nothing. */
    getAbove(node) {
        const siblings = node.parent.children;
        const before = siblings[siblings.indexOf(node) - 1];
        const above = before ? this.getLast(before) : node.parent;
        return above.kind === "estimate" ? above : null;
    }

    /** Return the nodes to show, in reading order. */
    getVisible(expanded, shown = null) {
        const found = [];
        const visit = (node) => {
            for (const child of node.children) {
                if (shown && !shown.has(child)) {
                    continue;
                }
                found.push(child);
                if (child.children.length && expanded.has(child.key)) {
                    visit(child);
                }
            }
        };
        visit(this.root);
        return found;
    }

    /** Return the keys of all rows that have rows below and stand above `depth`. */
    getKeysAbove(depth) {
        const found = new Set();
        for (const node of this.nodes.values()) {
            if (node.children.length && node.depth < depth) {
                found.add(node.key);
            }
        }
        return found;
    }

    /** Find rows by words or initials: they, what stands above them, and all below them. */
    find(matches) {
        const shown = new Set();
        const hits = [];
        const visit = (node, inside) => {
            const hit = node !== this.root && matches(this._getSearchKey(node));
            if (hit) {
                hits.push(node);
            }
            let any = hit || inside;
            for (const child of node.children) {
                any = visit(child, hit || inside) || any;
            }
            if (any) {
                shown.add(node);
            }
            return any;
        };
        visit(this.root, false);
        return { shown, hits };
    }

    _getSearchKey(node) {
        const text = `${node.code} ${node.label} ${node.formula || ""} ${node.reason || ""} ${node.review || ""}`;
        if (node.searched !== text) {
            node.searched = text;
            node.searchKey = getSearchKey(text);
        }
        return node.searchKey;
    }
}
