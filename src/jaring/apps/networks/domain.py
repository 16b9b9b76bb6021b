"""What a picture is made to start from and narrowed to, free of the database."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from jaring.engines.graph import Link, Period, Picture, filter_picture
from jaring.engines.graph.picture import weakness
from jaring.engines.vocabulary import fits

PICTURE_LIMIT = 500  # entities; above this a picture is a hairball
START_LIMIT = 150  # entities of a first picture around something: about what the drawn screen shows
EXPAND_LIMIT = 60  # new entities at once; more would push apart what the reader knows by now
MOST_STEPS = 3
USUAL_STEPS = 2
GOOD_GRADE = "B2"
MONTHS_BACK = 12

GRADES = ("A1", "B2", "C3")
ABOUT = ("money", "contact", "movement")
# What the links of a subject are: schemata, with everything below them.
_SUBJECTS = {
    "money": (("Payment", "Debt"), ("account",)),
    "contact": (("Contact", "Associate", "Family", "Membership", "Employment", "ScriptRole"), ("phone",)),
    "movement": (("RouteLeg",), ("venue", "vessel", "vehicle")),
}


@dataclass(frozen=True, slots=True)
class Start:
    """Where a picture begins: an entity, a report, or (neither) everything the viewer sees."""

    entity: UUID | None = None
    report: UUID | None = None
    steps: int = USUAL_STEPS

    @property
    def whole(self) -> bool:
        """Whether nothing was chosen."""
        return self.entity is None and self.report is None

    @property
    def limit(self) -> int:
        """How many entities the first picture holds unless more are asked for."""
        return START_LIMIT if self.entity else PICTURE_LIMIT


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What of it is wanted; empty fields narrow nothing. `about` is one of ABOUT."""

    kinds: frozenset[str] = frozenset()
    owners: frozenset[str] = frozenset()
    grade: str = ""
    starts: str = ""
    ends: str = ""
    about: str = ""

    @property
    def active(self) -> bool:
        """Whether anything is left out."""
        return self != Narrowing()


@dataclass(frozen=True, slots=True)
class Offer:
    """A way to narrow, and how many links it leaves."""

    narrowing: Narrowing
    code: str
    links: int


def narrow(picture: Picture, wanted: Narrowing) -> Picture:
    """The part of a picture that is wanted, by the rules the browser applies too."""
    period = Period(wanted.starts or None, wanted.ends or None) if wanted.starts or wanted.ends else None
    narrowed = filter_picture(picture, wanted.kinds or None, period, wanted.owners or None)
    if not wanted.grade and not wanted.about:
        return narrowed
    kinds = {node.id: node.kind for node in narrowed.nodes}
    links = tuple(link for link in narrowed.links if _fits(link, wanted, kinds))
    linked = {end for link in links for end in (link.source, link.target)}
    once = {end for link in narrowed.links for end in (link.source, link.target)}
    nodes = tuple(node for node in narrowed.nodes if node.id in linked or node.id not in once)
    return replace(narrowed, nodes=nodes, links=links)


def offers(picture: Picture, wanted: Narrowing, today: date) -> list[Offer]:
    """Ways to narrow further that leave something and take something away, by the links they leave."""
    year_ago = f"{today.year - 1}-{today.month:02d}"
    ways = [
        ("grade", replace(wanted, grade=GOOD_GRADE)),
        ("recent", replace(wanted, starts=year_ago, ends="")),
        *((about, replace(wanted, about=about)) for about in ABOUT),
    ]
    have = len(narrow(picture, wanted).links)
    counted = [Offer(way, code, len(narrow(picture, way).links)) for code, way in ways if way != wanted]
    return [offer for offer in counted if 0 < offer.links < have]


def kind_counts(picture: Picture) -> dict[str, int]:
    """How many entities of each kind."""
    return dict(Counter(node.kind for node in picture.nodes))


def owner_codes(picture: Picture) -> list[str]:
    """Members who own something in it."""
    return sorted({code for node in picture.nodes for code in node.owners} | {link.owner for link in picture.links})


def _fits(link: Link, wanted: Narrowing, kinds: dict[str, str]) -> bool:
    if wanted.grade and weakness(link.grade) > weakness(wanted.grade):
        return False
    return not wanted.about or _is_about(link, wanted.about, kinds)


def _is_about(link: Link, about: str, kinds: dict[str, str]) -> bool:
    schemata, ends = _SUBJECTS[about]
    if any(fits(link.schema, schema) for schema in schemata):
        return True
    return kinds.get(link.source) in ends or kinds.get(link.target) in ends
