import { _t } from "@web/core/l10n/translation";
import { odooExceptionTitleMap, WarningDialog } from "@web/core/errors/error_dialogs";
import { registry } from "@web/core/registry";

// A shortage is an answer with figures, not a fault of the program.
const SHORTAGE = "odoo.addons.gotgan_ledger.exceptions.LedgerShortage";

odooExceptionTitleMap.set(SHORTAGE, _t("Not Enough Budget"));
registry.category("error_dialogs").add(SHORTAGE, WarningDialog);
