"""One's own account: what the viewer is, and where they are signed in."""

from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from jaring.foundation.accounts.credentials import sign_out_everywhere
from jaring.foundation.accounts.http import signed_in
from jaring.foundation.accounts.labels import PURPOSE_LABELS
from jaring.foundation.accounts.queries import colleague
from jaring.foundation.accounts.viewer_sessions import hash_of, sittings_of
from jaring.foundation.accounts.viewers import Viewer


@require_safe
@signed_in
def account(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Name, roles, second factor, open sessions."""
    purposes, here = dict(PURPOSE_LABELS), hash_of(viewer.token)
    sittings = [
        (one, one.token_hash == here, purposes.get(one.purpose, ""))  # type: ignore[call-overload]  # StrEnum keys
        for one in sittings_of(viewer.person_id)
    ]
    context = {"me": colleague(viewer.person_id, viewer=viewer), "sittings": sittings}
    return render(request, "accounts/account.html", context)


@require_POST
@signed_in
def leave_everywhere(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """End every sitting, this one too."""
    sign_out_everywhere(acting=viewer)
    logout(request)
    messages.info(request, _("You are signed out everywhere."))
    return redirect("account_login")


def not_here(request: HttpRequest) -> HttpResponse:
    """Signing up, and passwords or addresses by mail: allauth has pages for these, Jaring does not."""
    raise Http404
