"""Telling how a text file is encoded, and which character separates its cells."""

import codecs
import csv
import io
from collections import Counter

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
DELIMITERS = ",;\t|"
_THAI_BYTES = range(0xA1, 0xFC)
_HIGH = 0x80
_SAMPLE_LINES = 30
# Thai words are runs of high bytes; in Western European text a high byte stands among letters.
_THAI_SHARE = 0.6
_NUL_SHARE = 0.2


def detect_encoding(head: bytes) -> str:
    """Name of a codec: utf-8, utf-8-sig, utf-16(-le, -be), cp874 (Thai, with TIS-620 inside it) or cp1252."""
    for bom, name in _BOMS:
        if head.startswith(bom):
            return name
    if head.count(0) > len(head) * _NUL_SHARE:
        # Latin letters in UTF-16 have a zero byte: the second of two in little endian, the first in big
        # endian.
        return "utf-16-le" if head[1::2].count(0) >= head[::2].count(0) else "utf-16-be"
    if _is_utf8(head):
        return "utf-8"
    return "cp874" if _looks_thai(head) else "cp1252"


def _is_utf8(head: bytes) -> bool:
    """The sample may end inside a character; a few bad bytes in much good UTF-8 are damage, not another
    encoding.
    """
    text = codecs.getincrementaldecoder("utf-8")("surrogateescape").decode(head)
    bad = sum(1 for char in text if "\udc80" <= char <= "\udcff")
    good = sum(1 for char in text if ord(char) >= _HIGH) - bad
    return bad == 0 or good > bad * 10


def _looks_thai(head: bytes) -> bool:
    high = [place for place, byte in enumerate(head) if byte >= _HIGH]
    if not high or not all(head[place] in _THAI_BYTES for place in high):
        return False
    marked = set(high)
    in_runs = sum(1 for place in high if place + 1 in marked or place - 1 in marked)
    return in_runs >= len(high) * _THAI_SHARE


def detect_delimiter(sample: str) -> str:
    """The separator under which most lines have the same number of cells, and more than one."""
    lines = io.StringIO(sample).readlines()[:_SAMPLE_LINES]
    first = lines[0].strip().casefold() if lines else ""
    if first.startswith("sep=") and first[4:] in DELIMITERS and first[4:]:
        return first[4:]
    return max(DELIMITERS, key=lambda delimiter: _evenness(lines, delimiter))


def _evenness(lines: list[str], delimiter: str) -> tuple[float, int]:
    try:
        widths = Counter(len(row) for row in csv.reader(lines, delimiter=delimiter) if row)
    except csv.Error:
        return (0.0, 0)
    if not widths:
        return (0.0, 0)
    width, count = max(widths.items(), key=lambda item: (item[1], item[0]))
    return (count / widths.total(), width) if width > 1 else (0.0, 0)
