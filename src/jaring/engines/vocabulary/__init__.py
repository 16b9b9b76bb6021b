"""The words facts are told in: FollowTheMoney's schemata and ours, checking of values, captions, and
what people see.

Pure: neither Django nor the database. Asked for by architecture ("Facts are statements") and
`schema/*.yaml`, where each file names the paragraph it answers.
"""

from jaring.engines.vocabulary.captions import caption_of, countries_of, dates_of
from jaring.engines.vocabulary.checking import (
    Checked,
    Severity,
    ValueProblem,
    check_schema,
    check_value,
    country_label,
    date_problem,
)
from jaring.engines.vocabulary.dates import DateReading, read_iso_date, read_written_date
from jaring.engines.vocabulary.kinds import edge_ends, entity_props, fits, is_edge, is_entity_prop, kind_of
from jaring.engines.vocabulary.model import choices_of, find_property, find_schema, get_model, own_schemata
from jaring.engines.vocabulary.offers import (
    EditableProp,
    QuickLink,
    QuickType,
    editable_props,
    quick_links,
    quick_types,
)

__all__ = [
    "Checked",
    "DateReading",
    "EditableProp",
    "QuickLink",
    "QuickType",
    "Severity",
    "ValueProblem",
    "caption_of",
    "check_schema",
    "check_value",
    "choices_of",
    "countries_of",
    "country_label",
    "date_problem",
    "dates_of",
    "edge_ends",
    "editable_props",
    "entity_props",
    "find_property",
    "find_schema",
    "fits",
    "get_model",
    "is_edge",
    "is_entity_prop",
    "kind_of",
    "own_schemata",
    "quick_links",
    "quick_types",
    "read_iso_date",
    "read_written_date",
]
