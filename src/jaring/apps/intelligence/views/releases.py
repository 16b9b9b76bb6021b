"""Releasing a report: compose, decide, take back."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from jaring.apps.intelligence.actions import releases
from jaring.apps.intelligence.forms import attempt, posted
from jaring.apps.intelligence.forms.releases import ReasonForm, ReleaseForm, initial_terms
from jaring.apps.intelligence.queries.release_pages import Composed, compose_release, decide_release
from jaring.apps.intelligence.queries.releases import release_line
from jaring.apps.intelligence.queries.reports import own_report
from jaring.foundation.accounts.api import Viewer
from jaring.foundation.accounts.http import signed_in

_ACTION_FIELDS = {"ends_at": "ends_on"}


@require_http_methods(["GET", "POST"])
@signed_in
def release(request: HttpRequest, viewer: Viewer, report_id: UUID) -> HttpResponse:
    """Compose a release; beside the terms stands what the recipient will see."""
    report = own_report(report_id, viewer=viewer, to_release=True)
    trying = request.method == "GET" and bool(request.GET)
    form = ReleaseForm(
        request.GET if trying else posted(request),
        viewer=viewer,
        initial=initial_terms(report.legal_basis, viewer.purpose),
    )
    if request.method == "POST" and form.is_valid():
        propose = partial(releases.propose_release, report_id, form.terms(), acting=viewer)
        made = attempt(form, propose, fields=_ACTION_FIELDS)
        if made is not None:
            _say_what_happened(request, waiting=made[0].state == "proposed")
            return redirect("intelligence:report", report_id)
    composed = compose_release(report, _terms_so_far(form), viewer=viewer)
    if trying:  # half a form is no mistake yet
        form = ReleaseForm(initial={**form.initial, **_given(request)}, viewer=viewer)
    context = {"report": report, "form": form, "composed": composed}
    return render(request, "intelligence/release.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@signed_in
def authorise(request: HttpRequest, viewer: Viewer, release_id: UUID) -> HttpResponse:
    """A release officer looks at a proposed release and agrees."""
    line = release_line(release_id, viewer=viewer)
    if request.method == "POST":
        releases.authorise_release(release_id, acting=viewer)
        messages.success(request, _("Released. The recipient sees the report from now on."))
        return redirect("intelligence:report", line.contribution_id)
    return _decision(request, viewer, release_id, ReasonForm())


@require_http_methods(["GET", "POST"])
@signed_in
def refuse(request: HttpRequest, viewer: Viewer, release_id: UUID) -> HttpResponse:
    """A release officer refuses, with a reason the proposer reads."""
    line = release_line(release_id, viewer=viewer)
    form = ReasonForm(posted(request))
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if attempt(form, lambda: releases.refuse_release(release_id, reason, acting=viewer)) is not None:
            messages.success(request, _("Refused. The person who proposed it reads your reason."))
            return redirect("intelligence:report", line.contribution_id)
    return _decision(request, viewer, release_id, form)


@require_http_methods(["GET", "POST"])
@signed_in
def withdraw(request: HttpRequest, viewer: Viewer, release_id: UUID) -> HttpResponse:
    """Take a release back, after one page that says what that does and what it cannot do."""
    line = release_line(release_id, viewer=viewer)
    form = ReasonForm(posted(request), required=False)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"].strip()
        releases.withdraw_release(release_id, reason, acting=viewer)
        messages.success(request, _("Taken back. It is gone from every screen of the recipient."))
        return redirect("intelligence:report", line.contribution_id)
    report = own_report(line.contribution_id, viewer=viewer, to_release=True)
    context = {"line": line, "report": report, "form": form}
    return render(request, "intelligence/release_withdraw.html", context, status=422 if form.errors else 200)


def _decision(request: HttpRequest, viewer: Viewer, release_id: UUID, form: ReasonForm) -> HttpResponse:
    context = {**decide_release(release_id, viewer=viewer), "form": form}
    return render(request, "intelligence/release_decide.html", context, status=422 if form.errors else 200)


def _terms_so_far(form: ReleaseForm) -> Composed:
    """What of the terms can be read already, for the picture beside the form."""
    form.is_valid()  # fills `cleaned_data` with whatever could be read
    given = form.cleaned_data if form.is_bound else {}
    ends_on = given.get("ends_on") or (None if form.is_bound else form.initial["ends_on"])
    return Composed(
        members=tuple(given.get("to_members", ())),
        until=ends_on,
        purpose=given.get("purpose") or ("" if form.is_bound else form.initial["purpose"]),
        conditions=tuple(given.get("conditions", () if form.is_bound else form.initial["conditions"])),
    )


def _given(request: HttpRequest) -> dict[str, object]:
    lists = {"to_members", "conditions"}
    return {
        name: request.GET.getlist(name) if name in lists else request.GET.get(name)
        for name in ReleaseForm.base_fields
        if name in request.GET or name in lists
    }


def _say_what_happened(request: HttpRequest, *, waiting: bool) -> None:
    if waiting:
        messages.success(request, _("Proposed. It waits for a release officer; until then nothing leaves."))
    else:
        messages.success(request, _("Released. The recipients see the report from now on."))
