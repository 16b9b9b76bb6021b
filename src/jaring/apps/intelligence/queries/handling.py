"""The handling banner: whose, how secret, who else, until when, what may be done."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from jaring.apps.intelligence.models import Contribution
from jaring.apps.intelligence.queries.cards import MemberTag, member_tag
from jaring.foundation.accounts.api import (
    LEGAL_BASIS_LABELS,
    MARKING_CODES,
    MARKING_LABELS,
    PURPOSE_LABELS,
    Viewer,
)
from jaring.foundation.sharing.api import Condition, Release, ReleaseState, Terms, terms_of
from jaring.kernel.clock import now
from jaring.ui.dates import fact_date, span

Allowance = tuple[bool, str]


@dataclass(frozen=True, slots=True)
class Handling:
    """Everything `c-handling-banner` shows. `audience` is a sentence or a list of members."""

    marking: str
    marking_label: str
    owners: tuple[MemberTag, ...]
    audience: str | tuple[MemberTag, ...]
    until: date | None = None
    highest: bool = False
    owners_note: str = ""
    audience_note: str = ""
    purpose: str = ""
    purpose_note: str = ""
    until_note: str = ""
    may: tuple[Allowance, ...] = ()
    link: str = ""
    link_label: str = ""


@dataclass(frozen=True, slots=True)
class Grant:
    """Under which terms the viewer's member reads a report of another: all its open releases taken together."""

    until: datetime
    purposes: tuple[str, ...]
    legal_basis: str
    conditions: frozenset[str] = field(default_factory=frozenset)


def grants_of(contribution_ids: Iterable[UUID], *, viewer: Viewer) -> dict[UUID, Grant]:
    """What was released to the viewer's member. Of two releases the longer end holds, and every condition of both."""
    wanted = list(contribution_ids)
    rows = Release.objects.filter(
        contribution_id__in=wanted,
        to_member_id=viewer.member_id,
        state=ReleaseState.ACTIVE,
        ends_at__gt=now(),
    )
    found: dict[UUID, list[Release]] = {}
    for release in rows.order_by("-ends_at"):
        found.setdefault(release.contribution_id, []).append(release)
    return {
        key: Grant(
            until=releases[0].ends_at,
            purposes=tuple(dict.fromkeys(one.purpose for one in releases)),
            legal_basis=releases[0].legal_basis,
            conditions=frozenset(code for one in releases for code in one.conditions),
        )
        for key, releases in found.items()
    }


def codes_of(contribution: Contribution, grant: Grant | None) -> tuple[str, ...]:
    """The handling codes that bind this viewer: the report's own and those of the release."""
    return tuple(sorted({*contribution.handling_codes, *(grant.conditions if grant else ())}))


def marking_words(marking: int) -> str:
    """The marking's name."""
    return str(dict(MARKING_LABELS).get(marking, ""))  # type: ignore[call-overload]  # keys are IntEnum


def marking_code(marking: int) -> str:
    """The marking as style sheets name it."""
    return str(dict(MARKING_CODES).get(marking, "official"))  # type: ignore[call-overload]  # keys are IntEnum


def purpose_words(code: str) -> str:
    """The purpose in words."""
    return str(dict(PURPOSE_LABELS).get(code, code))  # type: ignore[call-overload]  # keys are StrEnum


def legal_basis_words(code: str) -> str:
    """The legal basis in words."""
    return str(dict(LEGAL_BASIS_LABELS).get(code, code))  # type: ignore[call-overload]  # keys are StrEnum


def handling_of_report(contribution: Contribution, *, viewer: Viewer) -> Handling:
    """The banner of one report: for its owner who else reads it, for a recipient the terms it was given."""
    if contribution.owner_id == viewer.member_id:
        return _own(contribution, terms_of([contribution.label_id]).get(contribution.label_id), viewer)
    grant = grants_of([contribution.id], viewer=viewer).get(contribution.id)
    return received_handling(contribution, grant, viewer=viewer)


def received_handling(contribution: Contribution, grant: Grant | None, *, viewer: Viewer) -> Handling:
    """The banner a recipient sees. No other reader is named: the recipient learns of itself alone."""
    owner = member_tag(contribution.owner_id, viewer)
    return Handling(
        marking=marking_code(contribution.marking),
        marking_label=marking_words(contribution.marking),
        owners=(owner,),
        audience=(member_tag(viewer.member_id, viewer),),
        audience_note=_("your readers cleared for %(marking)s; no other reader is named")
        % {"marking": marking_words(contribution.marking)},
        purpose=", ".join(purpose_words(code) for code in grant.purposes) if grant else "",
        purpose_note=legal_basis_words(grant.legal_basis) if grant else "",
        until=timezone.localtime(grant.until).date() if grant else None,
        until_note=_time_left(grant.until) if grant else "",
        may=(
            (True, _("read, match")),
            (True, _("cite to %(member)s") % {"member": owner[1]}),
            *refusals(codes_of(contribution, grant)),
        ),
    )


def refusals(codes: Iterable[str]) -> tuple[Allowance, ...]:
    """What handling codes forbid, in plain words (SIENA codes, Council document 6243/18)."""
    words = {
        Condition.H0: _("use beyond crime prevention (H0)"),
        Condition.H1: _("use in court (H1)"),
        Condition.H2: _("pass on (H2)"),
        Condition.H3: _("use against the owner's note (H3)"),
    }
    wanted = set(codes)
    return tuple(
        (False, words[code]) for code in (Condition.H2, Condition.H1, Condition.H0, Condition.H3) if code in wanted
    )


def handling_of_entity(facts: Mapping[UUID, int], contributions: Iterable[Contribution], *, viewer: Viewer) -> Handling:
    """The banner of a page composed of several reports; `facts` counts what each of them gives to the page."""
    reports = list(contributions)
    marking = max((one.marking for one in reports), default=1)
    owner_ids = sorted({one.owner_id for one in reports}, key=lambda one: (one != viewer.member_id, one))
    others = [one for one in reports if one.owner_id != viewer.member_id]
    grants = grants_of([one.id for one in others], viewer=viewer)
    first = (
        min(others, key=lambda one: grants[one.id].until, default=None)
        if grants.keys() >= {o.id for o in others}
        else None
    )
    codes = {code for one in reports for code in codes_of(one, grants.get(one.id))}
    alone = owner_ids == [viewer.member_id]
    return Handling(
        marking=marking_code(marking),
        marking_label=marking_words(marking),
        highest=True,
        owners=tuple(member_tag(one, viewer) for one in owner_ids),
        owners_note=_("each owns its own facts") if len(owner_ids) > 1 else "",
        audience=_("Nobody sees this same page"),
        audience_note=_("It is composed for you, now"),
        purpose=viewer.purpose_label,
        purpose_note=_("logged with your reading") if viewer.purpose_label else "",
        until=timezone.localtime(grants[first.id].until).date() if first else _first_review(reports),
        until_note=_ending_facts(first, facts, viewer) if first else _("our review of these facts"),
        may=(
            (True, _("read, match")),
            *((((False, _("pass on other owners' facts")),)) if not alone else ()),
            *_without_passing_on(codes, alone),
        ),
    )


def _without_passing_on(codes: Iterable[str], alone: bool) -> tuple[Allowance, ...]:
    """ "Pass on other owners' facts" already says what H2 says."""
    return refusals(codes if alone else set(codes) - {Condition.H2})


def _ending_facts(report: Contribution, facts: Mapping[UUID, int], viewer: Viewer) -> str:
    return _("%(count)s facts of %(member)s") % {
        "count": facts.get(report.id, 0),
        "member": member_tag(report.owner_id, viewer)[0],
    }


def _first_review(reports: Iterable[Contribution]) -> date | None:
    return min((one.review_by for one in reports), default=None)


def _own(contribution: Contribution, terms: Terms | None, viewer: Viewer) -> Handling:
    at = now()
    readers = [one for one in terms.readers if one.until > at] if terms else []
    marking = marking_words(contribution.marking)
    note = _("outside your member nobody; inside, readers cleared for %(marking)s") % {"marking": marking}
    if readers:
        ends = ", ".join(
            _("%(member)s until %(day)s") % {"member": member_tag(r.member_id, viewer)[0], "day": fact_date(r.until)}
            for r in readers
        )
        note = _("readers cleared for %(marking)s: %(ends)s") % {"marking": marking, "ends": ends}
    return Handling(
        marking=marking_code(contribution.marking),
        marking_label=marking,
        owners=(member_tag(contribution.owner_id, viewer),),
        audience=tuple(member_tag(r.member_id, viewer) for r in readers),
        audience_note=note,
        purpose=viewer.purpose_label,
        purpose_note=_("logged with your reading") if viewer.purpose_label else "",
        until=contribution.review_by,
        until_note=_("review by this day, or it is restricted"),
        may=(
            (True, _("read, match")),
            (True, _("correct, release, take back")),
            *refusals(contribution.handling_codes),
        ),
    )


def _time_left(until: datetime) -> str:
    return _("in %(span)s") % {"span": span(until - now())}
