import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { getSearchAction } from "./search_screen";

const NAMESPACE = "?";
const SEARCH = "gotgan_report_execution.search_action";

/** The search in the command palette: Ctrl+K, then a question mark and what is looked for. */
registry.category("command_setup").add(NAMESPACE, {
    debounceDelay: 250,
    emptyMessage: _t("Nothing found"),
    name: _t("budget"),
    placeholder: _t("Search projects, budget lines, estimates, reasons…"),
});

registry.category("command_provider").add("gotgan_search", {
    namespace: NAMESPACE,
    async provide(env, { searchValue }) {
        const groups = await env.services.orm.call("gotgan.search", "action_search", [
            searchValue || "",
        ]);
        const found = groups.flatMap((group) =>
            group.rows.map((row) => ({
                name: [group.label, row.name, row.detail].filter(Boolean).join(" · "),
                action: () => env.services.action.doAction(getSearchAction(row)),
            }))
        );
        if (groups.some((group) => group.more)) {
            const additionalContext = { gotgan_search_text: searchValue };
            found.push({
                name: _t("Show everything that has “%(text)s” in it", { text: searchValue }),
                action: () => env.services.action.doAction(SEARCH, { additionalContext }),
            });
        }
        return found;
    },
});
