"""A small network in two of Aditi's reports, one of them for Bao. For tests of rooms that may not write reports."""

from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from jaring.apps.intelligence.actions.contributions import ContributionDraft, create_contribution, finalise_contribution
from jaring.apps.intelligence.actions.releases import propose_release
from jaring.apps.intelligence.actions.statements import EntityDraft, Fact, add_entity, add_facts
from jaring.foundation.accounts.api import Viewer, member_by_code
from jaring.foundation.sharing.api import ReleaseTerms
from jaring.kernel.clock import now
from tests.cast import Cast

RELEASED = ContributionDraft(
    title="Boat at Ranong", legal_basis="national_law", marking=2, source_grade="B", information_grade="2"
)
KEPT = ContributionDraft(
    title="What we keep", legal_basis="national_law", marking=2, source_grade="A", information_grade="1"
)


@dataclass
class World:
    """Ids by name, and the two reports."""

    ids: dict[str, UUID] = field(default_factory=dict)
    released: UUID = field(init=False)
    kept: UUID = field(init=False)

    def __getitem__(self, name: str) -> str:
        return str(self.ids[name])


def add(world: World, report: UUID, key: str, schema: str, viewer: Viewer, /, **props: str) -> None:
    """Record an entity; values that name another entity of the world become its id."""
    facts = tuple(Fact(prop, str(world.ids.get(value, value))) for prop, value in props.items())
    world.ids[key] = add_entity(report, EntityDraft(schema, facts), acting=viewer)


def make_shared(cast: Cast) -> World:
    """lek – boat, lek – phone, aung – phone, and a victim linked with aung; released to Viet Nam."""
    world = World()
    with cast.aditi.acting() as aditi:
        report = create_contribution(RELEASED, acting=aditi).id
        world.released = report
        for name, schema, props in (
            ("lek", "Person", {"name": "Captain Lek"}),
            ("aung", "Person", {"name": "မင်းထွန်းအောင်"}),
            ("v-1", "Person", {"name": "Nobody May Read This"}),
            ("boat", "Vessel", {"name": "KM Bintang Laut 7"}),
            ("phone", "PhoneNumber", {"number": "+6625550147"}),
        ):
            add(world, report, name, schema, aditi, **props)
        add(
            world,
            report,
            "skippers",
            "ScriptRole",
            aditi,
            actor="lek",
            act="boat",
            crimeRole="skipper",
            startDate="2026-05",
        )
        add(world, report, "calls", "Use", aditi, user="lek", used="phone", startDate="2025-11")
        add(world, report, "answers", "Use", aditi, user="aung", used="phone")
        add(world, report, "carries", "UnknownLink", aditi, subject="aung", object="v-1")
        add(world, report, "status", "VictimStatus", aditi, subject="v-1", status="identified", role="victim")
        finalise_contribution(report, acting=aditi)
    release(cast, report, "VNM")
    return world


def add_hidden(cast: Cast, world: World) -> None:
    """What only Aditi's member sees: a person, links among what Bao sees, more facts of what Bao sees."""
    with cast.aditi.acting() as aditi:
        report = create_contribution(KEPT, acting=aditi).id
        world.kept = report
        add(world, report, "banker", "Person", aditi, name="The Banker")
        add(world, report, "knows", "Associate", aditi, person="lek", associate="banker")
        add(world, report, "secret", "Associate", aditi, person="aung", associate="lek")
        add(world, report, "pays", "Payment", aditi, payer="banker", beneficiary="aung")
        finalise_contribution(report, acting=aditi)


def release(cast: Cast, report: UUID, *codes: str) -> None:
    """Rahmat lets members read a report for a week."""
    ids = [card.id for code in codes if (card := member_by_code(code))]
    terms = ReleaseTerms(ids, "people_smuggling_investigation", "national_law", now() + timedelta(days=7))
    with cast.rahmat.acting() as rahmat:
        propose_release(report, terms, acting=rahmat)


def state_again(cast: Cast, world: World) -> None:
    """The kept report states who skippers the boat as well, with a better grade."""
    with cast.aditi.acting() as aditi:
        facts = [Fact("actor", world["lek"]), Fact("act", world["boat"])]
        add_facts(world.kept, world.ids["skippers"], facts, acting=aditi)


def make_leg(cast: Cast) -> World:
    """A boat that carries from a pier to a beach; only the leg says so."""
    world = World()
    with cast.aditi.acting() as aditi:
        report = create_contribution(KEPT, acting=aditi).id
        for name, schema, text in (("a", "Venue", "Pier"), ("b", "Venue", "Beach"), ("boat", "Vessel", "Nusa Kenari")):
            add(world, report, name, schema, aditi, name=text)
        add(world, report, "leg", "RouteLeg", aditi, origin="a", destination="b", carrier="boat", mode="sea")
    return world
