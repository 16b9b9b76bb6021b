"""What goes out holds no more than the pages show: no way to a protected person, and none to what is hidden."""

from typing import Any

from jaring.apps.intelligence.queries.exports import export_ftm, export_summary
from jaring.apps.intelligence.tests.files import OWNERSHIP, PERSON, bring_in, exported, lines
from jaring.apps.intelligence.tests.reports import Ranong, open_to
from tests.cast import Cast, Player


def taken_out(player: Player) -> dict[str, dict[str, Any]]:
    """What the player's export holds, by id."""
    with player.acting() as viewer:
        return exported(export_ftm(viewer=viewer))


def test_it_takes_out_no_link_and_no_paper_of_a_protected_person(cast: Cast) -> None:
    report = Ranong(cast)
    report.add("Passport", holder=str(report.lek), number="AA1234567")
    used = report.add("Passport", holder=str(report.min), number="BB1234567")
    stolen = report.add("Passport", number="CC1234567")
    report.add("Use", user=str(report.lek), used=str(stolen))
    report.protect(report.lek)
    out = taken_out(cast.aditi)
    assert set(out) == {str(one) for one in (report.min, report.boat, report.phone, used)}
    assert str(report.lek) not in str(out)
    with cast.aditi.acting() as viewer:
        summary = export_summary(viewer=viewer)
    assert (summary.entities, summary.left_out) == (len(out), 1)


def test_it_takes_out_no_link_that_hangs_on_one_that_stays_behind(cast: Cast) -> None:
    report = Ranong(cast)
    owned = report.add("Ownership", owner=str(report.lek), asset=str(report.boat))
    role = report.add("ScriptRole", actor=str(report.min), act=str(owned), crimeRole="broker")
    assert str(role) in taken_out(cast.aditi)
    report.protect(report.lek)
    assert not {str(owned), str(role)} & set(taken_out(cast.aditi))


def test_it_takes_out_no_link_to_what_the_viewer_does_not_see(cast: Cast) -> None:
    released, kept = Ranong(cast), Ranong(cast)
    role = released.add("ScriptRole", actor=str(released.lek), act=str(kept.boat), crimeRole="skipper")
    open_to(cast, released, "VNM")
    out = taken_out(cast.bao)
    assert str(released.skipper) in out
    assert str(role) not in out
    assert str(kept.boat) not in str(out)
    assert str(role) in taken_out(cast.aditi)


def test_it_gives_an_absent_id_back_to_the_owner_of_the_file_and_to_nobody_else(cast: Cast) -> None:
    status = bring_in(cast.aditi, lines(PERSON, OWNERSHIP))
    assert taken_out(cast.aditi)["o-1"]["properties"]["asset"] == ["v-1"]
    ids = Ranong.__new__(Ranong)
    assert status.contribution_id is not None
    ids.id = status.contribution_id
    open_to(cast, ids, "VNM")
    assert set(taken_out(cast.bao)) == {"p-1"}


def test_it_joins_an_absent_id_to_no_entity_of_another_member(cast: Cast) -> None:
    bring_in(cast.aditi, lines(PERSON, OWNERSHIP))
    theirs = {"id": "v-1", "schema": "Vessel", "properties": {"name": ["Song Hong 9"]}}
    status = bring_in(cast.bao, lines(theirs))
    ids = Ranong.__new__(Ranong)
    assert status.contribution_id is not None
    ids.id = status.contribution_id
    open_to(cast, ids, "IDN", by=cast.linh)
    out = taken_out(cast.aditi)
    assert out["v-1"]["properties"]["name"] == ["Song Hong 9"]
    assert out["o-1"]["properties"]["asset"] == ["IDN:v-1"]
