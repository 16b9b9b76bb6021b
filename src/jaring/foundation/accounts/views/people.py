"""The people of the viewer's member, for its administrator."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jaring.foundation.accounts import access, queries
from jaring.foundation.accounts.actions import PersonDraft, add_person, change_person
from jaring.foundation.accounts.credentials import give_password, new_password, reset_second_factor
from jaring.foundation.accounts.forms import PeopleFilterForm, PersonForm
from jaring.foundation.accounts.http import freshly_confirmed, signed_in
from jaring.foundation.accounts.labels import MARKING_CODES, ROLE_LABELS
from jaring.foundation.accounts.viewers import Viewer
from jaring.kernel.errors import BadInputError

PAGE = 50


@require_safe
@signed_in
def people(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Everybody of the member: roles, clearance, second factor, last sign-in."""
    access.require_manages_people(viewer)
    form = PeopleFilterForm(request.GET)
    form.is_valid()
    wanted = form.cleaned_data
    found = queries.find_colleagues(
        viewer=viewer,
        words=wanted.get("q", ""),
        role=wanted.get("role", ""),
        state=wanted.get("state", ""),
        sort=request.GET.get("sort", ""),
    )
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    rows = [(one, _role_words(one.roles), MARKING_CODES.get(one.clearance)) for one in page]  # type: ignore[call-overload]  # IntEnum keys
    context = {"page": page, "rows": rows, "filter": form, "narrowed": any(wanted.values())}
    return render(request, "accounts/people.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
@freshly_confirmed
def person_new(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Add a colleague; the answer shows their first password, once."""
    access.require_manages_people(viewer)
    form = PersonForm(request.POST or None, viewer=viewer)
    if request.method == "POST" and form.is_valid():
        password = new_password()
        try:
            added = add_person(form.draft(), password, acting=viewer, given=True)
        except BadInputError as error:
            form.add_error(error.field if error.field in form.fields else None, error.message)
        else:
            return render(request, "accounts/password_given.html", {"person": added, "password": password, "new": True})
    status = 422 if form.is_bound else 200
    return render(request, "accounts/person_new.html", {"form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
@freshly_confirmed
def person(request: HttpRequest, viewer: Viewer, person_id: UUID) -> HttpResponse:
    """One colleague: change what they are."""
    access.require_manages_people(viewer)
    found = queries.colleague(person_id, viewer=viewer)
    form = PersonForm(request.POST or None, viewer=viewer, person=found)
    if request.method == "POST" and form.is_valid():
        try:
            change_person(person_id, form.draft(found.email), active=found.is_active, acting=viewer)
        except BadInputError as error:
            form.add_error(error.field if error.field in form.fields else None, error.message)
        else:
            messages.success(request, _("Saved. Their open sessions have ended; they sign in again."))
            return redirect("accounts:person", person_id=person_id)
    context = {"person": found, "form": form, "self": found.id == viewer.person_id}
    return render(request, "accounts/person.html", context, status=422 if form.is_bound else 200)


@require_POST
@signed_in
@freshly_confirmed
def person_active(request: HttpRequest, viewer: Viewer, person_id: UUID) -> HttpResponse:
    """Deactivate a colleague, or let them in again."""
    access.require_manages_people(viewer)
    found = queries.colleague(person_id, viewer=viewer)
    active = request.POST.get("active") == "yes"
    draft = PersonDraft(found.name, found.email, frozenset(found.roles), found.clearance, found.agency)
    try:
        change_person(person_id, draft, active=active, acting=viewer)
    except BadInputError as error:
        messages.error(request, error.message)
    else:
        done = _("%(name)s may sign in again.") if active else _("%(name)s is out: every session of theirs has ended.")
        messages.success(request, done % {"name": found.name})
    return redirect("accounts:person", person_id=person_id)


@require_POST
@signed_in
@freshly_confirmed
def person_factor(request: HttpRequest, viewer: Viewer, person_id: UUID) -> HttpResponse:
    """Take away the second factors of a colleague who lost them."""
    reset_second_factor(person_id, acting=viewer)
    messages.success(request, _("Done. They add a new second factor when they sign in next."))
    return redirect("accounts:person", person_id=person_id)


@require_POST
@signed_in
@freshly_confirmed
def person_password(request: HttpRequest, viewer: Viewer, person_id: UUID) -> HttpResponse:
    """Give a colleague who forgot theirs a new password, shown once."""
    password = give_password(person_id, acting=viewer)
    found = queries.colleague(person_id, viewer=viewer)
    return render(request, "accounts/password_given.html", {"person": found, "password": password})


def _role_words(roles: list[str]) -> str:
    return ", ".join(str(label) for role, label in ROLE_LABELS.items() if role in roles)
