"""Finding Korean by what people type: parts of words, any spacing, initial consonants (초성).

A *key* is a text without spaces and in small letters, and, after a line break, the same with each
syllable as its initial consonant. A *pattern* is a regular expression that finds it; Python and
PostgreSQL read it alike.
"""

import re
import unicodedata

INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
FIRST, LAST, PER_INITIAL = 0xAC00, 0xD7A3, 588
SPECIAL = re.compile(r"([.^$*+?()\[\]{}|\\\-])")


def initial_of(letter):
    """Return the initial consonant of a syllable; any other letter as it is.

    >>> initial_of("관"), initial_of("ㅅ"), initial_of("A")
    ('ㄱ', 'ㅅ', 'A')
    """
    place = ord(letter) - FIRST
    return INITIALS[place // PER_INITIAL] if 0 <= place <= LAST - FIRST else letter


def initials(text):
    """Return ``text`` with each syllable as its initial consonant (초성).

    >>> initials("사무관리비"), initials("국내 여비(A)")
    ('ㅅㅁㄱㄹㅂ', 'ㄱㄴ ㅇㅂ(A)')
    """
    return "".join(map(initial_of, text))


def plain(text):
    """Return ``text`` as it is compared: composed syllables, small letters, no spaces.

    >>> plain("시민 소통\\n추진 A")
    '시민소통추진a'
    """
    return re.sub(r"\s+", "", unicodedata.normalize("NFC", text or "")).lower()


def search_key(text):
    """Return the key that :func:`search_pattern` finds.

    >>> search_key("시민 소통")
    '시민소통\\nㅅㅁㅅㅌ'
    """
    flat = plain(text)
    return f"{flat}\n{initials(flat)}"


def search_pattern(word):
    """Return the pattern that finds ``word`` in a key.

    Consonants alone are initials, of which one syllable in between may be left out, as people
    abbreviate: ㅅㅁㄱㅂ is 사무관리비. A consonant beside syllables is one still being typed.

    >>> search_pattern("관리"), search_pattern("1.5%")
    ('관리', '1\\\\.5%')
    >>> search_pattern("ㅅㅁㄱㅂ")
    '\\n.*ㅅ.?ㅁ.?ㄱ.?ㅂ'
    >>> search_pattern("사무ㄱ")
    '사무[가-깋ㄱ]'
    """
    flat = plain(word)
    if flat and all(letter in INITIALS for letter in flat):
        return "\n.*" + ".?".join(flat)
    return "".join(map(_match_letter, flat))


def matches(text, query):
    """Say whether ``text`` has every word of ``query``.

    >>> matches("사무관리비", "ㅅㅁㄱㅂ"), matches("시민 소통 추진", "민소통 ㅊㅈ")
    (True, True)
    >>> matches("국내여비", "사무")
    False
    """
    key = search_key(text)
    return all(re.search(search_pattern(word), key) for word in (query or "").split())


def _match_letter(letter):
    if letter in INITIALS:
        first = FIRST + INITIALS.index(letter) * PER_INITIAL
        return f"[{chr(first)}-{chr(first + PER_INITIAL - 1)}{letter}]"
    return SPECIAL.sub(r"\\\1", letter)
