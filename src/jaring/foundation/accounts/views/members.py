"""The members of the process, for the secretariat."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jaring.foundation.accounts import access, queries
from jaring.foundation.accounts.actions import save_member
from jaring.foundation.accounts.forms import MemberFilterForm, MemberForm
from jaring.foundation.accounts.http import freshly_confirmed, signed_in
from jaring.foundation.accounts.viewers import Viewer
from jaring.kernel.errors import BadInputError

PAGE = 50


@require_safe
@signed_in
def members(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Every member, also those that left."""
    form = MemberFilterForm(request.GET)
    form.is_valid()
    wanted = form.cleaned_data
    sort = request.GET.get("sort", "")
    found = queries.find_members(viewer=viewer, words=wanted.get("q", ""), kind=wanted.get("kind", ""), sort=sort)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "filter": form, "narrowed": any(wanted.values())}
    return render(request, "accounts/members.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def member(request: HttpRequest, viewer: Viewer, member_id: int | None = None) -> HttpResponse:
    """Add a member, or change one."""
    access.require_manages_members(viewer)
    found = queries.member(member_id, viewer=viewer) if member_id is not None else None
    initial = {"code": found.code, "name": found.name, "kind": found.kind} if found else None
    form = MemberForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        active = found.active if found else True
        try:
            save_member(member_id, given["code"], given["name"], given["kind"], active, acting=viewer)
        except BadInputError as error:
            form.add_error(error.field if error.field in form.fields else None, error.message)
        else:
            messages.success(request, _("Saved."))
            return redirect("accounts:members")
    status = 422 if form.is_bound else 200
    return render(request, "accounts/member.html", {"form": form, "member": found}, status=status)


@require_POST
@signed_in
@freshly_confirmed
def member_active(request: HttpRequest, viewer: Viewer, member_id: int) -> HttpResponse:
    """Let a member leave, or come back."""
    found = queries.member(member_id, viewer=viewer)
    active = request.POST.get("active") == "yes"
    save_member(member_id, found.code, found.name, found.kind, active, acting=viewer)
    messages.success(request, _("Saved."))
    return redirect("accounts:members")
