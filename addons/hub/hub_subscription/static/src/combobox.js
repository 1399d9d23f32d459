"use strict";
// Makes a long select searchable: the ARIA combobox with a list, by keyboard and mouse.
// The select stays in the form and carries the value; without this script it is used as it is.

{
    const MOST = 50;
    const flat = (text) => text.normalize("NFC").replace(/\s/g, "").toLowerCase();

    class Combobox {
        constructor(select) {
            this.select = select;
            this.options = [...select.options].filter((option) => option.value);
            this.active = -1;
            this.build();
            this.listen();
        }

        build() {
            const { select } = this;
            const name = select.dataset.combobox;
            this.box = document.createElement("div");
            this.box.className = "gg-combobox";
            this.input = document.createElement("input");
            Object.assign(this.input, {
                type: "text",
                id: `${select.id}-input`,
                className: "gg-input",
                autocomplete: "off",
                placeholder: "이름의 한 부분을 입력하십시오. 예: 수원",
            });
            this.input.setAttribute("role", "combobox");
            this.input.setAttribute("aria-autocomplete", "list");
            this.input.setAttribute("aria-expanded", "false");
            this.input.setAttribute("aria-controls", `${select.id}-list`);
            for (const attribute of ["aria-describedby", "aria-invalid"]) {
                if (select.hasAttribute(attribute)) {
                    this.input.setAttribute(attribute, select.getAttribute(attribute));
                }
            }
            this.list = document.createElement("ul");
            this.list.id = `${select.id}-list`;
            this.list.hidden = true;
            this.list.setAttribute("role", "listbox");
            this.list.setAttribute("aria-label", name);
            this.status = document.createElement("p");
            this.status.className = "gg-visually-hidden";
            this.status.setAttribute("role", "status");
            this.box.append(this.input, this.list, this.status);
            select.after(this.box);
            select.hidden = true;
            document.querySelector(`label[for="${select.id}"]`).htmlFor = this.input.id;
            this.show(select.selectedOptions[0]);
        }

        listen() {
            this.input.addEventListener("input", () => this.open());
            this.input.addEventListener("click", () => this.open());
            this.input.addEventListener("keydown", (event) => this.press(event));
            this.input.addEventListener("blur", () => this.leave());
            this.list.addEventListener("mousedown", (event) => {
                event.preventDefault();
                const row = event.target.closest("li");
                if (row) {
                    this.choose(this.found[Number(row.dataset.index)]);
                }
            });
        }

        find() {
            const words = this.input.value.trim().split(/\s+/).map(flat).filter(Boolean);
            const whole = flat(this.input.value);
            const matches = this.options.filter((option) => {
                const text = flat(option.text);
                return text.includes(whole) || words.every((word) => text.includes(word));
            });
            return matches.slice(0, MOST);
        }

        open() {
            const chosen = this.select.selectedOptions[0];
            const untouched = chosen?.value && this.input.value === chosen.text;
            this.found = untouched ? this.options.slice(0, MOST) : this.find();
            this.list.replaceChildren(...this.found.map((option, index) => this.row(option, index)));
            this.list.hidden = !this.found.length;
            this.input.setAttribute("aria-expanded", String(!this.list.hidden));
            this.status.textContent = this.found.length
                ? `${this.found.length}개가 있습니다. 위아래 화살표로 고르십시오.`
                : "맞는 지방자치단체가 없습니다.";
            this.activate(-1);
        }

        row(option, index) {
            const row = document.createElement("li");
            row.id = `${this.list.id}-${index}`;
            row.dataset.index = index;
            row.textContent = option.text;
            row.setAttribute("role", "option");
            row.setAttribute("aria-selected", "false");
            return row;
        }

        activate(index) {
            this.list.children[this.active]?.setAttribute("aria-selected", "false");
            this.active = index;
            const row = this.list.children[index];
            if (!row) {
                this.input.removeAttribute("aria-activedescendant");
                return;
            }
            row.setAttribute("aria-selected", "true");
            row.scrollIntoView({ block: "nearest" });
            this.input.setAttribute("aria-activedescendant", row.id);
        }

        press(event) {
            if (event.isComposing) {
                return;
            }
            if (event.key === "ArrowDown" || event.key === "ArrowUp") {
                event.preventDefault();
                if (this.list.hidden) {
                    this.open();
                }
                const step = event.key === "ArrowDown" ? 1 : -1;
                const count = this.found.length;
                const from = this.active < 0 && step < 0 ? 0 : this.active;
                if (count) {
                    this.activate((from + step + count) % count);
                }
            } else if (event.key === "Enter" && !this.list.hidden) {
                event.preventDefault();
                this.choose(this.found[this.active] || this.found[0]);
            } else if (event.key === "Escape") {
                this.close();
            }
        }

        choose(option) {
            if (option) {
                this.select.value = option.value;
                this.show(option);
            }
            this.close();
        }

        // What was typed but not chosen: the one it can only mean, or nothing.
        leave() {
            const chosen = this.select.selectedOptions[0];
            if (!chosen?.value || this.input.value !== chosen.text) {
                const found = this.input.value.trim() ? this.find() : [];
                const exact = found.find((option) => flat(option.text) === flat(this.input.value));
                const only = exact || (found.length === 1 ? found[0] : null);
                this.select.value = only ? only.value : "";
                if (only) {
                    this.show(only);
                }
            }
            this.close();
        }

        show(option) {
            this.input.value = option?.value ? option.text : "";
        }

        close() {
            this.list.hidden = true;
            this.input.setAttribute("aria-expanded", "false");
            this.activate(-1);
        }
    }

    for (const select of document.querySelectorAll("select[data-combobox]")) {
        new Combobox(select);
    }
}
