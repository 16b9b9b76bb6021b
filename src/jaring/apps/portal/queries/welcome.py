"""What somebody who reads nothing nominal can do here."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from jaring.foundation.accounts.api import Role, Viewer, manages_members, manages_people, reads_log


@dataclass(frozen=True, slots=True)
class Door:
    """A page this person may open."""

    icon: str
    title: str
    text: str
    url: str


def welcome_of(viewer: Viewer) -> list[Door]:
    """The doors that are open to the viewer, the one their role is for first."""
    doors = []
    if manages_people(viewer):
        text = _("Add colleagues, give roles and clearance, help those who lost their second factor.")
        doors.append(Door("users", _("People of your member"), text, reverse("accounts:people")))
    if manages_members(viewer):
        text = _("Keep the list of states and organisations. What they know stays theirs.")
        doors.append(Door("building", _("Members"), text, reverse("accounts:members")))
    if reads_log(viewer):
        text = _("What your people did, and what other members did with your facts.")
        doors.append(Door("list-search", _("Our log"), text, reverse("accounts:log")))
    if _reads_once_cleared(viewer):
        text = _("Your role reads reports, but this sitting has no clearance: add a second factor, or ask for one.")
        doors.append(Door("key", _("Second factor and keys"), text, reverse("mfa_index")))
    text = _("Your roles, where you are signed in, your password and your keys.")
    doors.append(Door("user-circle", _("My account"), text, reverse("accounts:account")))
    return doors


def _reads_once_cleared(viewer: Viewer) -> bool:
    return viewer.has_role(Role.INVESTIGATOR, Role.ANALYST, Role.FOCAL_POINT, Role.RELEASE_OFFICER)
