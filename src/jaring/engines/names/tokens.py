"""Text cut into comparable words, for every script of the region.

Thai, Lao, Khmer, Burmese, Chinese and Japanese are written without spaces between words: ICU's
dictionaries find them (Unicode Standard Annex 29, tailored by ICU). Marks are dropped from Latin
letters only: in the scripts of India and South-East Asia a mark is a vowel, and dropping it makes
another word.
"""

import threading
import unicodedata
from collections import Counter
from functools import lru_cache

import icu

# Latin letters that Unicode does not take apart into letter and mark.
_LATIN_LETTERS = str.maketrans(
    {"đ": "d", "ð": "d", "ø": "o", "ł": "l", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ŧ": "t"}
)
_ZERO_WIDTH_SPACE = "\u200b"  # Khmer and Burmese text uses it as an (unreliable) word boundary.
_TATWEEL = "\u0640"  # Only stretches an Arabic word on the line.
_WORD_STATUS = 100  # ICU: below are spaces and punctuation (UBRK_WORD_NONE_LIMIT).


_breakers = threading.local()


def normalise(text: str) -> str:
    """Comparable form: compatibility forms unified, case folded, Latin letters without marks, one space
    between words.
    """
    folded = unicodedata.normalize("NFKC", text).casefold().translate(_LATIN_LETTERS)
    kept: list[str] = []
    latin = False
    for char in unicodedata.normalize("NFD", folded):
        if unicodedata.combining(char):
            if not latin:
                kept.append(char)
            continue
        latin = _is_latin(char)
        if char == _ZERO_WIDTH_SPACE:
            kept.append(" ")
        elif char != _TATWEEL and unicodedata.category(char) not in ("Cf", "Cc"):
            kept.append(char)
        elif char.isspace():
            kept.append(" ")
    return " ".join(unicodedata.normalize("NFC", "".join(kept)).split())


@lru_cache(maxsize=4096)
def _is_latin(char: str) -> bool:
    return bool(icu.Script.getScript(char).getShortName() == "Latn")


def tokens(text: str) -> list[str]:
    """The words of `text` in order, normalised; punctuation and spaces are left out."""
    units = icu.UnicodeString(normalise(text))  # ICU counts UTF-16 units; Python strings count code points
    breaker = _breaker()
    breaker.setText(units)
    found: list[str] = []
    start = breaker.first()
    for end in breaker:
        if breaker.getRuleStatus() >= _WORD_STATUS:
            found.append(str(units[start:end]))
        start = end
    return found


def _breaker() -> icu.BreakIterator:
    """One per thread: an ICU iterator holds the text it walks through."""
    if not hasattr(_breakers, "words"):
        _breakers.words = icu.BreakIterator.createWordInstance(icu.Locale.getRoot())
    return _breakers.words


@lru_cache(maxsize=16_384)
def script_of(text: str) -> str:
    """ISO 15924 code of the script most letters are in; "Jpan" and "Kore" for their mixtures, "Zyyy"
    without letters.
    """
    counts = Counter(_script_of_char(char) for char in text if char.isalpha())
    if not counts:
        return "Zyyy"
    if counts["Hira"] or counts["Kana"]:
        return "Jpan"
    if counts["Hang"]:
        return "Kore"
    return min(counts, key=lambda script: (-counts[script], script))


@lru_cache(maxsize=8192)
def _script_of_char(char: str) -> str:
    return str(icu.Script.getScript(char).getShortName())
