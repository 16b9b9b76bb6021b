"""My desk, for everybody: what waits, or what this person can do here."""

from django.contrib.humanize.templatetags.humanize import apnumber
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from jaring.apps.portal.queries.desk import desk_of
from jaring.apps.portal.queries.readers import readers_this_week
from jaring.apps.portal.queries.welcome import welcome_of
from jaring.foundation.accounts.api import Viewer, reads_log
from jaring.foundation.accounts.http import signed_in
from jaring.kernel.clock import now


@require_safe
@signed_in
def home(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """The desk; nobody without nominal reading is shown or told a number of anything nominal."""
    if not viewer.reads_nominal:
        return render(request, "portal/welcome.html", {"doors": welcome_of(viewer)})
    desk = desk_of(viewer)
    context = {
        "desk": desk,
        "headline": _headline(len(desk.tasks)),
        "late": _late(desk.late),
        "now": now(),
        "readers": readers_this_week(viewer),
        "reads_log": reads_log(viewer),
    }
    return render(request, "portal/home.html", context)


@require_safe
@signed_in
def keys(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """All keys of all pages."""
    return render(request, "portal/keys.html")


@require_safe
@signed_in
def keep_alive(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Answered to say that the sitting goes on; the middleware has moved its clock."""
    return HttpResponse(status=204)


def _headline(count: int) -> str:
    if not count:
        return _("Nothing waits for you")
    # "Seven things wait": numbers up to nine are written as words (humanize), larger ones as figures.
    sentence = ngettext("%(count)s thing waits for you", "%(count)s things wait for you", count)
    return capfirst(sentence % {"count": apnumber(count)})


def _late(count: int) -> str:
    if not count:
        return ""
    return capfirst(ngettext("%(count)s is late.", "%(count)s are late.", count) % {"count": apnumber(count)})
