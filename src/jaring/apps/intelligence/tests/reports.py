"""Reports of the cast, for the tests of pages."""

from datetime import timedelta
from uuid import UUID

from django.test import Client

from jaring.apps.intelligence.actions.contributions import (
    ContributionDraft,
    create_contribution,
    finalise_contribution,
)
from jaring.apps.intelligence.actions.releases import propose_release
from jaring.apps.intelligence.actions.statements import EntityDraft, Fact, add_entity
from jaring.foundation.accounts.api import member_by_code
from jaring.foundation.sharing.api import Release, ReleaseTerms
from jaring.kernel.clock import now
from tests.cast import Cast, Player

DRAFT = ContributionDraft(
    title="Crossing at Ranong",
    narrative="Two vans left **Bang Rin**.",
    legal_basis="national_law",
    marking=2,
    source_grade="B",
    information_grade="2",
    handling_codes=("H2",),
)
LEK = "กัปตันเล็ก"
MIN = "မင်းထွန်းအောင်"
ABSENT = UUID("01a00000-0000-7000-8000-000000000000")


class Ranong:
    """A finished report of Aditi's: two persons, a vessel, a phone, and two links."""

    def __init__(self, cast: Cast, player: Player | None = None, draft: ContributionDraft = DRAFT) -> None:
        self.owner = player or cast.aditi
        with self.owner.acting() as viewer:
            self.id = create_contribution(draft, acting=viewer).id
        self.lek = self.add("Person", name=f"{LEK}\nCaptain Lek", nationality="th", birthDate="1979-03-14")
        self.min = self.add("Person", name=f"{MIN}\nMin Htun Aung", nationality="mm")
        self.boat = self.add("Vessel", name="KM Bintang Laut 7")
        self.phone = self.add("PhoneNumber", number="+66 2 555 0147")
        self.skipper = self.add("ScriptRole", actor=str(self.lek), act=str(self.boat), crimeRole="skipper")
        self.use = self.add("Use", user=str(self.lek), used=str(self.phone), startDate="2026-10")
        with self.owner.acting() as viewer:
            self.reference = finalise_contribution(self.id, acting=viewer).reference

    def add(self, schema: str, **props: str) -> UUID:
        """Record an entity; several values stand on lines of their own."""
        facts = tuple(Fact(prop, value) for prop, text in props.items() for value in text.splitlines())
        with self.owner.acting() as viewer:
            return add_entity(self.id, EntityDraft(schema, facts), acting=viewer)

    def protect(self, person: UUID) -> UUID:
        """Call a person of the report a victim."""
        return self.add("VictimStatus", subject=str(person), status="identified", role="victim")

    @property
    def url(self) -> str:
        """Its page."""
        return f"/reports/{self.id}/"


def open_to(cast: Cast, report: Ranong, *codes: str, by: Player | None = None, days: float = 7) -> list[Release]:
    """Rahmat releases a report, or somebody proposes it."""
    ids = [card.id for code in codes if (card := member_by_code(code))]
    terms = ReleaseTerms(
        ids, "people_smuggling_investigation", "national_law", now() + timedelta(days=days), ("H1",), "For Ranong only"
    )
    with (by or cast.rahmat).acting() as viewer:
        return propose_release(report.id, terms, acting=viewer)


def text_of(client: Client, url: str, status: int = 200) -> str:
    """The page as text."""
    response = client.get(url)
    assert response.status_code == status, response.content.decode()[-2000:]
    return response.content.decode()
