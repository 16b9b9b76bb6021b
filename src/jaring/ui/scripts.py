"""Guess the language mark of a name from its script.

Browsers choose font, line height and reading voice by `lang`; names come without one. The guess is coarse on
purpose (one language for a script, a few tell-tale letters for Arabic and Latin): it picks glyphs, it never
becomes a fact about a person.
"""

from collections import Counter
from typing import Final

# First and last code point of the block, and the language whose fonts draw it best (Unicode 15, Blocks.txt).
BLOCKS: Final[tuple[tuple[int, int, str], ...]] = (
    (0x0370, 0x03FF, "el"),
    (0x0400, 0x052F, "ru"),
    (0x0530, 0x058F, "hy"),
    (0x0590, 0x05FF, "he"),
    (0x0600, 0x06FF, "ar"),
    (0x0750, 0x077F, "ar"),
    (0x0780, 0x07BF, "dv"),
    (0x0900, 0x097F, "hi"),
    (0x0980, 0x09FF, "bn"),
    (0x0A00, 0x0A7F, "pa"),
    (0x0A80, 0x0AFF, "gu"),
    (0x0B80, 0x0BFF, "ta"),
    (0x0C00, 0x0C7F, "te"),
    (0x0C80, 0x0CFF, "kn"),
    (0x0D00, 0x0D7F, "ml"),
    (0x0D80, 0x0DFF, "si"),
    (0x0E00, 0x0E7F, "th"),
    (0x0E80, 0x0EFF, "lo"),
    (0x0F00, 0x0FFF, "dz"),
    (0x1000, 0x109F, "my"),
    (0x10A0, 0x10FF, "ka"),
    (0x1200, 0x137F, "am"),
    (0x1780, 0x17FF, "km"),
    (0x1800, 0x18AF, "mn"),
    (0x1EA0, 0x1EF9, "vi"),
    (0x3040, 0x30FF, "ja"),
    (0x3400, 0x9FFF, "zh"),
    (0xAC00, 0xD7AF, "ko"),
    (0xFB50, 0xFDFF, "ar"),
    (0xFE70, 0xFEFF, "ar"),
)
VIETNAMESE_LETTERS: Final = frozenset("ăđơưĂĐƠƯ")
URDU_LETTERS: Final = frozenset("ٹڈڑںےہ")
PASHTO_LETTERS: Final = frozenset("ټډړږښځڅۍې")
PERSIAN_LETTERS: Final = frozenset("پچژگکی")


def language_of(text: str) -> str:
    """A BCP 47 code for the script most of the text is written in; "" for plain Latin and for numbers."""
    found = Counter(code for code in map(_language_of_letter, text) if code)
    if not found:
        return ""
    code = found.most_common(1)[0][0]
    if code == "zh" and found["ja"]:
        return "ja"
    return _arabic_language(text) if code == "ar" else code


def _language_of_letter(letter: str) -> str:
    point = ord(letter)
    if point < BLOCKS[0][0]:
        return "vi" if letter in VIETNAMESE_LETTERS else ""
    if letter in VIETNAMESE_LETTERS:
        return "vi"
    return next((code for first, last, code in BLOCKS if first <= point <= last), "")


def _arabic_language(text: str) -> str:
    letters = frozenset(text)
    if letters & PASHTO_LETTERS:
        return "ps"
    if letters & URDU_LETTERS:
        return "ur"
    return "fa" if letters & PERSIAN_LETTERS else "ar"
