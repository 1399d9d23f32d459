import { browser } from "@web/core/browser/browser";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";

function here() {
    return encodeURIComponent(browser.location.pathname + browser.location.search);
}

function mySessions(env) {
    return {
        type: "item",
        id: "gotgan_sessions",
        description: _t("My Sessions"),
        callback: () => env.services.action.doAction("gotgan_sign_in.action_session_own"),
        sequence: 52,
    };
}

function mySecondFactor() {
    return {
        type: "item",
        id: "gotgan_second_factor",
        description: _t("Second Factor"),
        callback: () => browser.location.assign(`/gotgan/sign-in/second-factor?redirect=${here()}`),
        sequence: 53,
    };
}

function myPassword() {
    return {
        type: "item",
        id: "gotgan_password",
        description: _t("Change the Password"),
        callback: () => browser.location.assign(`/gotgan/sign-in/password?redirect=${here()}`),
        sequence: 54,
    };
}

registry
    .category("user_menuitems")
    .add("gotgan_sessions", mySessions)
    .add("gotgan_second_factor", mySecondFactor)
    .add("gotgan_password", myPassword);
