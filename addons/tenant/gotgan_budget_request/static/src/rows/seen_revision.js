import { patch } from "@web/core/utils/patch";
import { Record } from "@web/model/relational_model/record";

const MODELS = /^gotgan\.budget\.request(\.|$)/;

/**
 * Says with every change which state of the row was on the screen, so that the server can tell
 * whether somebody else has changed the very same field meanwhile.
 */
patch(Record.prototype, {
    _getChanges() {
        const changes = super._getChanges(...arguments);
        const shared = MODELS.test(this.resModel) && "revision" in this.activeFields;
        if (shared && this.resId && Object.keys(changes).length) {
            changes.revision = this._values.revision;
        }
        return changes;
    },
});
