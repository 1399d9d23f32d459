/** The rows of the report as a tree: who is whose parent, what is shown, what a figure is. No screen. */
export class ExecutionTree {
    /**
     * @param {Object} data what `action_get_tree` returned; rows are `[depth, id, ...totals]`,
     *     a parent before its children
     * @param {Object} choices what `action_get_choices` returned: what figures and rates consist of
     */
    constructor(data, choices) {
        this.levels = data.levels;
        this.names = data.names;
        this.rows = data.rows;
        this.columns = data.columns;
        this.rateColumns = data.rates;
        this.compared = data.compared;
        this.total = [-1, 0, ...data.total];
        this.figures = choices.figures;
        this.rates = choices.rates;
        this.bounds = {};
        this.places = Object.fromEntries(data.totals.map((name, place) => [name, place + 2]));
        this._link();
    }

    _link() {
        const open = [];
        this.parents = new Int32Array(this.rows.length);
        this.ends = new Int32Array(this.rows.length).fill(this.rows.length);
        this.keys = new Array(this.rows.length);
        this.rows.forEach((row, index) => {
            while (open.length > row[0]) {
                this.ends[open.pop()] = index;
            }
            const parent = open.length ? open[open.length - 1] : -1;
            this.parents[index] = parent;
            this.keys[index] = parent < 0 ? `${row[1]}` : `${this.keys[parent]}/${row[1]}`;
            open.push(index);
        });
    }

    get deepest() {
        return this.levels.length - 1;
    }

    isLeaf(index) {
        return this.rows[index][0] === this.deepest;
    }

    /** Return the indexes of the rows to show: those whose parents are all expanded. */
    getVisible(expanded) {
        const found = [];
        for (let index = 0; index < this.rows.length; ) {
            found.push(index);
            const isOpen = !this.isLeaf(index) && expanded.has(this.keys[index]);
            index = isOpen ? index + 1 : this.ends[index];
        }
        return found;
    }

    /** Return the keys of the rows above `depth`: expanded, they show the tree down to it. */
    getKeysAbove(depth) {
        return new Set(this.keys.filter((_key, index) => this.rows[index][0] < depth));
    }

    /** Return the ids from the top down to a row; nothing for the total. */
    getPath(index) {
        const path = [];
        for (let one = index; one >= 0; one = this.parents[one]) {
            path.unshift(this.rows[one][1]);
        }
        return path;
    }

    getRow(index) {
        return index < 0 ? this.total : this.rows[index];
    }

    getName(index) {
        const [depth, id] = this.rows[index];
        const [code, name] = this.names[this.levels[depth][1]][id];
        return { code, name };
    }

    getFigure(row, name) {
        return Object.entries(this.figures[name]).reduce(
            (sum, [total, times]) => sum + times * row[this.places[total]],
            0
        );
    }

    /** Return the highest and the lowest a figure gets: below a total of 0 may stand draws and returns. */
    getBounds(name) {
        this.bounds[name] ??= [this.total, ...this.rows].reduce(
            ({ highest, lowest }, row) => {
                const won = this.getFigure(row, name);
                return { highest: Math.max(highest, won), lowest: Math.min(lowest, won) };
            },
            { highest: 0, lowest: 0 }
        );
        return this.bounds[name];
    }

    /** Return a rate in per cent, or `null` where there is nothing to take it of. */
    getRate(row, name) {
        const [part, whole] = this.rates[name].map((figure) => this.getFigure(row, figure));
        return whole ? (100 * part) / whole : null;
    }
}
