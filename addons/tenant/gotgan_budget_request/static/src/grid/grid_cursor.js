/** Where the cursor stands and how far the selection reaches from it; rows are known by key. */
export class GridCursor {
    key = null;
    column = 0;
    anchorKey = null;
    anchorColumn = 0;
    row = 0; // where the row stood last, should it go

    moveTo(key, column, isExtending = false) {
        this.key = key;
        this.column = column;
        if (!isExtending) {
            this.anchorKey = key;
            this.anchorColumn = column;
        }
    }

    get isWide() {
        return this.key !== this.anchorKey || this.column !== this.anchorColumn;
    }

    /** Return the place of the row; a row that is gone is the one that stands there now. */
    findRow(rows, store, key = this.key) {
        const known = store.resolve(key);
        if (rows[this.row]?.key === known) {
            return this.row;
        }
        const found = rows.findIndex((node) => node.key === known);
        if (key === this.key && found >= 0) {
            this.row = found;
        }
        return found >= 0 ? found : Math.min(this.row, rows.length - 1);
    }

    /** Return the selected rectangle: first and last row, first and last column. */
    getRange(rows, store) {
        const here = this.findRow(rows, store);
        const there = this.isWide ? this.findAnchor(rows, store) : here;
        return {
            top: Math.min(here, there),
            bottom: Math.max(here, there),
            left: Math.min(this.column, this.anchorColumn),
            right: Math.max(this.column, this.anchorColumn),
        };
    }

    findAnchor(rows, store) {
        const known = store.resolve(this.anchorKey);
        const found = rows.findIndex((node) => node.key === known);
        return found >= 0 ? found : this.row;
    }

    static isInside({ top, bottom, left, right }, row, column) {
        return row >= top && row <= bottom && column >= left && column <= right;
    }
}
