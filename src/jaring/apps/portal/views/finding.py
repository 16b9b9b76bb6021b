"""Search over what the viewer may see."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jaring.apps.intelligence.api import run_search
from jaring.apps.portal.forms import SearchForm
from jaring.apps.portal.queries.finding import facets_of, lines_of
from jaring.foundation.accounts.api import Viewer
from jaring.foundation.accounts.http import signed_in

PAGE = 50
LONGEST_PAGE_NUMBER = 6  # digits


@require_safe
@signed_in
def find(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Things and reports that fit the words; numbers that fit exactly stand first. Logged without the words."""
    text = request.GET.get("q", "").strip()
    kinds = request.GET.getlist("kind")
    result = run_search(text, acting=viewer, kinds=kinds, page=_page_number(request), size=PAGE)
    lines = lines_of(result.hits)
    context = {
        "form": SearchForm(initial={"q": text}),
        "result": result,
        "things": [line for line in lines if line.hit.thing_kind == "entity"],
        "reports": [line for line in lines if line.hit.thing_kind != "entity"],
        "facets": facets_of(result, kinds, text),
        "narrowed": bool(kinds),
        "page": Paginator(range(result.total), PAGE).get_page(result.page),
    }
    return render(request, "portal/search.html", context)


def _page_number(request: HttpRequest) -> int:
    given = request.GET.get("page", "")
    return int(given) if given.isdecimal() and len(given) <= LONGEST_PAGE_NUMBER else 1
