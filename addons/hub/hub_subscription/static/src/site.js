"use strict";
// The menu of small screens. Without this script the menu simply stands open.

document.body.classList.add("gg-js");
{
    const button = document.querySelector(".gg-menu-button");
    const menu = document.getElementById("menu");
    const narrow = window.matchMedia("(max-width: 57.99rem)");

    const show = (open) => {
        menu.classList.toggle("gg-nav--open", open);
        menu.classList.toggle("gg-nav--folded", !open);
        button.setAttribute("aria-expanded", String(open));
    };
    const adapt = () => {
        button.hidden = !narrow.matches;
        show(false);
        if (!narrow.matches) {
            menu.classList.remove("gg-nav--folded");
        }
    };
    button.addEventListener("click", () => show(button.getAttribute("aria-expanded") !== "true"));
    menu.addEventListener("keydown", (event) => {
        if (event.key === "Escape" && narrow.matches) {
            show(false);
            button.focus();
        }
    });
    narrow.addEventListener("change", adapt);
    adapt();
}
