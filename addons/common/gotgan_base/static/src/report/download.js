import { _t } from "@web/core/l10n/translation";
import { download } from "@web/core/network/download";
import { useService } from "@web/core/utils/hooks";

/** Return a function that downloads what a report shows as an Excel file: `(url, options) => …`. */
export function useXlsxDownload() {
    const ui = useService("ui");
    return async (url, options) => {
        ui.block({ message: _t("Writing the Excel file…") });
        try {
            await download({ url, data: { options: JSON.stringify(options) } });
        } finally {
            ui.unblock();
        }
    };
}
