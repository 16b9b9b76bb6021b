"""Bringing in a file as a person does it, in the browser's terms."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from jaring.apps.intelligence.models import Contribution, Import
from jaring.apps.intelligence.tests.files import OWNERSHIP, PERSON, VESSEL, lines
from jaring.foundation.audit.api import own_log
from jaring.platform.jobs import run_worker
from tests.cast import Cast

BAD = b'{"id": "x", "schema": "Persn", "properties": {}}\n'


def upload(client: Client, data: bytes, name: str = "net.ftm.json") -> str:
    """Send a file and work off the check; returns the address of its page."""
    form = {"file": SimpleUploadedFile(name, data), "format": "auto", "marking": "2", "legal_basis": "national_law"}
    answer = client.post(reverse("intelligence:imports"), form)
    assert answer.status_code == 302, answer.content.decode()
    run_worker(wait=False)
    return str(answer["Location"])


def test_it_shows_what_to_mend_and_keeps_the_good_lines(cast: Cast) -> None:
    client = cast.aditi.client()
    page = upload(client, lines(PERSON, VESSEL, OWNERSHIP) + BAD)
    text = client.get(page).content.decode()
    assert "line 4" in text
    assert "Persn" in text
    client.post(page + "keep/")
    run_worker(wait=False)
    with cast.aditi.acting():
        assert Contribution.objects.get().kind == "import"
    assert "Open the report" in client.get(page).content.decode()


def test_it_asks_what_the_columns_mean(cast: Cast) -> None:
    client = cast.aditi.client()
    page = upload(client, b"Name,Born\nBudi Hartono,1980-02-03\n", "crew.csv")
    text = client.get(page).content.decode()
    assert "Budi Hartono" in text
    answer = client.post(page + "columns/", {"column_0": "person.name", "column_1": "person.birthDate", "order": ""})
    assert answer.status_code == 302
    run_worker(wait=False)
    assert "Keep the good records" in client.get(page).content.decode()


def test_it_answers_a_hidden_import_like_an_absent_one(cast: Cast) -> None:
    page = upload(cast.aditi.client(), lines(PERSON))
    chanda = cast.chanda.client()
    hidden = chanda.get(page)
    absent = chanda.get("/imports/0190a000-0000-7000-8000-000000000000/")
    assert (hidden.status_code, absent.status_code) == (404, 404)
    assert hidden.content == absent.content


def test_it_lets_nobody_without_a_writing_role_bring_in_files(cast: Cast) -> None:
    for player in (cast.noor, cast.rosa, cast.sari, cast.yusuf, cast.rahmat):
        assert player.client().get(reverse("intelligence:imports")).status_code == 403


def test_it_discards_a_file_with_everything(cast: Cast) -> None:
    client = cast.aditi.client()
    page = upload(client, lines(PERSON))
    assert client.post(page + "discard/").status_code == 302
    with cast.aditi.acting():
        assert Import.objects.get().stored_as == {}


def test_it_exports_with_a_line_in_the_owners_log(cast: Cast) -> None:
    client = cast.aditi.client()
    page = upload(client, lines(PERSON, VESSEL, OWNERSHIP))
    client.post(page + "keep/")
    run_worker(wait=False)
    answer = client.post(reverse("intelligence:export"), {"format": "ftm"})
    assert answer.status_code == 200
    assert len(answer.getvalue().splitlines()) == 3
    with cast.aditi.acting() as viewer:
        assert own_log(member_id=viewer.member_id).filter(verb="export").count() >= 1
    book = client.post(reverse("intelligence:export"), {"format": "xlsx"})
    assert book.getvalue()[:2] == b"PK"
