import { Interaction } from "@web/public/interaction";
import { registry } from "@web/core/registry";
import { rpc } from "@web/core/network/rpc";
import * as passkeyLib from "@auth_passkey/../lib/simplewebauthn";

/** Makes a passkey on the page of the second factor; the server checks what the browser says. */
export class PasskeyEnrolment extends Interaction {
    static selector = ".gotgan-passkey";
    dynamicContent = {
        ".gotgan-passkey-make": { "t-on-click.prevent": this.make },
    };

    async make() {
        const { page, redirect } = this.el.dataset;
        const error = this.el.querySelector(".gotgan-passkey-error");
        error.classList.add("d-none");
        try {
            const options = await this.waitFor(rpc(`${page}/passkey/start`));
            const registration = await this.waitFor(passkeyLib.startRegistration(options));
            await this.waitFor(rpc(`${page}/passkey/finish`, { registration }));
        } catch {
            // Refused by the person, the browser or the server: there is always another way.
            error.classList.remove("d-none");
            return;
        }
        window.location = `${page}?redirect=${encodeURIComponent(redirect)}`;
    }
}

/** Prints the recovery codes, which are shown only once. */
export class PrintCodes extends Interaction {
    static selector = ".gotgan-print";
    dynamicContent = { _root: { "t-on-click": () => window.print() } };
}

registry.category("public.interactions").add("gotgan_sign_in.passkey_enrolment", PasskeyEnrolment);
registry.category("public.interactions").add("gotgan_sign_in.print_codes", PrintCodes);
