"use strict";
// Follows the opening step by step, and goes through the door as soon as it is open.

{
    const EVERY = 120;
    const WORDS = { done: "완료", running: "진행 중", failed: "실패" };
    const list = document.querySelector("[data-progress]");

    const part = (className, text) => {
        const made = document.createElement("span");
        made.className = className;
        made.textContent = text;
        return made;
    };

    // A step that was not there yet when the page was made.
    const add = (step) => {
        const row = document.createElement("li");
        row.dataset.step = step.code;
        const word = part("gg-job-word", "");
        word.dataset.word = "";
        row.append(part("gg-job-mark", ""), part("", step.label), word);
        list.append(row);
        return row;
    };

    const show = (steps) => {
        const codes = new Set(steps.map((step) => step.code));
        for (const row of [...list.children]) {
            if (!codes.has(row.dataset.step)) {
                row.remove(); // it turned out not to be needed
            }
        }
        for (const step of steps) {
            const row = list.querySelector(`[data-step="${CSS.escape(step.code)}"]`) || add(step);
            row.className = `gg-job gg-job--${step.state}`;
            row.querySelector("[data-word]").textContent = WORDS[step.state] || "대기";
        }
    };

    const look = async () => {
        const answer = await fetch(list.dataset.progress, { cache: "no-store" });
        const { steps, next } = await answer.json();
        show(steps);
        if (next) {
            window.location.replace(next);
        } else {
            setTimeout(follow, EVERY);
        }
    };
    // A look that fails (a moment without network) is tried again a little later.
    const follow = () => look().catch(() => setTimeout(follow, EVERY * 10));

    if (list) {
        follow();
    }
}
