"use strict";
// Says while one types whether the wished address can be had.

{
    const WORDS = {
        free: "쓸 수 있는 주소입니다.",
        taken: "이미 쓰이고 있는 주소입니다. 다른 주소를 입력해 주십시오.",
        malformed: "영문 소문자로 시작하고 소문자·숫자·줄표(-)만 쓸 수 있습니다.",
        later: "확인이 잠시 밀렸습니다. 그대로 진행하셔도 다음 단계에서 확인합니다.",
    };
    for (const input of document.querySelectorAll("[data-check]")) {
        const verdict = document.getElementById(`${input.id}-verdict`);
        let waiting = 0;
        const show = (word) => {
            verdict.textContent = WORDS[word] || "";
            verdict.classList.toggle("gg-verdict--free", word === "free");
            verdict.classList.toggle("gg-verdict--taken", word === "taken" || word === "malformed");
        };
        const ask = async () => {
            const name = input.value.trim();
            if (name.length < 2) {
                show("");
                return;
            }
            const answer = await fetch(`${input.dataset.check}?name=${encodeURIComponent(name)}`);
            const { verdict: word } = await answer.json();
            if (input.value.trim() === name) {
                show(word);
            }
        };
        input.addEventListener("input", () => {
            clearTimeout(waiting);
            waiting = setTimeout(() => ask().catch(() => show("later")), 350);
        });
    }
}
