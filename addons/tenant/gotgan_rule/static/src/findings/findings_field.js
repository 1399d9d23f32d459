import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardFieldProps } from "@web/views/fields/standard_field_props";
import { FormViewDialog } from "@web/views/view_dialogs/form_view_dialog";
import { Component } from "@odoo/owl";

const ICONS = {
    block: "fa-ban",
    overridable: "fa-hand-paper-o",
    notice: "fa-info-circle",
    overridden: "fa-check-square-o",
};

/** An edition to be read: there is nothing to save. */
class EditionDialog extends FormViewDialog {
    setup() {
        super.setup();
        this.viewProps.buttonTemplate = "gotgan_rule.EditionDialog.buttons";
    }
}

/** Return a function that shows an edition, given its id and what it is called. */
export function useEditionDialog() {
    const dialog = useService("dialog");
    return (resId, title) =>
        dialog.add(EditionDialog, {
            resModel: "gotgan.rule.edition",
            resId,
            title,
            readonly: true,
            preventEdit: true,
            preventCreate: true,
        });
}

/**
 * What the rules say about the document, as it is being written: icon and word for how grave it
 * is, what is wrong, what to do, and the article, which opens the edition.
 */
export class FindingsField extends Component {
    static template = "gotgan_rule.FindingsField";
    static props = { ...standardFieldProps };

    setup() {
        this.showEdition = useEditionDialog();
        this.action = useService("action");
    }

    get value() {
        return this.props.record.data[this.props.name] || {};
    }

    get items() {
        return (this.value.items || []).map((item, key) => {
            const kind = item.override ? "overridden" : item.severity;
            return { ...item, key, kind, icon: ICONS[kind] };
        });
    }

    openEdition(item) {
        this.showEdition(item.edition_id, item.article);
    }

    async onOverride() {
        const record = this.props.record;
        if (!(await record.save())) {
            return;
        }
        await this.action.doActionButton({
            type: "object",
            name: "action_override_findings",
            resModel: record.resModel,
            resId: record.resId,
            resIds: [record.resId],
            context: record.context,
            onClose: () => record.load(),
        });
    }
}

registry.category("fields").add("gotgan_findings", {
    component: FindingsField,
    displayName: _t("Findings"),
    supportedTypes: ["json"],
});
