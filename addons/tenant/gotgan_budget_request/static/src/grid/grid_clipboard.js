/** Tables as text between tabs: what Excel, Hancell and the grid put on the clipboard. */

/** Return the rows of cells; a cell in quotes may hold tabs, line ends and doubled quotes. */
export function parseTable(text) {
    const rows = [[]];
    const pattern = /("(?:[^"]|"")*"|[^\t\r\n]*)(\t|\r\n|\r|\n|$)/g;
    for (const [whole, cell, end] of text.matchAll(pattern)) {
        if (!whole) {
            break;
        }
        const isQuoted = cell.length > 1 && cell.startsWith('"') && cell.endsWith('"');
        rows.at(-1).push(isQuoted ? cell.slice(1, -1).replaceAll('""', '"') : cell);
        if (end && end !== "\t") {
            rows.push([]);
        }
    }
    while (rows.length && rows.at(-1).every((cell) => !cell.trim())) {
        rows.pop();
    }
    return rows;
}

export function writeTable(rows) {
    const quote = (cell) => (/["\t\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
    return rows.map((row) => row.map((cell) => quote(String(cell ?? ""))).join("\t")).join("\n");
}
