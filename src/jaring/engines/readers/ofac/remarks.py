"""OFAC's remarks, taken apart.

A remark is pieces between semicolons, each with a label; "alt." before a label means one more of the
same. Invariant: every piece comes back, understood or not, and `text` is the piece as it stood.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from jaring.engines.readers.ofac.labels import RULES, Rule
from jaring.engines.vocabulary import read_written_date

# The file format cuts the column here, in the middle of a word if need be.
_CUT_LENGTH = 1000

_PIECES = re.compile(r";\s+|;$")
_ALT = re.compile(r"^(?:alt\.|alternate)\s+(?!title)", re.IGNORECASE)
_LABEL = re.compile(
    "(" + "|".join(re.escape(label) for label in sorted(RULES, key=len, reverse=True)) + r")(?![a-z])[\s:#\-]*",
    re.IGNORECASE,
)
_DATE = r"(?:\d{1,2} )?(?:[A-Z][a-z]{2,8} )?\d{4}"
_NUMBER = re.compile(
    rf"(?P<number>.+?)(?:\s*\((?P<country>[^()]*(?:\([^()]*\)[^()]*)*)\))?"
    rf"(?:\s+issued (?P<issued>{_DATE}))?(?:\s+expires (?P<expires>{_DATE}))?"
)
_RANGE = re.compile(rf"(?P<first>{_DATE})(?: to |\s?-\s?)(?P<last>{_DATE})")
_CIRCA = re.compile(r"^(?:circa|approximately|approx\.?|c\.)\s+", re.IGNORECASE)
_QUOTES = "'\"“”‘’"
_OFFICE = re.compile(
    r"\b(?:minister|minster|director|chair(?:man|person|woman)?|head|president|commander|general|colonel|captain|major|"
    r"chief|member|secretary|representative|official|employee|officer|governor|ambassador|judge|leader|manager|"
    r"advis[eo]r|deputy|marshal|admiral|lieutenant|brigadier|rector|ombudsman|spokesman|prosecutor|attorney|mayor|"
    r"founder|shareholder|owner|treasurer|senator|speaker|inspector|superintendent|professor|engineer|delegate)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of a remark. `rule` is None for what was not understood; `value` is what follows the
    label.
    """

    text: str
    rule: Rule | None = None
    value: str = ""


@dataclass(frozen=True, slots=True)
class Number:
    """A number with what stands around it; dates are ISO or None, `country` is as written."""

    number: str
    country: str | None = None
    issued: str | None = None
    expires: str | None = None


def split_remark(remark: str) -> Iterator[Piece]:
    """The pieces in order. The last piece of a remark that the format cut off is never taken for a fact."""
    text = remark.strip()
    is_cut = len(text) >= _CUT_LENGTH - 2 and not text.endswith(".")
    pieces = [piece.strip() for piece in _PIECES.split(text.removesuffix("."))]
    pieces = [piece for piece in pieces if piece]
    for place, piece in enumerate(pieces):
        if is_cut and place == len(pieces) - 1:
            yield Piece(piece)
        else:
            yield read_piece(piece)


def is_cut(remark: str) -> bool:
    """True when the column's limit swallowed the end."""
    return len(remark.strip()) >= _CUT_LENGTH - 2 and not remark.strip().endswith(".")


@lru_cache(maxsize=8192)
def read_piece(text: str) -> Piece:
    """Find the label; a sentence without one that names an office is a position."""
    bare = _ALT.sub("", text)
    match = _LABEL.match(bare)
    if match is not None:
        rule = RULES[match[1].casefold()]
        value = bare if rule.kind == "provision" else bare[match.end() :].strip()
        if value:
            return Piece(text, rule, value)
    if _OFFICE.search(bare):
        return Piece(text, Rule("text", "position"), bare)
    return Piece(text)


def read_number(value: str) -> Number:
    """ "A2823222 (Indonesia) issued 28 May 2012 expires 28 May 2017"."""
    match = _NUMBER.fullmatch(value)
    if match is None:
        return Number(value)
    return Number(match["number"], match["country"], _iso(match["issued"]), _iso(match["expires"]))


def _iso(written: str | None) -> str | None:
    return None if written is None else read_written_date(written).value


def read_dates(value: str) -> list[str]:
    """ISO dates that a date piece names: one, or the two ends of a range; empty when it cannot be read."""
    bare = _CIRCA.sub("", value)
    span = _RANGE.fullmatch(bare)
    written = [span["first"], span["last"]] if span is not None else [bare]
    dates = [read_written_date(text).value for text in written]
    return [date for date in dates if date is not None]


def unquote(value: str) -> str:
    """Weak aliases stand in single quotes; names may begin with an apostrophe of their own ("''ALI AL-
    KHAL'").
    """
    if len(value) > 1 and value[0] in _QUOTES and value[-1] in _QUOTES:
        return value[1:-1].strip()
    return value
