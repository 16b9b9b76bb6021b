"""Codes of other rooms in words for the desk and the search."""

from collections.abc import Iterable

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from jaring.apps.intelligence.api import DeskImport

_MISSING = {
    "title": gettext_lazy("a title"),
    "legal_basis": gettext_lazy("the legal basis"),
    "content": gettext_lazy("a narrative or a fact"),
}
SAME = {
    "phone": gettext_lazy("same phone"),
    "phone_local": gettext_lazy("same phone, country not given"),
    "document": gettext_lazy("same document"),
    "iban": gettext_lazy("same bank account"),
    "account": gettext_lazy("same account"),
    "imo": gettext_lazy("same IMO number"),
    "mmsi": gettext_lazy("same MMSI"),
    "callsign": gettext_lazy("same call sign"),
    "imei": gettext_lazy("same device"),
    "email": gettext_lazy("same e-mail address"),
    "handle": gettext_lazy("same handle"),
    "url": gettext_lazy("same web address"),
    "crypto": gettext_lazy("same crypto address"),
    "plate": gettext_lazy("same number plate"),
    "tax": gettext_lazy("same tax number"),
    "registration": gettext_lazy("same registration"),
    "identifier": gettext_lazy("same identifier"),
}


def missing_words(codes: Iterable[str]) -> str:
    """What a draft lacks, as a sentence; what it could do next when nothing is missing."""
    missing = [str(_MISSING[code]) for code in codes if code in _MISSING]
    if not missing:
        return _("Complete. Finish it when it says what you know.")
    return _("Missing: %(things)s") % {"things": get_text_list(missing, _("and"))}


def stop_words(stopped: DeskImport) -> str:
    """Why a file does not go on by itself."""
    if stopped.state == "mapping":
        return _("Say what its columns mean.")
    if stopped.state == "failed":
        return _("It could not be read to its end. Look why.")
    if stopped.errors:
        return ngettext(
            "Stopped at check: %(count)s place to mend", "Stopped at check: %(count)s places to mend", stopped.errors
        ) % {"count": stopped.errors}
    return _("Checked. Say whether to keep it.")


def same_words(kind: str) -> str:
    """Which number fitted exactly."""
    return str(SAME.get(kind, SAME["identifier"]))
