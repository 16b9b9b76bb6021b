"""`python -m bench.pages.viewer`: an analyst who has signed in with both factors; prints the cookie of the browser.

Also collects the static files, without whose manifest no page can be rendered.
"""

from datetime import timedelta

import django

django.setup()

from django.conf import settings  # noqa: E402  # Django first
from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402

from bench.rls import VIEWER  # noqa: E402
from jaring.foundation.accounts import viewer_sessions  # noqa: E402
from jaring.foundation.accounts.domain import Purpose, Role  # noqa: E402
from jaring.foundation.accounts.members import member_by_code  # noqa: E402
from jaring.foundation.accounts.models import Person  # noqa: E402
from jaring.foundation.accounts.signing_in import SESSION_KEY  # noqa: E402
from jaring.kernel.clock import now  # noqa: E402

CLEARANCE = 2
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def sign_in() -> str:
    """The Cookie header of a new analyst of VIEWER."""
    member = member_by_code(VIEWER)
    assert member is not None
    person = Person.objects.create(
        email="bench@example.org", name="Bench", member_id=member.id, roles=[str(Role.ANALYST)], clearance=CLEARANCE
    )
    token = viewer_sessions.new_token()
    viewer_sessions.open_session(
        token,
        person_id=person.id,
        member_id=member.id,
        clearance=CLEARANCE,
        purpose=Purpose.SMUGGLING,
        kind="browser",
        ends_at=now() + timedelta(hours=2),
    )
    client = Client()
    client.force_login(person, backend=BACKEND)
    session = client.session
    session[SESSION_KEY] = token
    session["second_factor_known"] = True
    session.save()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


if __name__ == "__main__":
    call_command("collectstatic", interactive=False, verbosity=0)
    print(sign_in())
