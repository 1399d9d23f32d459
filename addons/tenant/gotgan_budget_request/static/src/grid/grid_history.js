/** What takes an edit back: computed before it is sent, from what the screen shows. */

/** Return the edits that put an estimate and what is below it back where it stands. */
function getRestoring(node, after) {
    const edit = {
        op: "add",
        row: `again-${node.key}-${Date.now()}`,
        again: node.key,
        line: node.line.id,
        level: node.level,
        after,
        unit: 1,
        values: { name: node.label, formula: node.formula },
    };
    const edits = [edit];
    for (const child of node.children.filter((one) => !one.isDraft)) {
        edits.push(...getRestoring(child, edits.at(-1).row));
    }
    return edits;
}

/** Return the edits, last one first, that undo `edit`; nothing where nothing can be undone. */
export function getInverse(store, edit) {
    const node = store.getNode(edit.row);
    if (edit.op === "add") {
        return [{ op: "remove", row: edit.row }];
    }
    if (!node) {
        return null;
    }
    const above = node.kind === "estimate" ? store.tree.getAbove(node)?.key || null : null;
    if (edit.op === "remove") {
        return getRestoring(node, above).reverse();
    }
    if (edit.op === "move") {
        return [{ op: "move", row: node.key, level: node.level, after: above }];
    }
    // An estimate is worth its formula, so that is what comes back.
    const field = node.kind === "estimate" && edit.field === "requested" ? "formula" : edit.field;
    const isSource = field.startsWith("source_");
    const value = String(store.getValue(node, field) ?? "") || (isSource ? "0%" : "");
    return [{ op: "set", row: node.key, field, value, unit: 1, reason: edit.reason }];
}
