"""The member's part of the log."""

import csv
import io

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jaring.foundation.accounts.forms import LogFilterForm
from jaring.foundation.accounts.http import signed_in
from jaring.foundation.accounts.log_queries import find_events, lines_of, log_sheet
from jaring.foundation.accounts.queries import colleagues
from jaring.foundation.accounts.viewers import Viewer
from jaring.kernel.errors import BadInputError

PAGE = 50


@require_safe
@signed_in
def log(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """What our people did, and what others did with our facts; `format=csv` takes the same lines out."""
    form = LogFilterForm(request.GET, people=list(colleagues(viewer=viewer)))
    form.is_valid()
    wanted = form.wanted(request.GET.get("sort", "-at"))
    found = find_events(wanted, viewer=viewer)
    if request.GET.get("format") == "csv" and form.is_valid():
        try:
            return _sheet(log_sheet(wanted, viewer=viewer))
        except BadInputError as error:
            form.add_error(None, error.message)
    if form.errors:
        found = found.none()  # what was asked for could not be read: everything would be no answer to it
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    query["format"] = "csv"
    context = {
        "page": page,
        "lines": lines_of(page, viewer=viewer),
        "filter": form,
        "narrowed": any(form.cleaned_data.values()),
        "sheet": f"?{query.urlencode()}",
        "others": _("a person of that member"),
    }
    return render(request, "accounts/log.html", context, status=422 if form.errors else 200)


def _sheet(rows: list[list[str]]) -> HttpResponse:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    response = HttpResponse(text.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="log.csv"'
    return response
