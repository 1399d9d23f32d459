import { browser } from "@web/core/browser/browser";
import { registry } from "@web/core/registry";
import { rpc } from "@web/core/network/rpc";
import { session } from "@web/session";
import { IdleDialog } from "./idle_dialog";

const REPORT_EVERY = 60 * 1000;
const LOOK_EVERY = 5 * 1000;
const WARN_BEFORE = 60 * 1000;
const SHARED = "gotgan.last_input";

/**
 * Says in time that one will be signed out, and tells the server of work that makes no request
 * (typing a long reason). The lock itself is the server's; without this script it holds as well.
 */
export const idleService = {
    dependencies: ["dialog"],
    start(env, { dialog }) {
        const limit = (session.gotgan_idle_minutes || 0) * 60 * 1000;
        if (!limit) {
            return;
        }
        let reported = Date.now();
        let close = null;
        // All tabs of a browser share one session: work in one keeps the others.
        const lastInput = () => Number(browser.localStorage.getItem(SHARED)) || reported;
        const report = () => {
            reported = Date.now();
            rpc("/gotgan/session/alive", {}, { silent: true }).catch(() => {
                // The next request of the page says what is the matter, in words.
                reported = 0;
            });
        };
        const note = () => {
            if (close) {
                return; // the warning asks for a deliberate answer
            }
            browser.localStorage.setItem(SHARED, Date.now());
            if (Date.now() - reported > REPORT_EVERY) {
                report();
            }
        };
        const stay = () => {
            browser.localStorage.setItem(SHARED, Date.now());
            report();
        };
        const leave = () => {
            const here = browser.location.pathname + browser.location.search;
            browser.location.assign(`/gotgan/idle?redirect=${encodeURIComponent(here)}`);
        };
        const look = () => {
            const left = limit - (Date.now() - lastInput());
            if (left <= 0) {
                leave();
            } else if (left > WARN_BEFORE && close) {
                close();
            } else if (left <= WARN_BEFORE && !close) {
                close = dialog.add(
                    IdleDialog,
                    { seconds: Math.ceil(left / 1000), stay },
                    { onClose: () => (close = null) }
                );
            }
        };
        browser.localStorage.setItem(SHARED, Date.now());
        for (const kind of ["keydown", "pointerdown", "wheel"]) {
            browser.addEventListener(kind, note, { capture: true, passive: true });
        }
        browser.setInterval(look, LOOK_EVERY);
    },
};

registry.category("services").add("gotgan_idle", idleService);
