"""What stands in the rail for this viewer: rooms they may open, numbers of what waits for them and nobody else."""

from dataclasses import dataclass, field

from django.db import connections
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from jaring.apps.intelligence.api import count_drafts
from jaring.foundation.accounts.api import Viewer, manages_members, manages_people, reads_log
from jaring.foundation.sharing.api import may_authorise, waiting_releases


@dataclass(frozen=True, slots=True)
class Room:
    """A line of the rail or of the account menu."""

    label: str
    url: str
    icon: str
    current: bool = False
    count: int = 0


@dataclass(frozen=True, slots=True)
class Rail:
    """The desk, the way of a piece of information, and what keeps a member going."""

    desk: list[Room] = field(default_factory=list)
    strand: list[Room] = field(default_factory=list)
    forum: list[Room] = field(default_factory=list)


def page(request: HttpRequest) -> dict[str, object]:
    """The viewer and the rooms, for every template; asked for nothing until a template draws them."""
    viewer = getattr(request, "viewer", None)
    if not isinstance(viewer, Viewer):
        return {"viewer": None}
    return {
        "viewer": viewer,
        "rail": SimpleLazyObject(lambda: rail_of(request, viewer)),
        "account_links": account_links(),
    }


def rail_of(request: HttpRequest, viewer: Viewer) -> Rail:
    """The rooms this viewer may open, with what waits in them."""
    counts = _counts(viewer)
    rail = Rail()
    _add(rail.desk, request, _("My desk"), "portal:home", "inbox")
    if viewer.reads_nominal:
        _add(
            rail.strand,
            request,
            _("Contribute"),
            "intelligence:reports",
            "pencil",
            counts["drafts"],
            "/imports/",
        )
        _add(rail.desk, request, _("Find"), "portal:search", "search")
        _add(rail.strand, request, _("Release"), "portal:releases", "share", counts["releases"])
        _add(rail.strand, request, _("Map"), "networks:network", "affiliate")
    if manages_people(viewer):
        _add(rail.forum, request, _("People"), "accounts:people", "users")
    if manages_members(viewer):
        _add(rail.forum, request, _("Members"), "accounts:members", "building")
    if reads_log(viewer):
        _add(rail.forum, request, _("Our log"), "accounts:log", "list-search")
    return rail


def account_links() -> list[Room]:
    """Lines of the account menu beside those of signing in."""
    return [
        Room(_("My account"), reverse("accounts:account"), "user-circle"),
        Room(_("My tokens"), reverse("accounts:tokens"), "server"),
        Room(_("All keys"), reverse("portal:keys"), "keyboard"),
    ]


def _counts(viewer: Viewer) -> dict[str, int]:
    """What waits, at most two queries in the viewer's session; nothing once that session is to be rolled back."""
    counts = {"drafts": 0, "releases": 0}
    connection = connections["default"]
    if not connection.in_atomic_block or connection.needs_rollback:
        return counts
    if viewer.contributes:
        counts["drafts"] = count_drafts(viewer=viewer)
    if may_authorise(viewer):
        counts["releases"] = waiting_releases(viewer=viewer).order_by().values("contribution_id").distinct().count()
    return counts


def _add(
    rooms: list[Room], request: HttpRequest, label: str, name: str, icon: str, count: int = 0, also: str = ""
) -> None:
    """Add a room when this build has it; `also` is the beginning of further addresses that belong to it."""
    try:
        url = reverse(name)
    except NoReverseMatch:
        return
    here = request.path == url if url == "/" else request.path.startswith(url)
    rooms.append(Room(label, url, icon, here or bool(also and request.path.startswith(also)), count))
