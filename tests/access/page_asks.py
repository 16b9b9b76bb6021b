"""What is sent to each page that takes a form or needs another object than usual."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from jaring.foundation.accounts.api import member_by_code
from tests.access.asking import Ask, Form, Json, a_person, upload
from tests.access.dossier import EXTRA
from tests.cast import PASSWORD

GRADES = {"source_grade": "B", "information_grade": "2", "source_protection": "none"}
REPORT = {"title": "Boat at Ranong pier", "marking": "1", "legal_basis": "national_law", **GRADES}
REASON = Form({"reason": "The source asked us to wait."})
RESTRICTED = {**REPORT, "marking": "2"}


def _release(ids: Any) -> Form:
    card = member_by_code("PHL")
    assert card is not None
    last = timezone.localdate() + timedelta(days=7)
    return Form(
        {"to_members": [card.id], "purpose": "crime_prevention", "legal_basis": "national_law", "ends_on": str(last)}
    )


def _line(ids: Any) -> Form:
    return Form({"file": upload("crew.ftm.json", a_person()), "marking": "1", "legal_basis": "national_law"})


def _colleague(ids: Any) -> Form:
    email = f"{EXTRA}{uuid4().hex[:12]}@idn.example"
    return Form({"name": "Wayan", "email": email, "roles": ["analyst"], "clearance": "1"})


def _member(ids: Any) -> Form:
    code = f"ZZ{uuid4().hex[:5].upper()}"
    return Form({"code": code, "name": f"Exercise {code}", "kind": "organisation"})


TOKEN = Form({"name": "office", "scopes": ["read"], "purpose": "crime_prevention", "days": "5"})
LINK = {"source": "person", "target": "vessel"}
ABOUT = Ask(query=lambda ids: {"entity": ids.person})
BOTH_ENDS = Ask(query=lambda ids: {"source": ids.person, "target": ids.vessel})

PAGE_ASKS: dict[str, Ask] = {
    "GET portal:search": Ask(query=lambda ids: {"q": "captain"}),
    "POST portal:purpose": Ask(lambda ids: Form({"purpose": "crime_prevention"}), own=True),
    # reports
    "POST intelligence:report_new": Ask(lambda ids: Form(REPORT)),
    "POST intelligence:report_edit": Ask(lambda ids: Form(RESTRICTED)),
    "POST intelligence:report_finish": Ask(ids={"report_id": "draft"}),
    "GET intelligence:report_discard": Ask(ids={"report_id": "draft"}),
    "POST intelligence:report_discard": Ask(ids={"report_id": "draft"}),
    "GET intelligence:fact_add": Ask(query=lambda ids: {"entity": ids.person}),
    "POST intelligence:fact_add": Ask(lambda ids: Form({"name": "Somchai"})),
    "GET intelligence:link": BOTH_ENDS,
    "POST intelligence:link": Ask(lambda ids: Form({"source": ids.person, "target": ids.vessel, "sentence": "0"})),
    "POST intelligence:attach": Ask(lambda ids: Form({"file": upload()})),
    "POST intelligence:release": Ask(_release),
    "POST intelligence:fact_correct": Ask(lambda ids: Form({"value": "Lek Boonmee"})),
    "POST intelligence:release_refuse": Ask(lambda ids: REASON),
    "GET intelligence:release_withdraw": Ask(ids={"release_id": "active"}),
    "POST intelligence:release_withdraw": Ask(lambda ids: REASON, ids={"release_id": "active"}),
    "POST intelligence:entity_reveal": Ask(lambda ids: REASON),
    "GET intelligence:find": Ask(query=lambda ids: {"end": "source", "source_text": "captain"}),
    # files
    "POST intelligence:imports": Ask(_line),
    "POST intelligence:import_columns": Ask(
        lambda ids: Form({"column_0": "person.name", "column_1": "person.birthDate"}), ids={"import_id": "mapping"}
    ),
    "GET intelligence:export": Ask(query=lambda ids: {"contribution": ids.report}),
    "POST intelligence:export": Ask(lambda ids: Form({"format": "ftm", "contribution": ids.report})),
    # networks
    "GET networks:network": ABOUT,
    "GET networks:data": ABOUT,
    "POST networks:expand": Ask(lambda ids: Json({"node": ids.person, "shown": []})),
    "POST networks:path": Ask(lambda ids: Json({"a": ids.person, "b": ids.vessel, "shown": []})),
    "GET networks:table": ABOUT,
    "GET networks:gexf": ABOUT,
    "POST networks:gexf": Ask(lambda ids: Json({"shown": [{"id": ids.person, "x": 0, "y": 0}]})),
    "GET networks:xlsx": ABOUT,
    # people
    "POST accounts:person_new": Ask(_colleague),
    "POST accounts:person": Ask(lambda ids: Form({"name": "Putri", "roles": ["analyst"], "clearance": "1"})),
    "POST accounts:person_active": Ask(lambda ids: Form({"active": "no"})),
    "POST accounts:member_new": Ask(_member),
    "POST accounts:member": Ask(_member),
    "POST accounts:member_active": Ask(lambda ids: Form({"active": "no"})),
    "POST accounts:token_new": Ask(lambda ids: TOKEN),
    "POST accounts:leave_everywhere": Ask(own=True),
    "GET accounts:log": Ask(query=lambda ids: {"object": ids.report}),
    # signing in
    "POST account_login": Ask(lambda ids: Form({"login": "nobody@idn.example", "password": PASSWORD}), own=True),
    "POST account_logout": Ask(own=True),
    "POST account_change_password": Ask(
        lambda ids: Form({"oldpassword": PASSWORD, "password1": PASSWORD + "2", "password2": PASSWORD + "2"}), own=True
    ),
    "POST account_reauthenticate": Ask(lambda ids: Form({"password": PASSWORD}), own=True),
    "POST mfa_edit_webauthn": Ask(lambda ids: Form({"name": "Key"})),
    "POST mfa_deactivate_totp": Ask(own=True),
    "POST mfa_generate_recovery_codes": Ask(own=True),
}
