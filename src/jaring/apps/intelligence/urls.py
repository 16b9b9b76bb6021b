"""Addresses of the intelligence room."""

from django.urls import path

from jaring.apps.intelligence.views import (
    attachments,
    entities,
    exports,
    facts,
    imports,
    links,
    releases,
    reports,
    writing,
)

app_name = "intelligence"

urlpatterns = [
    path("reports/", reports.reports, name="reports"),
    path("reports/new/", writing.report_new, name="report_new"),
    path("reports/<uuid:report_id>/", reports.report, name="report"),
    path("reports/<uuid:report_id>/edit/", writing.report_edit, name="report_edit"),
    path("reports/<uuid:report_id>/finish/", writing.report_finish, name="report_finish"),
    path("reports/<uuid:report_id>/discard/", writing.report_discard, name="report_discard"),
    path("reports/<uuid:report_id>/add/<str:schema>/", facts.add, name="fact_add"),
    path("reports/<uuid:report_id>/link/", links.link, name="link"),
    path("reports/<uuid:report_id>/take-out/<uuid:entity_id>/", facts.take_out, name="entity_take_out"),
    path("reports/<uuid:report_id>/attach/", attachments.attach, name="attach"),
    path("reports/<uuid:report_id>/release/", releases.release, name="release"),
    path("facts/<uuid:fact_id>/correct/", facts.correct, name="fact_correct"),
    path("facts/<uuid:fact_id>/retire/", facts.retire, name="fact_retire"),
    path("releases/<uuid:release_id>/authorise/", releases.authorise, name="release_authorise"),
    path("releases/<uuid:release_id>/refuse/", releases.refuse, name="release_refuse"),
    path("releases/<uuid:release_id>/withdraw/", releases.withdraw, name="release_withdraw"),
    path("entities/<uuid:entity_id>/", entities.entity, name="entity"),
    path("entities/<uuid:entity_id>/add/", entities.entity_add, name="entity_add"),
    path("entities/<uuid:entity_id>/reveal/", entities.reveal, name="entity_reveal"),
    path("attachments/<uuid:attachment_id>/", attachments.attachment, name="attachment"),
    path("attachments/<uuid:attachment_id>/remove/", attachments.attachment_remove, name="attachment_remove"),
    path("find/", links.find, name="find"),
    path("imports/", imports.imports, name="imports"),
    path("imports/sheets/<slug:name>.xlsx", imports.import_template, name="import_template"),
    path("imports/<uuid:import_id>/", imports.import_page, name="import"),
    path("imports/<uuid:import_id>/columns/", imports.import_columns, name="import_columns"),
    path("imports/<uuid:import_id>/keep/", imports.import_keep, name="import_keep"),
    path("imports/<uuid:import_id>/discard/", imports.import_discard, name="import_discard"),
    path("imports/<uuid:import_id>/report.csv", imports.import_report, name="import_report"),
    path("export/", exports.export, name="export"),
]
