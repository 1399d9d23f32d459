/** Finding Korean by what people type; the same keys and patterns as `gotgan_base.hangul`. */

const INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";
const FIRST = 0xac00; // 가
const LAST = 0xd7a3; // 힣
const PER_INITIAL = 588;

/** The first consonants of a text: 시민소통 gives ㅅㅁㅅㅌ; other signs stay. */
export function getInitials(text) {
    let found = "";
    for (const sign of text) {
        const code = sign.charCodeAt(0);
        const isSyllable = code >= FIRST && code <= LAST;
        found += isSyllable ? INITIALS[Math.floor((code - FIRST) / PER_INITIAL)] : sign;
    }
    return found;
}

/** What a text is searched by: small letters without blanks, and below it the same as initials. */
export function getSearchKey(text) {
    const plain = text.normalize("NFC").toLowerCase().replace(/\s+/g, "");
    return `${plain}\n${getInitials(plain)}`;
}

function matchSign(sign) {
    const place = INITIALS.indexOf(sign);
    if (place < 0) {
        return sign.replace(/[.^$*+?()[\]{}|\\-]/, "\\$&");
    }
    const first = FIRST + place * PER_INITIAL;
    return `[${String.fromCharCode(first)}-${String.fromCharCode(first + PER_INITIAL - 1)}${sign}]`;
}

function getPattern(word) {
    const signs = [...word];
    return signs.every((sign) => INITIALS.includes(sign))
        ? `\\n.*${signs.join(".?")}`
        : signs.map(matchSign).join("");
}

/** Return a test of search keys: every word of the query is in it, or is its initials. */
export function makeMatcher(query) {
    const words = query.normalize("NFC").toLowerCase().split(/\s+/).filter(Boolean);
    const patterns = words.map((word) => new RegExp(getPattern(word)));
    return (key) => patterns.every((pattern) => pattern.test(key));
}
