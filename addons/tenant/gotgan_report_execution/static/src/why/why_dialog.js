import { Component, onWillStart, useState } from "@odoo/owl";
import { Dialog } from "@web/core/dialog/dialog";
import { _t } from "@web/core/l10n/translation";
import { useService } from "@web/core/utils/hooks";
import { formatAmount } from "@gotgan_base/report/figures";
import { WhyPanel } from "../execution/why_panel";

const EXPLANATION = "gotgan.execution.explanation";

/** The panel over any screen: why the number of a field is what it is, of a document or a total. */
export class WhyDialog extends Component {
    static template = "gotgan_report_execution.WhyDialog";
    static components = { Dialog, WhyPanel };
    static props = {
        resModel: String,
        which: [Number, Array],
        field: String,
        context: Object,
        close: Function,
    };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.why = useState({ first: null });
        onWillStart(async () => (this.why.first = await this.read(0)));
    }

    get address() {
        return [this.props.resModel, this.props.which, this.props.field];
    }

    read(offset) {
        const { context } = this.props;
        return this.orm.call(EXPLANATION, "action_explain_field", [...this.address, offset], {
            context,
        });
    }

    /** A number on the screen may be older than the ledger, or hold what is not in it. */
    get restText() {
        const { shown, won } = this.why.first;
        return shown === won
            ? ""
            : _t("The screen shows %(shown)s, which differs by %(rest)s: moves since it was reckoned, or what is outside the ledger, such as documents under way and what is withheld.", {
                  shown: formatAmount(shown),
                  rest: formatAmount(shown - won),
              });
    }

    open(step) {
        return this.leave("action_open_step", [step.model, step.id]);
    }

    openMoves() {
        return this.leave("action_open_field_moves", this.address);
    }

    async leave(method, args) {
        const { context } = this.props;
        const action = await this.orm.call(EXPLANATION, method, args, { context });
        this.props.close();
        await this.action.doAction(action);
    }
}
