"""One's own personal access tokens."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jaring.foundation.accounts.forms import TokenForm
from jaring.foundation.accounts.http import freshly_confirmed, signed_in
from jaring.foundation.accounts.labels import PURPOSE_LABELS, SCOPE_LABELS
from jaring.foundation.accounts.tokens import make_token, revoke_token, tokens_of
from jaring.foundation.accounts.viewers import Viewer
from jaring.kernel.clock import now
from jaring.kernel.errors import BadInputError


@require_safe
@signed_in
def tokens(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """What keys the viewer has given out, and until when each opens something."""
    purposes, scopes = dict(PURPOSE_LABELS), SCOPE_LABELS.items()
    rows = [
        (
            token,
            ", ".join(str(label) for scope, label in scopes if scope in token.scopes),
            purposes.get(token.purpose, token.purpose),  # type: ignore[call-overload]  # keys are StrEnum
            token.ends_at <= now(),
        )
        for token in tokens_of(viewer)
    ]
    return render(request, "accounts/tokens.html", {"rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
@freshly_confirmed
def token_new(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Make a token; the answer shows its secret, once."""
    form = TokenForm(request.POST or None, initial={"purpose": viewer.purpose})
    if request.method == "POST" and form.is_valid():
        try:
            made, secret = make_token(form.terms(), acting=viewer)
        except BadInputError as error:
            form.add_error(error.field if error.field in form.fields else None, error.message)
        else:
            return render(request, "accounts/token_made.html", {"token": made, "secret": secret})
    return render(request, "accounts/token_new.html", {"form": form}, status=422 if form.is_bound else 200)


@require_POST
@signed_in
def token_revoke(request: HttpRequest, viewer: Viewer, token_id: UUID) -> HttpResponse:
    """End a token at once."""
    revoke_token(token_id, acting=viewer)
    messages.success(request, _("The token opens nothing any more."))
    return redirect("accounts:tokens")
