"""Answers that belong to no room: is the server well, and what a browser's policy refused."""

import logging

from django.db import OperationalError, connections
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

log = logging.getLogger(__name__)

REPORT_LIMIT = 4_000  # bytes of a policy report that are looked at


@require_GET
def healthz(request: HttpRequest) -> HttpResponse:
    """200 when both database roles answer, 503 when one does not. Says nothing else."""
    try:
        for alias in ("default", "gate"):
            with connections[alias].cursor() as cursor:
                cursor.execute("select 1")
    except OperationalError:
        return JsonResponse({"status": "database unavailable"}, status=503)
    return JsonResponse({"status": "ok"})


@csrf_exempt
@require_POST
def csp_report(request: HttpRequest) -> HttpResponse:
    """A browser says that a page broke our content security policy: that is a defect of ours, so it is logged."""
    body = request.read(REPORT_LIMIT).decode("utf-8", "replace")
    log.error("Content security policy report: %s", body.replace("\n", " "))
    return HttpResponse(status=204)
