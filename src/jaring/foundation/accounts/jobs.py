"""Sessions for work that goes on after the page was answered (imports), in the name of the person who began it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from jaring.foundation.accounts import viewer_sessions
from jaring.foundation.accounts.domain import effective_clearance
from jaring.foundation.accounts.models import Person
from jaring.foundation.accounts.signing_in import build_viewer, has_second_factor
from jaring.foundation.accounts.viewers import Viewer
from jaring.kernel.clock import now
from jaring.kernel.errors import NotAllowedError


@contextmanager
def job_viewer(person_id: UUID, purpose: str) -> Iterator[Viewer]:
    """The viewer of a person for a job; sees what that person sees now, and no more. Closed at the end.

    Raises:
        NotAllowedError: the person, or their member, was deactivated meanwhile.
    """
    person = Person.objects.filter(id=person_id, is_active=True).first()
    if person is None:
        raise NotAllowedError(_("The person who began this no longer works here."))
    clearance = effective_clearance(person.roles, person.clearance, second_factor=has_second_factor(person))
    token = viewer_sessions.new_token()
    viewer_sessions.open_session(
        token,
        person_id=person.id,
        member_id=person.member_id,
        clearance=clearance,
        purpose=purpose,
        kind="job",
        ends_at=now() + timedelta(hours=viewer_sessions.JOB_HOURS),
    )
    try:
        yield build_viewer(person, token=token, clearance=clearance, purpose=purpose)
    finally:
        viewer_sessions.close_session(token)
