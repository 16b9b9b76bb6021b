"""Pure rules of contributions."""

import secrets
from enum import StrEnum

REVIEW_AFTER_DAYS = 180  # half a year, our judgement: a report nobody looked at in that time needs a decision
LONGEST_REVIEW_DAYS = 3 * 366
TITLE_LIMIT = 160
NARRATIVE_LIMIT = 100_000  # characters

# Letters and digits that are not mistaken for one another when read over the telephone.
_REFERENCE_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
_REFERENCE_LENGTH = 6


class SourceGrade(StrEnum):
    """Reliability of the source, 4x4 (SIENA, Council document 6243/18)."""

    A = "A"
    B = "B"
    C = "C"
    X = "X"


class InformationGrade(StrEnum):
    """Reliability of the information, 4x4."""

    ONE = "1"
    TWO = "2"
    THREE = "3"
    FOUR = "4"


class SourceProtection(StrEnum):
    """How much care the source needs. Who told, and how, is never stored."""

    NONE = "none"
    PROTECTED = "protected"
    CALL_FIRST = "call_first"


class ContributionState(StrEnum):
    """A draft may lack a legal basis and cannot be released; a final report is complete."""

    DRAFT = "draft"
    FINAL = "final"


class ContributionKind(StrEnum):
    """Written by a person, or brought in as a file."""

    REPORT = "report"
    IMPORT = "import"


def new_reference(member_code: str, year: int) -> str:
    """A reference people can say, such as IDN-2026-7K3QXM.

    Random, not counted: a running number would tell every recipient how much a member holds.
    """
    tail = "".join(secrets.choice(_REFERENCE_LETTERS) for _ in range(_REFERENCE_LENGTH))
    return f"{member_code}-{year}-{tail}"


def grade_strength(source: str, information: str) -> str:
    """How a grade is drawn: "strong", "middle" or "weak": filled, framed, dashed."""
    if source in {"A", "B"} and information in {"1", "2"}:
        return "strong"
    if source in {"C", "X"} or information == "4":
        return "weak"
    return "middle"


def missing_for_final(*, legal_basis: str, title: str, statements: int, narrative: str) -> list[str]:
    """What a draft still lacks before it can be final: codes "title", "legal_basis", "content"."""
    missing = []
    if not title.strip():
        missing.append("title")
    if not legal_basis:
        missing.append("legal_basis")
    if not statements and not narrative.strip():
        missing.append("content")
    return missing
