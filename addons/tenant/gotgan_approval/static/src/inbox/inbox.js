import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useHotkey } from "@web/core/hotkeys/hotkey_hook";
import { useService } from "@web/core/utils/hooks";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";
import { Component, onWillStart, useState } from "@odoo/owl";

const BOXES = [
    { name: "sign", label: _t("To Sign") },
    { name: "post", label: _t("Post-Approval") },
    { name: "running", label: _t("In Progress") },
    { name: "done", label: _t("Finished") },
    { name: "received", label: _t("Circulated") },
];
// What can be marked in a box, and signed at once.
const SIGNS = { sign: "action_sign", post: "action_post_approve" };
const EMPTY = {
    sign: _t("Nothing waits for your signature."),
    post: _t("Nothing that was carried out first waits for your decision."),
    running: _t("No document of yours is on its way."),
    done: _t("No document of yours is finished yet."),
    received: _t("Nothing was circulated to you."),
};

/**
 * The approval screen: four boxes with their counts, one line to a document. Everything can be done
 * from the keyboard: arrows move, space marks, enter opens.
 */
export class ApprovalInbox extends Component {
    static template = "gotgan_approval.Inbox";
    static props = { ...standardActionServiceProps };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.boxes = BOXES;
        this.state = useState({ box: "sign", rows: [], counts: {}, orphans: 0, late: 0, disagreed: 0, at: 0, marked: new Set() });
        onWillStart(() => this.load("sign"));
        const options = { bypassEditableProtection: false, allowRepeat: true };
        useHotkey("arrowdown", () => this.move(1), options);
        useHotkey("arrowup", () => this.move(-1), options);
        useHotkey("space", () => this.onMark(this.current), options);
        useHotkey("enter", () => this.onOpen(this.current), options);
    }

    get current() {
        return this.state.rows[this.state.at];
    }

    get canMark() {
        return this.state.box in SIGNS;
    }

    get signLabel() {
        return this.state.box === "post" ? _t("Approve Marked Afterwards") : _t("Sign Marked");
    }

    get empty() {
        return EMPTY[this.state.box];
    }

    async load(box) {
        const answer = await this.orm.call("gotgan.approval", "action_read_inbox", [[], box]);
        Object.assign(this.state, { box, ...answer, at: 0, marked: new Set() });
    }

    formatAmount(amount) {
        return _t("%s won", new Intl.NumberFormat().format(amount));
    }

    move(steps) {
        const last = this.state.rows.length - 1;
        this.state.at = Math.max(0, Math.min(last, this.state.at + steps));
    }

    onMark(row) {
        if (row && this.canMark) {
            const marked = new Set(this.state.marked);
            marked.has(row.id) ? marked.delete(row.id) : marked.add(row.id);
            this.state.marked = marked;
        }
    }

    onMarkAll() {
        const all = this.state.rows.map((row) => row.id);
        this.state.marked = new Set(this.state.marked.size === all.length ? [] : all);
    }

    onOpen(row) {
        if (row) {
            this.action.doAction({
                type: "ir.actions.act_window",
                res_model: "gotgan.approval",
                res_id: row.id,
                views: [[false, "form"]],
            }, { props: { resIds: this.state.rows.map((one) => one.id) } });
        }
    }

    onOpenPost() {
        this.action.doAction("gotgan_approval.approval_action_post");
    }

    onOpenOrphans() {
        this.action.doAction("gotgan_approval.approval_action_orphans");
    }

    async onSign() {
        const ids = [...this.state.marked];
        const box = this.state.box;
        const told = await this.orm.call("gotgan.approval", SIGNS[box], [ids]);
        if (told && told.params) {
            await this.action.doAction({ ...told, params: { ...told.params, next: undefined } });
        }
        await this.load(box);
    }
}

registry.category("actions").add("gotgan_approval_inbox", ApprovalInbox);
