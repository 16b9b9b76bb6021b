"""The purpose of this sitting."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from jaring.apps.portal.forms import PurposeForm
from jaring.foundation.accounts.api import Viewer, set_purpose
from jaring.foundation.accounts.http import signed_in


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def purpose(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Choose why protected records are opened from now on; stands in the top bar and in the log of their owners."""
    if request.method == "POST":
        form = PurposeForm(request.POST)
        if form.is_valid():
            set_purpose(form.cleaned_data["purpose"], acting=viewer)
            messages.success(request, _("From now on this purpose stands beside everything you open."))
            return redirect(_safe(request, form.cleaned_data["next"]))
    else:
        form = PurposeForm(initial={"purpose": viewer.purpose, "next": request.GET.get("next", "")})
    return render(request, "portal/purpose.html", {"form": form}, status=422 if form.errors else 200)


def _safe(request: HttpRequest, address: str) -> str:
    """Only back to this host: an address from outside could lead anywhere."""
    fits = url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
    return address if fits else resolve_url("portal:home")
