"""`demo.json`: how everybody of the cast signs in, for people and programs; readable by its owner only."""

import json
import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from jaring.kernel.errors import JaringError

FILE = "demo.json"


@dataclass(frozen=True, slots=True)
class PersonCard:
    """What one of the cast signs in with. `name` is what everybody calls them, `full_name` what the pages show."""

    name: str
    full_name: str
    member: str
    email: str
    password: str
    totp_secret: str
    token: str
    roles: Sequence[str]


@dataclass(frozen=True, slots=True)
class DemoCard:
    """The whole file. `loaded` names the story once all of it is in the database."""

    url: str = ""
    loaded: str = ""
    people: Sequence[PersonCard] = field(default_factory=tuple)

    def person(self, email: str) -> PersonCard | None:
        """The card of one person."""
        return next((one for one in self.people if one.email == email), None)

    def with_person(self, card: PersonCard) -> "DemoCard":
        """The same with this person's card added, or put in place of the one they had."""
        others = {one.email: one for one in self.people} | {card.email: card}
        return replace(self, people=tuple(others.values()))


def read_card(home: Path) -> DemoCard | None:
    """The file of this home, or None when no demonstration was started here.

    Raises:
        JaringError: somebody changed it so that it cannot be read.
    """
    try:
        known = json.loads((home / FILE).read_text(encoding="utf-8"))
        people = tuple(PersonCard(**one) for one in known["people"])
        return DemoCard(known["url"], known.get("loaded", ""), people)
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError) as broken:
        raise JaringError(f"{home / FILE} cannot be read. Restore it, or remove {home} to begin anew.") from broken


def write_card(home: Path, card: DemoCard) -> None:
    """Replace the file at once, so that nobody reads half of it."""
    draft = home / f".{FILE}.{os.getpid()}"
    draft.unlink(missing_ok=True)
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with open(handle, "w", encoding="utf-8") as stream:
        json.dump(asdict(card), stream, ensure_ascii=False, indent=1)
        stream.flush()
        os.fsync(stream.fileno())
    draft.replace(home / FILE)
