"""Forms of bringing in a file."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jaring.engines.readers.tables import Column, Mapping, Row, mapping_of, offered_meanings
from jaring.foundation.accounts.api import LEGAL_BASIS_LABELS, MARKING_LABELS, LegalBasis, Marking, Viewer

_LEFT_OUT = ""
_ORDERS = [
    ("", _("As they can be read")),
    ("dmy", _("Day first: 31/12/2026")),
    ("mdy", _("Month first: 12/31/2026")),
]


class UploadForm(forms.Form):
    """A file and how to hold what is in it."""

    file = forms.FileField(
        label=_("File"), help_text=_("XLSX, CSV or FollowTheMoney JSON lines. Names stay in their script.")
    )
    format = forms.ChoiceField(
        label=_("Format"),
        choices=[
            ("auto", _("Find out")),
            ("ftm", _("FollowTheMoney JSON lines")),
            ("table", _("Table (XLSX or CSV)")),
            ("ofac", _("OFAC list (SDN, with ALT and ADD)")),
        ],
        required=False,
    )
    alt = forms.FileField(label=_("Aliases (ALT)"), required=False)
    add = forms.FileField(label=_("Addresses (ADD)"), required=False)
    title = forms.CharField(
        label=_("Title"), max_length=160, required=False, help_text=_("Empty: the name of the file.")
    )
    marking = forms.TypedChoiceField(label=_("Marking"), coerce=int, initial=int(Marking.RESTRICTED))
    legal_basis = forms.ChoiceField(
        label=_("Legal basis"), choices=list(LEGAL_BASIS_LABELS.items()), initial=LegalBasis.NATIONAL_LAW
    )

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        markings = [(int(m), MARKING_LABELS[m]) for m in Marking if Marking.NONE < m <= viewer.clearance]
        self.fields["marking"].choices = markings  # type: ignore[attr-defined]  # a choice field


class MappingForm(forms.Form):
    """What each column means. One select a column, filled with our guess."""

    save_as = forms.CharField(
        label=_("Keep this answer as"),
        max_length=120,
        required=False,
        help_text=_("The next sheet with these columns is then read the same way without asking."),
    )
    order = forms.ChoiceField(label=_("Dates"), choices=_ORDERS, required=False)

    def __init__(self, *args: Any, guess: Mapping, rows: Sequence[Row] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.guess = guess
        self.rows = rows
        offers = sorted((label, f"{slot}.{prop}") for (slot, prop), label in offered_meanings().items())
        choices: list[tuple[str, Any]] = [(_LEFT_OUT, _("Leave out")), *((code, label) for label, code in offers)]
        for column in guess.columns:
            meaning = f"{column.slot}.{column.prop}" if column.slot else _LEFT_OUT
            self.fields[_name(column)] = forms.ChoiceField(
                label=column.header or _("Column without a name"),
                choices=choices,
                initial=meaning,
                required=False,
            )

    def columns(self) -> list[dict[str, Any]]:
        """For the page: each column's field, some of its cells, and whether it was guessed."""
        return [
            {
                "field": self[_name(column)],
                "samples": _samples(self.rows, column.position),
                "guessed": column.guessed,
            }
            for column in self.guess.columns
        ]

    def mapping(self) -> Mapping:
        """The mapping the person stated."""
        columns = []
        for column in self.guess.columns:
            slot, _dot, prop = self.cleaned_data[_name(column)].partition(".")
            order = self.cleaned_data["order"] or column.date_order
            columns.append(Column(column.position, column.header, slot, prop, order if slot else None))
        return mapping_of(columns, self.guess.country)


def _name(column: Column) -> str:
    return f"column_{column.position}"


def _samples(rows: Sequence[Row], position: int, most: int = 3) -> list[str]:
    cells = (row.cells[position].strip() for row in rows if position < len(row.cells))
    return [cell[:80] for cell in cells if cell][:most]
