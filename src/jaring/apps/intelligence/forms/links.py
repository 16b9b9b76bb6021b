"""Linking two entities by a sentence."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from jaring.apps.intelligence.actions.statements import EntityDraft, Fact
from jaring.apps.intelligence.forms.facts import EntityForm
from jaring.apps.intelligence.queries.cards import EntityCard
from jaring.engines.vocabulary import QuickLink, edge_ends


class LinkForm(EntityForm):
    """A sentence between two entities, and what else is known of the link. Fields follow the sentence chosen."""

    def __init__(
        self,
        *args: Any,
        source: EntityCard,
        target: EntityCard,
        links: Sequence[QuickLink],
        chosen: int,
        **kwargs: Any,
    ) -> None:
        self.source, self.target, self.links = source, target, links
        self.link = links[chosen]
        preset = (prop for prop, _value in self.link.preset)
        super().__init__(*args, schema=self.link.schema, left_out=[*edge_ends(self.link.schema), *preset], **kwargs)
        self.fields["sentence"] = forms.ChoiceField(
            label=_("What connects them"),
            choices=[(str(place), link.sentence) for place, link in enumerate(links)],
            initial=str(chosen),
            widget=forms.RadioSelect,
        )
        self.order_fields(["sentence"])

    def draft(self) -> EntityDraft:
        """The link as facts; a sentence read from the far end runs the other way round."""
        first, second = edge_ends(self.link.schema)
        ends = (self.target, self.source) if self.link.swapped else (self.source, self.target)
        around = self.circumstances()
        told = [
            Fact(first, str(ends[0].id), **around),
            Fact(second, str(ends[1].id), **around),
            *(Fact(prop, value, **around) for prop, value in self.link.preset),
        ]
        return EntityDraft(self.link.schema, (*told, *self.facts()))
