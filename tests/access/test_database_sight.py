"""Every protected table of the catalogue × everybody of the cast × every kind of label: exactly what the rule says."""

from dataclasses import dataclass

import pytest
from django.db import connections

from jaring.foundation.accounts.domain import effective_clearance
from tests.access.intruder import PROTECTED, ask, intern, intruder, put_row, session
from tests.cast import Cast, Player

LATER, OVER = "2100-01-01", "2001-01-01"
# Marking, and the readers with the end of their release.
KINDS: tuple[tuple[int, dict[str, str]], ...] = (
    *((marking, {}) for marking in (1, 2, 3)),
    *((marking, {"VNM": LATER}) for marking in (1, 2, 3)),
    (1, {"LAO": LATER}),
    (1, {"VNM": OVER}),
    (1, {"VNM": OVER, "LAO": LATER}),
    (2, {"VNM": LATER, "LAO": LATER, "TLS": LATER}),
    (1, {"RSO": LATER, "UNHCR": LATER}),
    (3, {"VNM": "infinity", "LAO": "infinity"}),
)
OWNERS = ("aditi", "chanda", "bao")


@dataclass(frozen=True)
class Label:
    """What we know of a label we made ourselves."""

    id: int
    owner: str
    marking: int
    readers: dict[str, str]

    def is_seen_by(self, player: Player) -> bool:
        """The rule, said a second time: clearance, and owner or a reader whose release lasts."""
        person = player.person
        clearance = effective_clearance(person.roles, person.clearance, second_factor=True)
        return clearance >= self.marking and (
            player.member == self.owner or self.readers.get(player.member, OVER) != OVER
        )


@pytest.fixture(scope="module")
def labels() -> dict[tuple[str, int], Label]:
    """Filled by the first test; labels are never removed, so they last."""
    return {}


def make_labels(cast: Cast, labels: dict[tuple[str, int], Label]) -> list[Label]:
    """Every kind of label of every owner who is cleared for it."""
    members = {player.member: player.person.member_id for player in cast.everybody()}
    with intruder() as connection:
        for name in OWNERS:
            owner: Player = getattr(cast, name)
            with session(connection, owner.viewer().token):
                for number, (marking, readers) in enumerate(KINDS):
                    if marking > owner.clearance or owner.member in readers:
                        continue
                    pairs = [(members[code], until) for code, until in readers.items()]
                    label = intern(connection, marking, pairs)
                    labels[name, number] = Label(label, owner.member, marking, readers)
    return list(labels.values())


@pytest.mark.parametrize("table", PROTECTED)
def test_it_shows_everybody_exactly_what_the_rule_says(
    cast: Cast, labels: dict[tuple[str, int], Label], table: str
) -> None:
    made = make_labels(cast, labels)
    with intruder() as connection:
        for name in OWNERS:
            owner: Player = getattr(cast, name)
            with session(connection, owner.viewer().token):
                for label in made:
                    if label.owner == owner.member:
                        put_row(connection, table, owner.person.member_id, label.id)
        for player in cast.everybody():
            with session(connection, player.viewer().token):
                seen = sorted(row[0] for row in ask(connection, f"select label_id from {table}"))
            assert seen == sorted(label.id for label in made if label.is_seen_by(player)), player.key
    assert len(made) > 20


def test_it_tells_of_labels_what_their_reader_may_know(cast: Cast, labels: dict[tuple[str, int], Label]) -> None:
    made = make_labels(cast, labels)
    members = {player.member: player.person.member_id for player in cast.everybody()}
    with intruder() as connection:
        for player in cast.everybody():
            with session(connection, player.viewer().token):
                terms = ask(connection, "select id, readers from app.label_terms(%s)", [label.id for label in made])
            seen = {label.id: label for label in made if label.is_seen_by(player)}
            assert {found for found, _ in terms} == set(seen), player.key
            for found, readers in terms:
                label = seen[found]
                mine = label.owner == player.member
                assert set(readers) == ({members[code] for code in label.readers} if mine else {members[player.member]})


def test_it_covers_every_table_of_the_catalogue_that_carries_a_label(cast: Cast) -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "select c.relname, c.relrowsecurity and c.relforcerowsecurity,"
            " array(select concat_ws(' ', polname, polcmd::text, polpermissive::text, polroles::regrole[]::text)"
            "       from pg_policy where polrelid = c.oid order by polname)"
            " from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace"
            " where a.attname in ('label_id', 'owner_id') and c.relkind in ('r', 'p') and n.nspname = 'public'"
            " and not a.attisdropped and c.relname <> 'audit_event' group by c.oid"
        )
        found = cursor.fetchall()
    assert sorted(name for name, _, _ in found) == PROTECTED
    expected = [
        "own_delete d true {jaring_app}",
        "own_insert a true {jaring_app}",
        "own_update w true {jaring_app}",
        "search r true {jaring_reader}",
        "visible r true {jaring_app}",
    ]
    # The protection of victims reaches what the writer does not see; three tables let the reader's function do that.
    protecting = {
        "intelligence_entity": "protects w true {jaring_reader}",
        "intelligence_search_document": "protects w true {jaring_reader}",
        "intelligence_identifier_key": "protects d true {jaring_reader}",
    }
    for name, forced, policies in found:
        assert forced, name
        assert policies == sorted([*expected, *([protecting[name]] if name in protecting else [])]), name
