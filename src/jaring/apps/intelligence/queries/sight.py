"""Who will see what is being written, said before it is saved."""

from dataclasses import dataclass
from datetime import datetime

from jaring.apps.intelligence.models import Contribution
from jaring.apps.intelligence.queries.cards import MemberTag, member_tag
from jaring.apps.intelligence.queries.handling import marking_code, marking_words
from jaring.foundation.accounts.api import Viewer
from jaring.foundation.sharing.api import terms_of
from jaring.kernel.clock import now


@dataclass(frozen=True, slots=True)
class Sight:
    """Own readers up to a marking, and members it is released to with their ends."""

    own: MemberTag
    marking: str
    marking_label: str
    readers: tuple[tuple[MemberTag, datetime], ...] = ()
    is_new: bool = False


def sight_of_new(marking: int, *, viewer: Viewer) -> Sight:
    """A new report: the own member's readers of this marking, and nobody else."""
    own = member_tag(viewer.member_id, viewer)
    return Sight(own, marking_code(marking), marking_words(marking), is_new=True)


def sight_of_report(report: Contribution, marking: int, *, viewer: Viewer) -> Sight:
    """An own report under a marking that may be about to change: releases stay, their readers need the clearance."""
    terms = terms_of([report.label_id]).get(report.label_id)
    at = now()
    readers = tuple((member_tag(r.member_id, viewer), r.until) for r in terms.readers if r.until > at) if terms else ()
    return Sight(member_tag(viewer.member_id, viewer), marking_code(marking), marking_words(marking), readers)
