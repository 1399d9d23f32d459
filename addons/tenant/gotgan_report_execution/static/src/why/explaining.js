import { registry } from "@web/core/registry";
import { session } from "@web/session";
import { WhyDialog } from "./why_dialog";

/**
 * The way from a number of any screen to what it is made of.
 *
 * Which fields have one the server says (`rules/origins.py`), so no view has to name them. Screens
 * of addons that do not know this one find it in the registry, if it is installed.
 */
export const explaining = {
    knows(resModel, field) {
        return Boolean(session.gotgan_explained?.[resModel]?.includes(field));
    },

    /** @param {{ resModel: string, which: number | Array, field: string, context?: object }} number
     *  `which` is the id of one document, or the domain of those a total adds up */
    open(dialog, { context = {}, ...number }, onClose) {
        dialog.add(WhyDialog, { ...number, context }, { onClose });
    },
};

registry.category("gotgan_explaining").add("ledger", explaining);
