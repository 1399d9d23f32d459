import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";
import { Component } from "@odoo/owl";

const IN_BOXES = ["draft", "review", "decide", "post"];

/**
 * The line of a document as the boxes of a Korean paper (결재란): post, stamp, day and capacity;
 * below them those who are asked or informed. The title of a box says why the person is there.
 */
export class StampsField extends Component {
    static template = "gotgan_approval.StampsField";
    static props = { ...standardFieldProps };

    get stamps() {
        return this.props.record.data[this.props.name] || [];
    }

    get boxes() {
        return this.stamps.filter((one) => IN_BOXES.includes(one.role));
    }

    get others() {
        return this.stamps.filter((one) => !IN_BOXES.includes(one.role));
    }

    get reasons() {
        return this.stamps.filter((one) => one.why && one.role !== "draft");
    }
}

registry.category("fields").add("gotgan_stamps", {
    component: StampsField,
    displayName: _t("Line of Approval"),
    supportedTypes: ["json"],
});

/** What is decided: labels and texts as they were when the document was drafted. */
export class ContentField extends Component {
    static template = "gotgan_approval.ContentField";
    static props = { ...standardFieldProps };

    get value() {
        return this.props.record.data[this.props.name] || {};
    }
}

registry.category("fields").add("gotgan_approval_content", {
    component: ContentField,
    displayName: _t("What Is Decided"),
    supportedTypes: ["json"],
});
