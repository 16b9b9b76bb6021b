"""The log page: each member its own part, others without their persons."""

import csv
import io

import pytest

from jaring.foundation.audit.api import Event, Touched, record_event
from jaring.kernel.ids import new_id
from tests.cast import Cast


def rows_of(text: str) -> list[list[str]]:
    """A CSV as rows, without its head."""
    return list(csv.reader(io.StringIO(text)))[1:]


@pytest.fixture
def read_by_bao(cast: Cast) -> str:
    """The id of a record of Indonesia's that Bao of Viet Nam opened."""
    thing = str(new_id())
    with cast.bao.acting() as bao:
        touched = Touched("contribution", thing, cast.aditi.person.member_id, "read with care")
        record_event("read_contribution", touched, acting=bao)
    return thing


@pytest.mark.parametrize(
    ("name", "status"),
    [("yusuf", 200), ("sari", 200), ("rahmat", 200), ("aditi", 403), ("rosa", 403), ("noor", 403), ("tomas", 403)],
)
def test_it_opens_the_log_to_those_who_hold_to_account(cast: Cast, name: str, status: int) -> None:
    client = getattr(cast, name).client()
    assert client.get("/log/").status_code == status
    assert client.get("/log/", {"format": "csv"}).status_code == status


def test_it_names_the_member_that_read_but_never_its_person(cast: Cast, read_by_bao: str) -> None:
    page = cast.yusuf.client().get("/log/", {"object": read_by_bao}).content.decode()
    assert read_by_bao in page
    assert 'title="Viet Nam"' in page
    for secret in (cast.bao.person.name, cast.bao.email, str(cast.bao.person.id), "read with care"):
        assert secret not in page.partition("<tbody>")[2].partition("</tbody>")[0]


def test_it_finds_nothing_by_a_person_of_another_member(cast: Cast, read_by_bao: str) -> None:
    answer = cast.yusuf.client().get("/log/", {"person": str(cast.bao.person.id)})
    assert answer.status_code == 422
    assert read_by_bao not in answer.content.decode()


def test_it_shows_a_third_member_nothing_of_it(cast: Cast, read_by_bao: str) -> None:
    with cast.chanda.acting():
        assert not Event.objects.filter(object_id=read_by_bao).exists()
    with cast.bao.acting():
        assert Event.objects.filter(object_id=read_by_bao).exists()


def test_it_narrows_by_act_person_member_and_day(cast: Cast, read_by_bao: str) -> None:
    client = cast.yusuf.client()
    vietnam = cast.bao.person.member_id
    assert read_by_bao in client.get("/log/", {"verb": "read_contribution"}).content.decode()
    assert read_by_bao in client.get("/log/", {"member": vietnam}).content.decode()
    assert read_by_bao not in client.get("/log/", {"until": "2001-01-01"}).content.decode()
    assert read_by_bao not in client.get("/log/", {"person": str(cast.aditi.person.id)}).content.decode()
    wrong = client.get("/log/", {"since": "2026-02-01", "until": "2026-01-01"})
    assert wrong.status_code == 422
    assert "Turn them round" in wrong.content.decode()


def test_it_takes_out_the_same_lines_and_logs_that(cast: Cast, read_by_bao: str) -> None:
    client = cast.yusuf.client()
    answer = client.get("/log/", {"format": "csv", "object": read_by_bao})
    assert answer["Content-Type"].startswith("text/csv")
    (row,) = rows_of(answer.content.decode())
    assert row[1:6] == ["Read a report", "VNM", "", "contribution", read_by_bao]
    assert "Exported the log" in client.get("/log/", {"verb": "export_log"}).content.decode()


def test_it_gives_spreadsheets_no_formulas(cast: Cast) -> None:
    with cast.yusuf.acting() as yusuf:
        record_event("search", Touched("search", note="=HYPERLINK(1)"), acting=yusuf)
    sheet = cast.yusuf.client().get("/log/", {"format": "csv", "verb": "search"}).content.decode()
    assert "'=HYPERLINK(1)" in [row[8] for row in rows_of(sheet)]


def test_it_has_no_line_about_a_person_of_another_member(cast: Cast, read_by_bao: str) -> None:
    with cast.yusuf.acting() as yusuf:
        foreign = Event.objects.filter(object_kind="person").exclude(owner_id=yusuf.member_id)
        assert list(foreign.values_list("verb", "member_id", "owner_id")) == []
