"use strict";
// Forms: what is wrong is read out first, one click sends once, numbers get their dashes.

{
    document.getElementById("errors")?.focus();

    for (const link of document.querySelectorAll("#errors a")) {
        link.addEventListener("click", (event) => {
            const id = link.getAttribute("href").slice(1);
            const field = document.getElementById(`${id}-input`) || document.getElementById(id);
            if (field) {
                event.preventDefault();
                field.focus();
            }
        });
    }

    // A second click while the first is under way sends nothing. The server refuses it as well.
    for (const form of document.querySelectorAll("form[data-once]")) {
        form.addEventListener("submit", (event) => {
            if (form.dataset.sent) {
                event.preventDefault();
                return;
            }
            form.dataset.sent = "1";
            for (const button of form.querySelectorAll("button[type=submit]")) {
                button.setAttribute("aria-disabled", "true");
            }
        });
    }
    // The back button brings the page back as it was left: it can be sent again.
    window.addEventListener("pageshow", () => {
        for (const form of document.querySelectorAll("form[data-once]")) {
            delete form.dataset.sent;
            for (const button of form.querySelectorAll("button[type=submit]")) {
                button.removeAttribute("aria-disabled");
            }
        }
    });

    const digits = (text) => text.normalize("NFKC").replace(/\D/g, "");
    const formats = {
        "business-number": (text) => {
            const number = digits(text).slice(0, 10);
            return number.length < 10
                ? text
                : `${number.slice(0, 3)}-${number.slice(3, 5)}-${number.slice(5)}`;
        },
        phone: (text) => {
            const number = digits(text);
            const parts = /^(02|0\d{2})(\d{3,4})(\d{4})$/.exec(number);
            return parts ? parts.slice(1).join("-") : text;
        },
    };
    for (const input of document.querySelectorAll("[data-format]")) {
        input.addEventListener("blur", () => {
            input.value = formats[input.dataset.format](input.value);
        });
    }
}
