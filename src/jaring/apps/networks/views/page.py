"""What the page around the picture says: counts, ways to narrow, what was left out."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jaring.apps.intelligence.api import may_export
from jaring.apps.networks.domain import PICTURE_LIMIT, Narrowing, Start, kind_counts, offers, owner_codes
from jaring.apps.networks.forms import query_of
from jaring.apps.networks.labels import ABOUT_LABELS, GRADE_LABELS, KIND_LABELS, OFFER_LABELS
from jaring.apps.networks.queries.composing import Composed, by_links
from jaring.apps.networks.queries.handling import in_one_line
from jaring.foundation.accounts.api import Viewer, member_by_code
from jaring.kernel.clock import now


@dataclass(frozen=True, slots=True)
class Way:
    """A link that changes what is shown."""

    label: str
    url: str


def page_context(composed: Composed, narrowing: Narrowing, limit: int, *, viewer: Viewer) -> dict[str, Any]:
    """Everything the templates of the workspace show."""
    kinds = kind_counts(composed.drawn)
    present = kind_counts(composed.whole)
    return {
        "composed": composed,
        "handling": composed.handling,
        "banner": in_one_line(composed.handling),
        "query": urlencode(query_of(composed.start, narrowing, limit)),
        "rows": by_links(composed.drawn),
        "status": status_of(composed),
        "notes": notes_of(composed),
        "ways": ways_of(composed, narrowing, limit),
        "everything": Way(_("Show everything"), address_of(composed.start, Narrowing())) if narrowing.active else None,
        "narrowed": narrowed_words(narrowing),
        "kinds": [(kind, label, kinds.get(kind, 0)) for kind, label in KIND_LABELS.items() if kind in present],
        "owners": [(code, _name(code)) for code in owner_codes(composed.drawn)],
        "may_export": may_export(viewer),
        "grade_label": GRADE_LABELS["C3"],
        "panel_address": _pattern("networks:panel"),
        "entity_address": _pattern("intelligence:entity"),
    }


def status_of(composed: Composed) -> str:
    """What is shown of what."""
    return _("Showing %(shown)s of %(total)s links you may see.") % {
        "shown": len(composed.drawn.links),
        "total": composed.links_total,
    }


def notes_of(composed: Composed) -> list[str]:
    """What is not in the picture, and why, in whole sentences."""
    notes = []
    if composed.left_out:
        notes.append(
            ngettext(
                "%(count)s entity further away or with fewer links is left out.",
                "%(count)s entities further away or with fewer links are left out.",
                composed.left_out,
            )
            % {"count": composed.left_out}
        )
    if not composed.complete:
        notes.append(
            _("More than %(room)s entities hang together here; the picture is made from %(room)s of them.")
            % {"room": len(composed.whole.nodes)}
        )
    if composed.start.entity and 0 < composed.steps < composed.start.steps:
        notes.append(
            ngettext(
                "It ends after %(count)s step: one more would not fit.",
                "It ends after %(count)s steps: one more would not fit.",
                composed.steps,
            )
            % {"count": composed.steps}
        )
    if composed.protected:
        notes.append(protected_words(composed.protected))
    return notes


def protected_words(count: int) -> str:
    """That victims, witnesses and minors are not in pictures."""
    return ngettext("%(count)s protected person is not drawn.", "%(count)s protected persons are not drawn.", count) % {
        "count": count
    }


def ways_of(composed: Composed, narrowing: Narrowing, limit: int) -> list[Way]:
    """Narrower pictures, offered when this one was cut; or a larger one, as far as one can be drawn."""
    if not composed.left_out:
        return []
    ways = [
        Way(f"{OFFER_LABELS[offer.code]} ({offer.links})", address_of(composed.start, offer.narrowing))
        for offer in offers(composed.whole, narrowing, now().date())
    ]
    wanted = len(composed.wanted.nodes)
    if limit < PICTURE_LIMIT:
        more = _("load all %(count)s entities") if wanted <= PICTURE_LIMIT else _("load %(count)s entities")
        words = more % {"count": min(wanted, PICTURE_LIMIT)}
        ways.append(Way(words, address_of(composed.start, narrowing, PICTURE_LIMIT)))
    return ways


def narrowed_words(narrowing: Narrowing) -> list[str]:
    """The filters that stand, for reading."""
    words = [str(KIND_LABELS[kind]) for kind in sorted(narrowing.kinds)]
    words += sorted(narrowing.owners)
    if narrowing.grade:
        words.append(str(GRADE_LABELS[narrowing.grade]))
    if narrowing.about:
        words.append(str(ABOUT_LABELS[narrowing.about]))
    if narrowing.starts or narrowing.ends:
        words.append(_("%(first)s to %(last)s") % {"first": narrowing.starts or "…", "last": narrowing.ends or "…"})
    return words


def address_of(start: Start, narrowing: Narrowing, limit: int | None = None) -> str:
    """The same page with another question; never without any, so that it replaces what stands."""
    return f"?{urlencode(query_of(start, narrowing, limit))}"


def _pattern(name: str) -> str:
    """The address of any entity, for the script to put the id in."""
    nobody = UUID(int=0)
    return reverse(name, args=[nobody]).replace(str(nobody), "__id__")


def _name(code: str) -> str:
    card = member_by_code(code)
    return card.name if card else code
