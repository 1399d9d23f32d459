import { Component, onMounted, onWillStart, useRef, useState } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { Layout } from "@web/search/layout";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";

const MODEL = "gotgan.first.steps";

/** 시작하기: what a new agency does until it is at work, in any order. */
export class FirstSteps extends Component {
    static template = "gotgan_administration.FirstSteps";
    static components = { Layout };
    static props = { ...standardActionServiceProps };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.page = useRef("page");
        this.state = useState({ agency: "", person: "", steps: [], is_closed: false });
        onWillStart(() => this.load());
        onMounted(() => this.focusNext());
    }

    get done() {
        return this.state.steps.filter((step) => step.done).length;
    }

    get share() {
        return this.state.steps.length ? Math.round((this.done / this.state.steps.length) * 100) : 0;
    }

    get next() {
        return this.state.steps.find((step) => !step.done);
    }

    async load() {
        Object.assign(this.state, await this.orm.call(MODEL, "action_load", [[]]));
    }

    /** The cursor waits where the work goes on. */
    focusNext() {
        const found = this.page.el?.querySelector(".o_first_step:not(.o_done) button");
        (found || this.page.el?.querySelector("button"))?.focus();
    }

    async open(action) {
        const method = action.startsWith("call:") && action.slice(5);
        const target = method ? await this.orm.call(MODEL, method, [[]]) : action;
        await this.action.doAction(target, { onClose: () => this.load() });
    }

    async close() {
        await this.orm.call(MODEL, "action_close", [[]]);
        await this.action.doAction("menu");
    }

    async reopen() {
        await this.orm.call(MODEL, "action_reopen", [[]]);
        await this.load();
    }

    /** Arrows move between the steps; Enter and Space open one, as buttons do. */
    onKeydown(ev) {
        const move = { ArrowDown: 1, ArrowUp: -1 }[ev.key];
        if (!move) {
            return;
        }
        const firsts = [...this.page.el.querySelectorAll(".o_first_step")].map((step) =>
            step.querySelector("button")
        );
        const here = firsts.findIndex((one) => one.closest(".o_first_step").contains(ev.target));
        const target = firsts[Math.min(Math.max(here + move, 0), firsts.length - 1)];
        target?.focus();
        ev.preventDefault();
    }
}

registry.category("actions").add("gotgan_first_steps", FirstSteps);
