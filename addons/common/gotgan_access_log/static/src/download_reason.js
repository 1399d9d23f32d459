import { download } from "@web/core/network/download";
import { registry } from "@web/core/registry";
import { ReasonDialog } from "./reason_dialog";

const NEEDED = "odoo.addons.gotgan_access_log.exceptions.ReasonNeeded";

function withFields(options, fields) {
    if (!options.form) {
        return { ...options, data: { ...options.data, ...fields } };
    }
    for (const [name, value] of Object.entries(fields)) {
        let input = options.form.querySelector(`input[name="${name}"]`);
        if (!input) {
            input = document.createElement("input");
            input.type = "hidden";
            input.name = name;
            options.form.appendChild(input);
        }
        input.value = value;
    }
    return options;
}

/**
 * Every download of the web client passes here. It is tried as it is, saying that a person can be
 * asked; where the server wants a reason the dialog asks for it, and the download goes on with it.
 */
export const downloadReasonService = {
    dependencies: ["dialog", "ui"],
    start(env, { dialog, ui }) {
        const original = download._download;

        function ask(message) {
            return new Promise((resolve) => {
                let answer = null;
                dialog.add(
                    ReasonDialog,
                    { message, answer: (given) => (answer = given) },
                    { onClose: () => resolve(answer) }
                );
            });
        }

        async function askUnblocked(message) {
            const blocked = ui.isBlocked;
            if (blocked) {
                ui.unblock();
            }
            const reason = await ask(message);
            if (blocked) {
                ui.block();
            }
            return reason;
        }

        download._download = async (options) => {
            try {
                return await original(withFields(options, { access_ask: "1" }));
            } catch (error) {
                if (error.exceptionName !== NEEDED) {
                    throw error;
                }
                const reason = await askUnblocked(error.data.message);
                return reason ? original(withFields(options, reason)) : undefined;
            }
        };
    },
};

registry.category("services").add("gotgan_access_log.download_reason", downloadReasonService);
