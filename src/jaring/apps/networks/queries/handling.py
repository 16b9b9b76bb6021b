"""Under which terms a composed picture stands, and the sentence that travels with every copy of it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from uuid import UUID

from django.utils.translation import gettext as _

from jaring.apps.intelligence.api import EntitySeen, Handling, LinkSeen, handling_of_entity, reports_behind
from jaring.foundation.accounts.api import Viewer
from jaring.ui.dates import fact_date


def handling_of(entities: Iterable[EntitySeen], links: Iterable[LinkSeen], *, viewer: Viewer) -> Handling | None:
    """The banner of a picture: highest marking, all owners, first end. None where there is nothing to handle."""
    given = Counter(report for entity in entities for report in entity.reports)
    given.update(link.report for link in links)
    if not given:
        return None
    facts = {UUID(report): count for report, count in given.items()}
    return handling_of_entity(facts, reports_behind(given, viewer=viewer), viewer=viewer)


def in_one_line(handling: Handling | None) -> Handling | None:
    """The banner without its notes, for a workspace that needs the height; the table page holds the whole one."""
    if handling is None:
        return None
    refused = [words for allowed, words in handling.may if not allowed]
    short = (True, _("read")), *([(False, refused[0])] if refused else [])
    return replace(
        handling,
        owners_note="",
        audience=_("nobody, composed for you"),
        audience_note="",
        purpose_note="",
        until_note="",
        may=tuple(short),
    )


def handling_text(handling: Handling | None, *, viewer: Viewer) -> str:
    """The banner as one line, for pictures and files that leave."""
    if handling is None:
        return _("Nothing that carries a marking · composed for %(member)s") % {"member": viewer.member_code}
    words = {
        "marking": handling.marking_label.upper(),
        "owners": " ".join(code for code, _name, _mine in handling.owners),
        "member": viewer.member_code,
        "purpose": handling.purpose or _("none stated"),
        "until": fact_date(handling.until) if handling.until else _("no date"),
    }
    return (
        _(
            "%(marking)s · Owners %(owners)s · composed for %(member)s · Purpose: %(purpose)s · First end %(until)s ·"
            " Do not pass on without the owners' consent"
        )
        % words
    )
