/**
 * What a key does, as in Excel. Returns a function, or nothing where the key is the browser's.
 *
 * | key | does |
 * |---|---|
 * | arrows, Page, Home, End, Ctrl+Home, Ctrl+End | move; with Shift the selection grows |
 * | Tab, Shift+Tab, Enter, Shift+Enter | keep what was typed and go on |
 * | F2, typing | edit · Esc cancels, then drops what was refused, then leaves the grid |
 * | Ctrl+C, Ctrl+V, Ctrl+D, Ctrl+Z, Ctrl+Y | copy, paste, fill down, undo, redo |
 * | Insert, Delete, Ctrl+− | new row, clear the cells or delete the row, delete the row |
 * | Alt+→, Alt+←, Alt+↑, Alt+↓ | one level in, out; up, down |
 * | F1 | why the figure is what it is |
 * | ←, → on a name, Space | fold, unfold |
 */
export function getCommand(ev, isEditing, table) {
    if (isEditing) {
        return getEditingCommand(ev, table);
    }
    if (ev.altKey) {
        return getAltCommand(ev, table);
    }
    if (ev.ctrlKey || ev.metaKey) {
        return getControlCommand(ev, table);
    }
    return getMove(ev, table) || getPlainCommand(ev, table);
}

function getEditingCommand(ev, table) {
    const finish = (move) => () => {
        table.commit();
        move();
    };
    const back = ev.shiftKey ? -1 : 1;
    return {
        Enter: finish(() => table.step(back, 0)),
        Tab: finish(() => table.stepCell(back)),
        Escape: () => table.cancel(),
    }[ev.key];
}

function getAltCommand(ev, table) {
    const name = {
        ArrowRight: "indent",
        ArrowLeft: "outdent",
        ArrowUp: "up",
        ArrowDown: "down",
    }[ev.key];
    return name && (() => table.props.onCommand(name));
}

function getControlCommand(ev, table) {
    const { rows, columns, onCommand } = table.props;
    const column = table.cursor.column;
    const extends_ = ev.shiftKey;
    const key = ev.key.length === 1 ? ev.key.toLowerCase() : ev.key;
    return {
        Home: () => table.moveTo(0, 0, extends_),
        End: () => table.moveTo(rows.length - 1, columns.length - 1, extends_),
        ArrowDown: () => table.moveTo(rows.length - 1, column, extends_),
        ArrowUp: () => table.moveTo(0, column, extends_),
        ArrowLeft: () => table.moveTo(table.place, 0, extends_),
        ArrowRight: () => table.moveTo(table.place, columns.length - 1, extends_),
        d: () => onCommand("fill"),
        z: () => onCommand(ev.shiftKey ? "redo" : "undo"),
        y: () => onCommand("redo"),
        "-": () => onCommand("remove"),
        Delete: () => onCommand("remove"),
    }[key];
}

function getMove(ev, table) {
    const { rows, columns } = table.props;
    const { place, cursor } = table;
    const extend = ev.shiftKey;
    const page = table.sight.page;
    const move = {
        ArrowDown: () => table.step(1, 0, extend),
        ArrowUp: () => table.step(-1, 0, extend),
        PageDown: () => table.step(page, 0, extend),
        PageUp: () => table.step(-page, 0, extend),
        Home: () => table.moveTo(place, 0, extend),
        End: () => table.moveTo(place, columns.length - 1, extend),
        ArrowRight: () => table.step(0, 1, extend),
        ArrowLeft: () => table.step(0, -1, extend),
    }[ev.key];
    const node = rows[place];
    if (cursor.column === 0 && !extend && node?.children.length) {
        const isOpen = table.isExpanded(node);
        if ((ev.key === "ArrowRight" && !isOpen) || (ev.key === "ArrowLeft" && isOpen)) {
            return () => table.props.onToggle(node);
        }
    }
    return move;
}

function getPlainCommand(ev, table) {
    const { node, columnHere: column, props } = table;
    const back = ev.shiftKey ? -1 : 1;
    const canFold = node?.children.length && (column?.kind === "name" || node.kind !== "estimate");
    return {
        Tab: () => table.stepCell(back),
        Enter: () => (canFold && column.kind === "name" ? props.onToggle(node) : table.step(back, 0)),
        F1: () => props.onCommand("why"),
        F2: () => table.edit(),
        Escape: () => props.onCommand("leave"),
        Insert: () => props.onCommand("insert"),
        Delete: () => props.onCommand(column?.kind === "name" ? "remove" : "clear"),
        Backspace: () => props.onCommand("clear"),
        "/": () => props.onCommand("search"),
        " ": canFold && node.kind !== "estimate" ? () => props.onToggle(node) : undefined,
    }[ev.key];
}
