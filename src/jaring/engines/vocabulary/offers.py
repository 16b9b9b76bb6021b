"""What people are offered when they record something: plain types, plain sentences, the useful fields first.

Nobody should have to learn a schema (product: "low burden"): the full vocabulary stays reachable, these
lists are what an edit page shows first.
"""

from dataclasses import dataclass
from functools import cache

from followthemoney import Property, Schema

from jaring.engines.vocabulary.kinds import fits, kind_of
from jaring.engines.vocabulary.model import choices_of, find_schema


@dataclass(frozen=True, slots=True)
class EditableProp:
    name: str
    label: str
    type: str
    help: str
    choices: tuple[tuple[str, str], ...] = ()
    featured: bool = False
    required: bool = False
    range: str | None = None


@dataclass(frozen=True, slots=True)
class QuickType:
    schema: str
    label: str
    kind: str
    help: str


@dataclass(frozen=True, slots=True)
class QuickLink:
    """`sentence` stands between the two: "Budi – is skipper of – KM Harapan".

    `swapped`: the sentence reads from the page's entity to the other one, but the link runs the other
    way round.
    """

    sentence: str
    schema: str
    preset: tuple[tuple[str, str], ...] = ()
    swapped: bool = False


_QUICK_TYPES = (
    ("Person", "Person", "Anyone: suspect, skipper, victim, witness"),
    ("Syndicate", "Syndicate", "A group that smuggles or traffics, named or not"),
    ("Organization", "Organisation", "An agency, association or public body"),
    ("Company", "Company", "A registered business"),
    ("Vessel", "Vessel", "A boat or ship"),
    ("Vehicle", "Vehicle", "A car, lorry, bus or motorcycle"),
    ("PhoneNumber", "Phone", "A number, handset or SIM card"),
    ("UserAccount", "Online account", "A profile, page or messaging account"),
    ("BankAccount", "Bank account", "An account at a bank or mobile money service"),
    ("CryptoWallet", "Crypto wallet", "An address on a blockchain"),
    ("Passport", "Passport", "A passport; give its holder as a link"),
    ("Identification", "Other document", "Identity card, visa, seaman's book, driving licence"),
    ("Venue", "Venue", "Scam compound, safe house, landing place, crossing"),
    ("Address", "Address", "A postal address or plain place"),
    ("RecruitmentChannel", "Recruitment channel", "The page, agency or chat through which people were found"),
    ("ModusOperandi", "Way of working", "How it is done, apart from who does it"),
    ("Event", "Event", "A landing, raid, rescue, arrest or meeting"),
)

# What an officer reaches for first, where FollowTheMoney's own order starts with a registry's view.
_FIRST = {
    "Person": (
        "name", "alias", "nationality", "birthDate", "gender", "passportNumber", "phone", "email",
        "birthPlace",
        "address", "position", "appearance", "notes",
    ),
    "LegalEntity": ("name", "alias", "country", "registrationNumber", "phone", "email", "address", "notes"),
    "Vessel": ("name", "imoNumber", "mmsi", "callSign", "flag", "type", "registrationPort", "notes"),
    "Vehicle": ("name", "registrationNumber", "type", "model", "country", "notes"),
    "Identification": ("number", "type", "country", "holder", "startDate", "endDate", "authority"),
}  # fmt: skip

# (source type, target type, sentence, link schema, preset). The first that fit are shown first.
_LINKS: tuple[tuple[str, str, str, str, tuple[tuple[str, str], ...]], ...] = (
    ("LegalEntity", "Vessel", "is skipper of", "ScriptRole", (("crimeRole", "skipper"),)),
    ("LegalEntity", "Vessel", "is crew of", "ScriptRole", (("crimeRole", "crew"),)),
    ("LegalEntity", "Venue", "keeps the safe house", "ScriptRole", (("crimeRole", "safe_house_keeper"),)),
    ("LegalEntity", "Venue", "guards", "ScriptRole", (("crimeRole", "guard"),)),
    ("LegalEntity", "Syndicate", "organises for", "ScriptRole", (("crimeRole", "organiser"),)),
    ("LegalEntity", "Syndicate", "recruits for", "ScriptRole", (("crimeRole", "recruiter"),)),
    ("LegalEntity", "Syndicate", "transports people for", "ScriptRole", (("crimeRole", "transporter"),)),
    ("LegalEntity", "Syndicate", "forges documents for", "ScriptRole", (("crimeRole", "forger"),)),
    ("LegalEntity", "Syndicate", "moves money for", "ScriptRole", (("crimeRole", "money_mover"),)),
    ("LegalEntity", "Organization", "is a member of", "Membership", ()),
    ("Person", "Organization", "works for", "Employment", ()),
    ("Person", "Organization", "is director of", "Directorship", ()),
    ("Person", "Person", "is related to", "Family", ()),
    ("Person", "Person", "knows", "Associate", ()),
    ("LegalEntity", "LegalEntity", "paid a fee to", "Fee", ()),
    ("LegalEntity", "LegalEntity", "paid", "Payment", ()),
    ("LegalEntity", "LegalEntity", "controls", "Control", ()),
    ("LegalEntity", "LegalEntity", "acts for", "Representation", ()),
    ("LegalEntity", "PhoneNumber", "uses", "Use", ()),
    ("LegalEntity", "UserAccount", "uses", "Use", ()),
    ("LegalEntity", "BankAccount", "uses", "Use", ()),
    ("LegalEntity", "CryptoWallet", "uses", "Use", ()),
    ("LegalEntity", "Identification", "travels on", "Use", (("role", "travels on"),)),
    ("LegalEntity", "Vehicle", "uses", "Use", ()),
    ("LegalEntity", "Address", "stays at", "Use", (("role", "stays at"),)),
    ("LegalEntity", "RecruitmentChannel", "was found through", "Use", (("role", "was found through"),)),
    ("LegalEntity", "Asset", "owns", "Ownership", ()),
    ("PhoneNumber", "PhoneNumber", "called", "Contact", (("medium", "voice"),)),
    ("UserAccount", "UserAccount", "wrote to", "Contact", (("medium", "messaging"),)),
    ("PhoneNumber", "UserAccount", "is registered for", "Use", (("role", "registered for"),)),
    ("Address", "Address", "leads by sea to", "RouteLeg", (("mode", "sea"),)),
    ("Address", "Address", "leads by land to", "RouteLeg", (("mode", "land"),)),
    ("Address", "Address", "leads by air to", "RouteLeg", (("mode", "air"),)),
    ("Address", "Address", "leads by river to", "RouteLeg", (("mode", "river"),)),
    ("LegalEntity", "RouteLeg", "organises", "ScriptRole", (("crimeRole", "organiser"),)),
    ("LegalEntity", "RouteLeg", "carries people on", "ScriptRole", (("crimeRole", "transporter"),)),
    ("Thing", "Thing", "is linked to", "UnknownLink", ()),
)  # fmt: skip

# Sentences read from the far end; a link without one is offered in its own direction only.
_INVERSE = {
    "is skipper of": "has as skipper",
    "is crew of": "has as crew",
    "is a member of": "has as member",
    "works for": "employs",
    "paid": "was paid by",
    "paid a fee to": "got a fee from",
    "uses": "is used by",
    "owns": "is owned by",
    "controls": "is controlled by",
    "called": "was called by",
    "travels on": "is the document of",
    "stays at": "is where stays",
}


@cache
def quick_types() -> tuple[QuickType, ...]:
    """The entity types offered to people, most used first, with plain labels."""
    return tuple(QuickType(name, label, kind_of(name), help_) for name, label, help_ in _QUICK_TYPES)


@cache
def quick_links(source_schema: str, target_schema: str) -> tuple[QuickLink, ...]:
    """Sentences that may stand between the two, most telling first; "is linked to" ends the list where
    it is allowed.
    """
    forward = [
        QuickLink(sentence, schema, preset)
        for source, target, sentence, schema, preset in _LINKS
        if fits(source_schema, source) and fits(target_schema, target)
    ]
    backward = [
        QuickLink(_INVERSE[sentence], schema, preset, swapped=True)
        for source, target, sentence, schema, preset in _LINKS
        if sentence in _INVERSE and fits(target_schema, source) and fits(source_schema, target)
    ]
    return tuple(sorted(forward + backward, key=lambda link: link.schema == "UnknownLink"))


@cache
def editable_props(schema: str) -> tuple[EditableProp, ...]:
    """Fields for an edit page: what is asked most often first, then the rest by label.

    Left out: hidden and outdated properties, and text that machines fill in.
    """
    found = find_schema(schema)
    if found is None:
        return ()
    first = _first_props(found)
    rank = {name: place for place, name in enumerate(first)}
    shown = [prop for prop in found.properties.values() if _is_shown(prop)]
    shown.sort(key=lambda prop: (rank.get(prop.name, len(rank)), prop.label))
    return tuple(_editable(found, prop, featured=prop.name in rank) for prop in shown)


def _first_props(schema: Schema) -> list[str]:
    curated = next((names for ancestor, names in _FIRST.items() if schema.is_a(ancestor)), ())
    own_first = [*schema.required, *schema.featured]
    names = [*curated, *own_first] if schema.name in _FIRST else [*own_first, *curated]
    return [name for name in dict.fromkeys(names) if name in schema.properties]


def _is_shown(prop: Property) -> bool:
    return not (prop.stub or prop.hidden or prop.deprecated or prop.type.name in ("checksum", "mimetype", "json"))


def _editable(schema: Schema, prop: Property, *, featured: bool) -> EditableProp:
    help_ = prop.description or ""
    if not help_ and prop.examples:
        help_ = f"For example: {prop.examples[0]}"
    return EditableProp(
        name=prop.name,
        label=prop.label,
        type=prop.type.name,
        help=help_,
        choices=_choices(prop),
        featured=featured,
        required=prop.name in schema.required,
        range=prop.range.name if prop.range is not None else None,
    )


def _choices(prop: Property) -> tuple[tuple[str, str], ...]:
    own = choices_of(prop)
    if own:
        return tuple(own.items())
    if prop.type.name == "gender":
        return (("female", "Female"), ("male", "Male"), ("other", "Other"))
    return ()
