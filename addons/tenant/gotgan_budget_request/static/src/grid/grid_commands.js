import { _t } from "@web/core/l10n/translation";
import { isEditable } from "./grid_columns";
import { parseTable, writeTable } from "./grid_clipboard";

const BULLET = /^\s*(?:([ΟO○●◯□])\s*|([οo◦∘ㆍ·])\s*|([-‐–])\s+)(?=\S)/;

/**
 * What the keys do to rows and cells: each returns what to write, or says why it cannot.
 * `table` is where the cursor stands; no command talks to the server.
 */

function getSelected(table) {
    const { top, bottom, left, right } = table.range;
    const columns = table.props.columns.slice(left, right + 1);
    return { rows: table.props.rows.slice(top, bottom + 1), columns };
}

/** Return the estimates of the selection that do not stand below another one of it. */
export function getSelectedEstimates(table) {
    const rows = getSelected(table).rows.filter((node) => node.kind === "estimate");
    return rows.filter((node) => !rows.includes(node.parent));
}

export function copyCells(table) {
    const { rows, columns } = getSelected(table);
    const text = (node, column) => {
        if (column.kind === "name" && node.kind !== "estimate") {
            return [node.code, node.label].filter(Boolean).join(" ");
        }
        return table.getText(node, column);
    };
    return writeTable(rows.map((node) => columns.map((column) => text(node, column))));
}

/** Return the editable cells of the selection with one value. */
export function clearCells(table) {
    const { rows, columns } = getSelected(table);
    return rows.flatMap((node) =>
        columns
            .filter((column) => column.kind !== "name" && isEditable(node, column))
            .map((column) => makeCell(table, node, column, ""))
    );
}

function makeCell(table, node, column, value) {
    return { node, field: column.name, value, seen: table.props.store.getSeen(node, column.name) };
}

/** Fill down: the first row of the selection into the others, or the row above into this one. */
export function fillCells(table) {
    const { top, bottom, left, right } = table.range;
    const { rows, columns } = table.props;
    const first = top === bottom ? top - 1 : top;
    const source = rows[first];
    if (!source) {
        return [];
    }
    const cells = [];
    for (let row = first + 1; row <= bottom; row++) {
        for (const column of columns.slice(left, right + 1)) {
            if (isEditable(rows[row], column)) {
                cells.push(makeCell(table, rows[row], column, table.getEditText(source, column)));
            }
        }
    }
    return cells;
}

/**
 * Read what was pasted. On a name, a table becomes new rows: name, then formula or amount, then
 * amount. Elsewhere it goes into the cells from the cursor on; one value fills the selection.
 */
export function readPaste(table, text) {
    const rows = parseTable(text);
    if (!rows.length) {
        return {};
    }
    const isSingle = rows.length === 1 && rows[0].length === 1;
    const { node, columnHere: column } = table;
    const takesRows = column.kind === "name" && ["line", "estimate"].includes(node.kind);
    if (takesRows && !isSingle) {
        return { rows: rows.filter((row) => row.some((cell) => cell.trim())).map(readRow) };
    }
    return { cells: isSingle ? fillSelection(table, rows[0][0]) : spread(table, rows) };
}

/** Return `{ values, level }` of a pasted row; its mark or its indent says how deep it stands. */
function readRow(cells) {
    const [name = "", ...rest] = cells;
    const mark = name.match(BULLET);
    const indented = /^(?: {2,}|\u3000)/.test(name);
    const level = mark ? (mark[1] ? 1 : mark[2] ? 2 : 3) : indented ? 2 : null;
    const values = { name: (mark ? name.slice(mark[0].length) : name).trim() };
    const texts = rest.map((cell) => cell.trim());
    const isAmount = /^[-−△▲]?[\d,]+(?:\.\d+)?(?:\s*(?:천원|원))?$/.test(texts[0] || "");
    if (isAmount && texts.length === 1) {
        values.requested = texts[0];
    } else {
        values.formula = texts[0] || "";
        values.requested = texts[1] || "";
    }
    return { values, level };
}

function fillSelection(table, value) {
    const { rows, columns } = getSelected(table);
    return rows.flatMap((node) =>
        columns
            .filter((column) => isEditable(node, column))
            .map((column) => makeCell(table, node, column, value.trim()))
    );
}

/** Cells go down over rows of the cursor's kind, and to the right over the columns. */
function spread(table, rows) {
    const { top, left } = table.range;
    const { columns } = table.props;
    const below = table.props.rows.slice(top).filter((node) => node.kind === table.node.kind);
    const found = [];
    rows.forEach((cells, down) => {
        cells.forEach((cell, across) => {
            const node = below[down];
            const column = columns[left + across];
            if (node && column && isEditable(node, column)) {
                found.push(makeCell(table, node, column, cell.trim()));
            }
        });
    });
    return found;
}

/** Put pasted rows as drafts below the cursor; return their edits. */
export function hangRows(table, rows) {
    const { store, tree } = table.props;
    const { node } = table;
    const line = node.kind === "line" ? node : node.line;
    const base = node.kind === "estimate" ? node.level : 1;
    const isMarked = rows.some((row) => row.level !== null);
    let last = node.kind === "estimate" ? node : line.children.at(-1);
    return rows.map(({ values, level }) => {
        const wanted = isMarked ? (level ?? (last?.level || 1)) : base;
        const parent = findParent(line, last, wanted);
        const sibling = findSibling(parent, last);
        const edit = store.addDraft(parent, sibling, values);
        last = tree.nodes.get(edit.row);
        return edit;
    });
}

function findParent(line, last, level) {
    let above = last;
    while (above && above !== line && above.level >= level) {
        above = above.parent;
    }
    return above || line;
}

function findSibling(parent, last) {
    let one = last;
    while (one && one.parent !== parent) {
        one = one === parent ? null : one.parent;
    }
    return one;
}

/** Return where a new row goes that is asked for at the cursor: `{ parent, after }`. */
export function findNewPlace(node) {
    if (node?.kind === "estimate" && node.door === "requested") {
        return { parent: node.parent, after: node };
    }
    if (node?.kind === "line" && node.door === "requested") {
        return { parent: node, after: node.children.at(-1) || null };
    }
    return null;
}

/** Return the edits that move the selected estimates by levels. */
export function moveLevels(table, distance) {
    return getSelectedEstimates(table)
        .filter((node) => !node.isDraft && node.level + distance >= 1 && node.level + distance <= 3)
        .filter((node) => distance < 0 || table.props.tree.getAbove(node))
        .map((node) => ({ op: "move", row: node.key, level: node.level + distance }));
}

/** Return the edit that moves an estimate with what is below it among its siblings. */
export function moveAmong(table, distance) {
    const { node, props } = table;
    if (node?.kind !== "estimate" || node.isDraft) {
        return [];
    }
    const siblings = node.parent.children.filter((one) => !one.isDraft);
    const place = siblings.indexOf(node);
    const other = siblings[place + distance];
    if (!other) {
        return [];
    }
    const above = distance < 0 ? props.tree.getAbove(other) : props.tree.getLast(other);
    return [{ op: "move", row: node.key, level: node.level, after: above ? above.key : null }];
}

/** Why a cell cannot be edited, for whoever tries. */
export function explainLocked({ node }) {
    const line = node?.line || node;
    if (node && !["line", "estimate"].includes(node.kind)) {
        return _t("This row adds up what stands below it. Amounts are entered in the cost estimates.");
    }
    if (!line?.door) {
        return _t(
            "This is not yours to change now. It depends on the state of the request and on your department."
        );
    }
    if (line.door !== "requested") {
        return _t("In this round you decide the amount of each object subitem in its column.");
    }
    return _t("This cell is calculated. Names, formulas and amounts are entered in the cost estimates.");
}
