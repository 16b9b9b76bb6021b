"""The table of a network as a workbook that runs nothing."""

from io import BytesIO

from django.utils.translation import gettext as _
from openpyxl import Workbook

from jaring.apps.networks.labels import KIND_LABELS
from jaring.engines.graph import Picture, degrees
from jaring.engines.writers.xlsx import text_cell, write_table


def write_workbook(picture: Picture, about: list[tuple[str, str]]) -> bytes:
    """Three sheets: what this is and under which terms, the entities, the links."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("About"))
    for label, text in about:
        sheet.append([text_cell(sheet, label, bold=True), text_cell(sheet, text)])
    names = {node.id: node.caption for node in picture.nodes}
    counts = degrees(picture.nodes, picture.links)
    write_table(
        book,
        _("Entities"),
        [_("Name"), _("Romanised"), _("Type"), _("Links here"), _("Owners"), _("From"), _("To"), _("Id")],
        (
            [
                node.caption,
                node.romanised,
                str(KIND_LABELS.get(node.kind, node.kind)),
                str(counts[node.id]),
                " ".join(node.owners),
                node.starts or "",
                node.ends or "",
                node.id,
            ]
            for node in picture.nodes
        ),
    )
    write_table(
        book,
        _("Links"),
        [_("From"), _("Link"), _("To"), _("Grade"), _("Owner"), _("Begins"), _("Ends"), _("Id")],
        (
            [
                names[link.source],
                link.label,
                names[link.target],
                link.grade,
                link.owner,
                link.starts or "",
                link.ends or "",
                link.id,
            ]
            for link in picture.links
        ),
    )
    written = BytesIO()
    book.save(written)
    return written.getvalue()
