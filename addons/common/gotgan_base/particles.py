"""The particle after a word whose last sound is known only when a sentence is made (조사)."""

import re

# written in messages: (after a final consonant, after a vowel)
PARTICLES = {
    "은(는)": ("은", "는"), "이(가)": ("이", "가"), "을(를)": ("을", "를"),
    "과(와)": ("과", "와"), "와(과)": ("과", "와"), "(으)로": ("으로", "로"),
}
WRITTEN = re.compile("|".join(map(re.escape, PARTICLES)))
# What is read aloud in brackets or quotes does not carry the particle; the word before does.
BRACKETED = re.compile(r"\s*\([^()]*\)$")
CLOSING = "”’\"'」』>"
FIRST, LAST, PER_VOWEL, RIEUL = 0xAC00, 0xD7A3, 28, 8
# The last sound of each digit, read in Sino-Korean: 영 일 이 삼 사 오 육 칠 팔 구.
DIGITS = dict(zip("0123456789", (21, RIEUL, 0, 16, 0, 0, 1, RIEUL, RIEUL, 0), strict=True))


def fit_particles(text):
    """Return ``text`` with each "은(는)" as the word before it asks for.

    What cannot be read (Latin letters) keeps both forms.

    >>> fit_particles("과장이(가) 예산팀장은(는) 회계과를 김마루이(가)")
    '과장이 예산팀장은 회계과를 김마루가'
    >>> fit_particles("품의 2026-000012은(는) 재무관(회계과)이(가) ‘주소’을(를)")
    '품의 2026-000012는 재무관(회계과)이 ‘주소’를'
    >>> fit_particles("서울(으)로 내일(으)로 계좌(으)로 3(으)로 팀장(으)로 ABC은(는)")
    '서울로 내일로 계좌로 3으로 팀장으로 ABC은(는)'
    """
    parts, place = [], 0
    for found in WRITTEN.finditer(text):
        parts.append(text[place:found.start()])
        parts.append(_fit("".join(parts)[-80:], found[0]))
        place = found.end()
    return "".join((*parts, text[place:]))


def _fit(before, written):
    sound = _read_last(before)
    if sound is None:
        return written
    closed, opened = PARTICLES[written]
    takes_vowel = not sound or (written == "(으)로" and sound == RIEUL)
    return opened if takes_vowel else closed


def _read_last(text):
    """Return the final consonant of what is read last: its number, 0 for none, None: unknown."""
    text = BRACKETED.sub("", text.rstrip(CLOSING)).rstrip(CLOSING)
    letter = text[-1:]
    if letter and FIRST <= ord(letter) <= LAST:
        return (ord(letter) - FIRST) % PER_VOWEL
    return DIGITS.get(letter)
