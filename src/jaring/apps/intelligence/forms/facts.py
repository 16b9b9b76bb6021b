"""Recording facts without learning a schema: the useful fields first, the rest on demand, plain words throughout."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from followthemoney import registry

from jaring.apps.intelligence.actions.statements import VALUE_LIMIT, Fact
from jaring.apps.intelligence.queries.cards import EntityCard
from jaring.apps.intelligence.queries.statements import StatementInHand
from jaring.engines.vocabulary import EditableProp, check_value, editable_props, fits
from jaring.ui.grades import INFORMATION, SOURCES

_SEVERAL = frozenset({"name", "phone", "email"})  # types of which people state several at once, one on each line
_SEEN = {"first_seen": gettext_lazy("First seen"), "last_seen": gettext_lazy("Last seen")}
OWN_GRADE = "fact_source_grade", "fact_information_grade"
OWN_DATES = "fact_first_seen", "fact_last_seen"


def field_for(prop: EditableProp, entities: Sequence[EntityCard], *, single: bool = False) -> forms.Field | None:
    """The form field of a property; None when it refers to entities and there is none to refer to."""
    common: dict[str, Any] = {"label": prop.label, "required": False, "help_text": _help(prop, single=single)}
    if prop.type == "entity":
        fitting = [one for one in entities if prop.range is None or fits(one.schema, prop.range)]
        choices = [("", _("Nobody and nothing")), *((str(one.id), _option(one)) for one in fitting)]
        return forms.ChoiceField(choices=choices, **common) if fitting else None
    if prop.choices:
        return forms.ChoiceField(choices=[("", _("Not stated")), *prop.choices], **common)
    if prop.type == "country":
        names = sorted(registry.country.names.items(), key=lambda item: item[1])
        return forms.ChoiceField(choices=[("", _("Not stated")), *names], **common)
    widget: forms.Widget = forms.TextInput(attrs={"autocomplete": "off"})
    if prop.type == "text":
        widget = forms.Textarea(attrs={"rows": 3})
    elif prop.type in _SEVERAL and not single:
        widget = forms.Textarea(attrs={"rows": 2, "class": "j-lines"})
    return forms.CharField(widget=widget, max_length=VALUE_LIMIT, **common)


def _help(prop: EditableProp, *, single: bool) -> str:
    """What helps here; the vocabulary's own notes are written for those who know it."""
    if prop.type == "date":
        return _("As precise as known: 1979, 1979-03 or 14 Mar 1979.")
    if prop.type in _SEVERAL and not single:
        return _("Several: one on each line.")
    return "" if "`" in prop.help or prop.featured else prop.help


def _option(card: EntityCard) -> str:
    name = f"{card.label} ({card.roman})" if card.roman else card.label
    return _("%(name)s, %(type)s") % {"name": name, "type": card.described}


class GradedForm(forms.Form):
    """Grade and time of facts, where they differ from the report's."""

    fact_source_grade = forms.ChoiceField(label=gettext_lazy("The source"), required=False)
    fact_information_grade = forms.ChoiceField(label=gettext_lazy("The information"), required=False)
    fact_first_seen = forms.CharField(
        label=_SEEN["first_seen"],
        required=False,
        max_length=40,
        help_text=gettext_lazy("When it was true or seen first: 2026, 2026-10 or 27 Oct 2026."),
    )
    fact_last_seen = forms.CharField(label=_SEEN["last_seen"], required=False, max_length=40)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, words in zip(OWN_GRADE, (SOURCES, INFORMATION), strict=True):
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                graded = [(code, f"{code}: {label}") for code, label in words.items()]
                field.choices = [("", _("As the report")), *graded]

    def clean(self) -> dict[str, Any]:
        """Dates as people write them become as precise as they were given."""
        given = super().clean() or self.cleaned_data
        for name in OWN_DATES:
            text = given.get(name, "")
            if not text:
                continue
            checked = check_value("Event", "startDate", text, typed=True)
            if checked.problem is not None:
                self.add_error(name, f"{checked.problem.message} {checked.problem.mend}")
            given[name] = checked.value
        first, last = (given.get(name, "") for name in OWN_DATES)
        if first and last and last[: len(first)] < first[: len(last)]:
            self.add_error("fact_last_seen", _("It was seen last before it was seen first. Exchange the two dates."))
        return given

    def circumstances(self) -> dict[str, str]:
        """Grade and dates for `Fact`."""
        given = self.cleaned_data
        return {
            "source_grade": given["fact_source_grade"],
            "information_grade": given["fact_information_grade"],
            "first_seen": given["fact_first_seen"],
            "last_seen": given["fact_last_seen"],
        }

    def grade_fields(self) -> list[BoundField]:
        """The fields this form adds to every fact."""
        return [self[name] for name in (*OWN_GRADE, *OWN_DATES)]


class EntityForm(GradedForm):
    """The fields of one type of entity or link. `left_out` are properties the page fills in by itself.

    `whole`: it is new, so what it cannot do without must be there.
    """

    def __init__(
        self,
        *args: Any,
        schema: str,
        entities: Sequence[EntityCard] = (),
        left_out: Iterable[str] = (),
        whole: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.schema = schema
        self.props: dict[str, EditableProp] = {}
        self.lacking: list[str] = []
        without = set(left_out)
        for prop in editable_props(schema):
            needed = whole and prop.required and (prop.type == "entity" or bool(prop.choices))
            field = None if prop.name in without else field_for(prop, entities)
            if field is not None:
                field.required = needed
                self.fields[prop.name] = field
                self.props[prop.name] = prop
            elif needed and prop.name not in without:
                self.lacking.append(prop.label)

    def clean(self) -> dict[str, Any]:
        """Every value that cannot be read is said at its field, all at once."""
        given = super().clean()
        for label in self.lacking:
            text = _("“%(field)s” must name something of this report, and it holds nothing fitting. Record that first.")
            self.add_error(None, text % {"field": label})
        for name, prop in self.props.items():
            for value in self._values(prop):
                problem = check_value(self.schema, name, value, typed=True).problem
                if problem is not None:
                    self.add_error(name, f"{problem.message} {problem.mend}")
        return given

    def facts(self) -> list[Fact]:
        """One fact for each value given."""
        around = self.circumstances()
        return [Fact(name, value, **around) for name, prop in self.props.items() for value in self._values(prop)]

    def featured_fields(self) -> list[BoundField]:
        """What officers reach for first."""
        return [self[name] for name, prop in self.props.items() if prop.featured]

    def more_fields(self) -> list[BoundField]:
        """Everything else of the vocabulary."""
        return [self[name] for name, prop in self.props.items() if not prop.featured]

    def more_is_used(self) -> bool:
        """Whether a field on demand holds or lacks something, so that it must not be folded away."""
        return any(field.errors or field.value() for field in self.more_fields())

    def _values(self, prop: EditableProp) -> list[str]:
        text = str(self.cleaned_data.get(prop.name) or "")
        parts = text.splitlines() if prop.type in _SEVERAL else [text]
        return [part.strip() for part in parts if part.strip()]


class CorrectionForm(GradedForm):
    """A new value in the place of one; grade and dates may change with it."""

    def __init__(self, *args: Any, held: StatementInHand, entities: Sequence[EntityCard] = (), **kwargs: Any) -> None:
        initial = {
            "value": held.value,
            "fact_source_grade": held.source_grade,
            "fact_information_grade": held.information_grade,
            "fact_first_seen": held.first_seen,
            "fact_last_seen": held.last_seen,
        }
        super().__init__(*args, initial=initial, **kwargs)
        self.held = held
        prop = next((one for one in editable_props(held.schema) if one.name == held.prop), None)
        field = field_for(prop, entities, single=True) if prop else None
        self.fields["value"] = field or forms.CharField(label=held.label, max_length=VALUE_LIMIT)
        self.fields["value"].required = True
        self.order_fields(["value"])

    def fact(self) -> Fact:
        """The corrected fact."""
        return Fact(self.held.prop, self.cleaned_data["value"], lang=self.held.lang, **self.circumstances())
