"""What waits to be released, what was given and what was received."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jaring.apps.portal.forms import ReleaseFilterForm
from jaring.apps.portal.queries.releases import SHOWN, find_releases, rows_of
from jaring.foundation.accounts.api import Viewer
from jaring.foundation.accounts.http import signed_in

PAGE = 50


@require_safe
@signed_in
def releases(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """One of three lists, by `show`."""
    form = ReleaseFilterForm(request.GET)
    form.is_valid()
    show = form.cleaned_data.get("show") or SHOWN[0]
    found = find_releases(show, viewer=viewer, member_id=form.cleaned_data.get("member"))
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": rows_of(page, viewer=viewer),
        "filter": form,
        "show": show,
        "narrowed": bool(form.cleaned_data.get("member")),
    }
    return render(request, "portal/releases.html", context)
