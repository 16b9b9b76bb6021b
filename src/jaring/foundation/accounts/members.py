"""The register of members: small, the same for everybody, asked on every page, so kept in memory for a moment."""

import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from jaring.foundation.accounts.models import Member

REFERENCE = Path(__file__).parent / "reference" / "members.yaml"
KEEP_SECONDS = 20.0


@dataclass(frozen=True, slots=True)
class MemberCard:
    """What everybody may know of a member."""

    id: int
    code: str
    name: str
    kind: str


class _Register:
    """Members by id, read again when they are older than KEEP_SECONDS."""

    def __init__(self) -> None:
        self.cards: dict[int, MemberCard] = {}
        self.read_at = float("-inf")

    def all(self) -> dict[int, MemberCard]:
        if time.monotonic() - self.read_at > KEEP_SECONDS:
            rows = Member.objects.filter(active=True).order_by("name")
            self.cards = {m.id: MemberCard(m.id, m.code, m.name, m.kind) for m in rows}
            self.read_at = time.monotonic()
        return self.cards

    def forget(self) -> None:
        self.read_at = float("-inf")


_register = _Register()


def members() -> list[MemberCard]:
    """Active members by name."""
    return list(_register.all().values())


def known_member_ids() -> frozenset[int]:
    """Ids of active members."""
    return frozenset(_register.all())


def member_card(member_id: int) -> MemberCard:
    """The card of a member; an inactive or unknown one keeps its number, so that old facts still name an owner."""
    return _register.all().get(member_id) or MemberCard(member_id, f"#{member_id}", f"Member {member_id}", "state")


def member_by_code(code: str) -> MemberCard | None:
    """The active member with this code, without regard to case."""
    wanted = code.strip().upper()
    return next((card for card in members() if card.code.upper() == wanted), None)


def forget_members() -> None:
    """Read the register again with the next question; called after a member was changed."""
    _register.forget()


def reference_members() -> list[dict[str, Any]]:
    """The reference list shipped with Jaring (reference/members.yaml), to be loaded and then edited."""
    rows: list[dict[str, Any]] = yaml.safe_load(REFERENCE.read_text(encoding="utf-8"))["members"]
    return rows


def load_reference_members() -> int:
    """Add those of the reference list that are missing; what the secretariat edited stays. Returns how many."""
    known = set(Member.objects.values_list("id", flat=True))
    fresh = [
        Member(
            id=row["id"],
            code=row["code"],
            name=row["name"],
            kind=row["kind"],
            languages=row.get("languages", []),
        )
        for row in reference_members()
        if row["id"] not in known
    ]
    Member.objects.bulk_create(fresh)
    forget_members()
    return len(fresh)
