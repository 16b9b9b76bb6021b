"""Files of reports: what is taken in, under which name it leaves, and to whom."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from jaring.apps.intelligence.actions.contributions import ContributionDraft, create_contribution
from jaring.apps.intelligence.attachment_kinds import clean_name
from jaring.apps.intelligence.models import Attachment
from jaring.apps.intelligence.tests.reports import ABSENT, Ranong, open_to, text_of
from jaring.foundation.audit.api import Event
from tests.cast import Cast

PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n"


def attach(cast: Cast, report: Ranong, name: str, content: bytes) -> tuple[int, str]:
    """Aditi attaches a file; status and page."""
    file = SimpleUploadedFile("placeholder", content)
    vars(file)["_name"] = name  # past Django's own cleaning, as a hostile client would
    answer = cast.aditi.client().post(f"{report.url}attach/", {"file": file})
    return answer.status_code, answer.content.decode()


def stored() -> list[Path]:
    """Files on the disk."""
    return [path for path in (Path(settings.JARING_FILES) / "attachments").glob("**/*") if path.is_file()]


def test_it_gives_a_file_back_as_attachment_under_its_own_name(cast: Cast) -> None:
    report = Ranong(cast)
    assert attach(cast, report, "รายชื่อลูกเรือ.pdf", PDF)[0] == 302
    with cast.aditi.acting():
        file = Attachment.objects.get()
    assert (file.media_type, file.size) == ("application/pdf", len(PDF))
    answer = cast.aditi.client().get(f"/attachments/{file.id}/")
    assert b"".join(answer.streaming_content) == PDF  # type: ignore[attr-defined]  # the answer streams
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    path = Path(settings.JARING_FILES) / file.stored_as
    assert path.stat().st_mode & 0o777 == 0o600
    with cast.aditi.acting():
        assert Event.objects.filter(verb="read_attachment", object_id=str(file.id)).count() == 1


def test_it_logs_a_file_by_type_and_size_and_never_by_name(cast: Cast) -> None:
    report = Ranong(cast)
    attach(cast, report, "passport of Somchai Saetang.pdf", PDF)
    with cast.aditi.acting():
        file = Attachment.objects.get()
    cast.aditi.client().get(f"/attachments/{file.id}/")
    cast.aditi.client().post(f"/attachments/{file.id}/remove/")
    with cast.aditi.acting():
        notes = set(Event.objects.filter(object_id=str(file.id)).values_list("note", flat=True))
    assert notes == {f"application/pdf, {len(PDF)} bytes"}


def test_it_shows_a_file_to_those_who_see_the_report_and_to_nobody_else(cast: Cast) -> None:
    report = Ranong(cast)
    attach(cast, report, "list.pdf", PDF)
    with cast.aditi.acting():
        url = f"/attachments/{Attachment.objects.get().id}/"
    bao, chanda = cast.bao.client(), cast.chanda.client()
    assert bao.get(url).status_code == chanda.get(url).status_code == 404
    assert chanda.get(url).content[:200] == chanda.get(f"/attachments/{ABSENT}/").content[:200]
    open_to(cast, report, "VNM")
    assert bao.get(url).status_code == 200
    assert "list.pdf" in text_of(bao, report.url)
    assert bao.post(f"{url}remove/").status_code == 403
    assert chanda.get(url).status_code == 404


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("photo.jpg", b"MZ\x90\x00\x03" + b"\x00" * 80, "Programs and scripts are not taken in."),
        ("photo.jpg", b"\x7fELF\x02\x01\x01" + b"\x00" * 80, "Programs and scripts are not taken in."),
        ("run.txt", b"#!/bin/sh\nrm -rf /\n", "Programs and scripts are not taken in."),
        ("list.pdf.exe", PDF, "Programs and scripts are not taken in."),
        ("photo\u202egpj.exe", PDF, "Programs and scripts are not taken in."),
        ("note.txt", b"<!DOCTYPE html><script>alert(1)</script>", "can run in a browser"),
        ("note.txt", b"hello\n <SCRIPT src=x>", "can run in a browser"),
        ("note.txt", "<html>".encode("utf-16"), "can run in a browser"),
        ("map.png", b'<svg xmlns="http://www.w3.org/2000/svg" onload="x"/>', "can run in a browser"),
        ("map.svg", b"plain words", "can run in a browser"),
        ("empty.pdf", b"", "The file is empty."),
    ],
)
def test_it_refuses_what_could_run(cast: Cast, name: str, content: bytes, sentence: str) -> None:
    report = Ranong(cast)
    before = len(stored())
    status, page = attach(cast, report, name, content)
    assert status == 422
    assert sentence in page
    assert len(stored()) == before


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\evil\\list.pdf", "list.pdf"),
        ('a"b\r\nSet-Cookie: x.pdf', 'a"bSet-Cookie: x.pdf'),
        ("\u202efdp.list", "fdp.list"),
        ("...", "attachment"),
        ("", "attachment"),
        ("x" * 400 + ".pdf", "x" * 196 + ".pdf"),
        ("ရာဇဝင်.pdf", "ရာဇဝင်.pdf"),
    ],
)
def test_it_keeps_nothing_hostile_in_a_name(given: str, kept: str) -> None:
    assert clean_name(given) == kept


def test_it_survives_a_hostile_name_on_the_way_out(cast: Cast) -> None:
    report = Ranong(cast)
    attach(cast, report, 'a";\r\nX-Evil: 1 <b>.pdf', PDF)
    with cast.aditi.acting():
        file = Attachment.objects.get()
    answer = cast.aditi.client().get(f"/attachments/{file.id}/")
    assert "X-Evil" not in answer.headers
    assert "\n" not in answer["Content-Disposition"]
    assert "<b>.pdf" not in text_of(cast.aditi.client(), report.url)


def test_it_refuses_a_file_that_is_too_large(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jaring.apps.intelligence.actions.attachments.SIZE_LIMIT", 10)
    report = Ranong(cast)
    before = len(stored())
    status, page = attach(cast, report, "long.pdf", PDF)
    assert status == 422
    assert "The file is larger than" in page
    assert len(stored()) == before


def test_it_deletes_the_bytes_with_the_file_and_with_the_draft(cast: Cast) -> None:
    before = len(stored())
    report = Ranong(cast)
    attach(cast, report, "list.pdf", PDF)
    with cast.aditi.acting() as viewer:
        file = Attachment.objects.get()
        draft = create_contribution(ContributionDraft(title="Half done"), acting=viewer)
    assert len(stored()) == before + 1
    aditi = cast.aditi.client()
    aditi.post(f"/attachments/{file.id}/remove/")
    aditi.post(f"/reports/{draft.id}/attach/", {"file": SimpleUploadedFile("a.pdf", PDF)})
    assert len(stored()) == before + 1
    aditi.post(f"/reports/{draft.id}/discard/")
    assert len(stored()) == before
