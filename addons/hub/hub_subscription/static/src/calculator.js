"use strict";
// The calculator: asks the price list while one types, and reads the sum out once one pauses.

{
    const won = (amount) => `${amount.toLocaleString("ko-KR")}원`;

    const cell = (tag, text, className) => {
        const made = document.createElement(tag);
        made.textContent = text;
        if (className) {
            made.className = className;
        }
        if (tag === "th") {
            made.scope = "row";
        }
        return made;
    };

    const describe = (line) => {
        const row = document.createElement("tr");
        const quantity = `${line.quantity.toLocaleString("ko-KR")}${line.unit}`;
        row.append(
            cell("th", line.name),
            cell("td", quantity, "gg-num"),
            cell("td", line.unit_price ? won(line.unit_price) : "", "gg-num"),
            cell("td", won(line.monthly), "gg-num"),
            cell("td", won(line.amount), "gg-num"),
        );
        return row;
    };

    class Calculator {
        constructor(form) {
            this.form = form;
            this.result = form.querySelector("[data-result]");
            this.status = form.querySelector("[data-result-status]");
            this.waiting = 0;
            form.addEventListener("input", () => this.schedule());
            this.ask();
        }

        schedule() {
            clearTimeout(this.waiting);
            this.waiting = setTimeout(() => this.ask(), 250);
        }

        // The names of the sign-up's fields differ from those of the price list.
        read() {
            const asked = new URLSearchParams();
            for (const field of this.form.elements) {
                const name = field.dataset.ask || (this.form.method === "get" && field.name);
                if (name && (field.type !== "radio" || field.checked)) {
                    asked.set(name, field.value);
                }
            }
            return asked;
        }

        async ask() {
            const asked = this.read();
            if (!asked.get("plan") || !asked.get("users") || !asked.get("months")) {
                return;
            }
            const answer = await fetch(`${this.form.dataset.calculator}?${asked}`);
            const result = await answer.json();
            if (String(asked) === String(this.read())) {
                this.show(result);
            }
        }

        show(result) {
            this.mark(result.errors || {});
            if (result.errors) {
                this.status.textContent = Object.values(result.errors).join(" ");
                return;
            }
            const table = this.result.querySelector("table");
            table.querySelector("[data-lines]").replaceChildren(...result.lines.map(describe));
            const sums = { ...result, monthly: result.monthly.total };
            for (const sum of table.querySelectorAll("[data-sum]")) {
                sum.textContent = won(sums[sum.dataset.sum]);
            }
            table.hidden = false;
            this.result.hidden = false;
            this.status.textContent = `합계 ${won(result.total)}, 월 ${won(result.monthly.total)}`;
        }

        mark(errors) {
            for (const field of this.form.elements) {
                const name = field.dataset.ask || field.name;
                const place = document.getElementById(`${field.id}-error`);
                if (place && field.type !== "radio") {
                    place.textContent = errors[name] || "";
                    field.setAttribute("aria-invalid", String(name in errors));
                }
            }
        }
    }

    for (const form of document.querySelectorAll("form[data-calculator]")) {
        new Calculator(form);
    }
}
