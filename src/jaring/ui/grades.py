"""How a grade reads: source letter and information digit (4x4 system of Europol and its partners).

The frame follows the strength: filled for strong, framed for middle, dashed for weak. Letter and digit are
always written, so the frame only repeats them.
"""

from typing import Final, Literal

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy

Strength = Literal["strong", "middle", "weak"]

SOURCES: Final[dict[str, str | Promise]] = {
    "A": gettext_lazy("no doubt about the source"),
    "B": gettext_lazy("source mostly reliable"),
    "C": gettext_lazy("source mostly unreliable"),
    "X": gettext_lazy("source cannot be judged"),
}
INFORMATION: Final[dict[str, str | Promise]] = {
    "1": gettext_lazy("known to be true without reservation"),
    "2": gettext_lazy("known to the source personally, not to the officer"),
    "3": gettext_lazy("not known to the source personally, but confirmed by other information"),
    "4": gettext_lazy("cannot be judged"),
}
STRONG: Final = frozenset({"A1", "A2", "B1", "B2"})


def grade_strength(grade: str) -> Strength:
    """`strong`, `middle` or `weak` for a grade such as `B2`."""
    if grade in STRONG:
        return "strong"
    if grade[:1] in {"C", "X"} or grade[1:] == "4":
        return "weak"
    return "middle"


def grade_words(grade: str) -> str:
    """The grade in words, for titles and for readers who hear the page."""
    source, information = SOURCES.get(grade[:1]), INFORMATION.get(grade[1:])
    if source is None or information is None:
        return gettext("not graded")
    return gettext("%(source)s; %(information)s") % {"source": source, "information": information}
