import { Domain } from "@web/core/domain";
import { patch } from "@web/core/utils/patch";
import { ListRenderer } from "@web/views/list/list_renderer";
import { explaining } from "./explaining";

/** Totals of lists, of all rows and of a group, open to what they are made of, as numbers do. */
patch(ListRenderer.prototype, {
    isTotalExplained(column, group) {
        const { list } = this.props;
        return (
            column.type === "field" &&
            explaining.knows(list.resModel, column.name) &&
            column.name in (group || this).aggregates &&
            (list.isGrouped || list.records.every((record) => record.resId && !record.dirty))
        );
    },

    explainTotal(ev, column, group) {
        const button = ev.currentTarget;
        const { resModel, context } = this.props.list;
        const which = group ? group.list.domain : this.getTotalDomain();
        const number = { resModel, which, field: column.name, context };
        explaining.open(this.env.services.dialog, number, () => button.focus());
    },

    /** The rows the footer adds up: those that are marked, else all that are shown. */
    getTotalDomain() {
        const { isGrouped, groups, records, selection } = this.props.list;
        if (isGrouped && !selection.length) {
            return Domain.or(groups.map((group) => group.list.domain)).toList();
        }
        const rows = selection.length ? selection : records;
        return [["id", "in", rows.map((record) => record.resId)]];
    },

    /** Keys of the button are its own, also in a group, which they would fold, or keep Tab in. */
    onTotalKeydown(ev) {
        if (["Enter", " ", "Tab"].includes(ev.key)) {
            ev.stopPropagation();
        }
    },
});
