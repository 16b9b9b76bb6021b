"""The model, captions and what people are offered."""

import followthemoney
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jaring.engines.vocabulary import (
    caption_of,
    choices_of,
    countries_of,
    dates_of,
    edge_ends,
    editable_props,
    entity_props,
    find_property,
    find_schema,
    get_model,
    is_edge,
    kind_of,
    own_schemata,
    quick_links,
    quick_types,
)


def test_it_holds_every_schema_of_followthemoney_and_ours() -> None:
    theirs = {schema.name for schema in followthemoney.model}
    ours = {schema.name for schema in get_model()}
    assert ours == theirs | own_schemata()
    assert not theirs & own_schemata()


def test_it_leaves_the_librarys_own_model_alone() -> None:
    get_model()
    assert followthemoney.model.get("Syndicate") is None
    assert followthemoney.model["Person"].get("thingsUsed") is None


@pytest.mark.parametrize("name", sorted(own_schemata()))
def test_it_gives_every_own_schema_a_caption_without_values(name: str) -> None:
    assert caption_of(name, [])
    assert kind_of(name) == "link" if is_edge(name) else kind_of(name)


@pytest.mark.parametrize(
    ("schema", "kind"),
    [
        ("Person", "person"), ("Company", "organisation"), ("Syndicate", "syndicate"), ("Vessel", "vessel"),
        ("Airplane", "vehicle"), ("PhoneNumber", "phone"), ("BankAccount", "account"), ("Passport",
        "document"),
        ("Venue", "venue"), ("Address", "address"), ("Event", "event"), ("Fee", "link"), ("Sanction",
        "other"),
        ("Nonsense", "other"),
    ],
)  # fmt: skip
def test_it_knows_the_icon_of_a_schema(schema: str, kind: str) -> None:
    assert kind_of(schema) == kind


def test_it_tells_the_ends_of_a_link_from_its_other_references() -> None:
    assert edge_ends("RouteLeg") == ("origin", "destination")
    assert "carrier" in entity_props("RouteLeg")
    assert "origin" not in entity_props("RouteLeg")
    with pytest.raises(ValueError, match="Person"):
        edge_ends("Person")


def test_it_falls_back_to_what_may_be_shown_when_no_name_is_there() -> None:
    values = [("gender", "male"), ("nationality", "th"), ("passportNumber", "AA1234567")]
    assert caption_of("Person", values) == "Person, male, Thai passport"
    assert caption_of("Person", [("nationality", "ao")]) == "Person, national of Angola"
    assert caption_of("Passport", [("number", "A1234567")]) == "Passport A1234567"
    assert caption_of("ScriptRole", [("crimeRole", "money_mover")]) == "Money mover"


NAMES = ["မောင်အောင်", "สมชาย ใจดี", "මහින්ද", "அருண்", "محمد نبی", "សុខ ដារ៉ា", "Budi Santoso"]


@given(st.permutations(NAMES))
@settings(deadline=None)  # the first call loads the vocabulary
def test_it_captions_the_same_whatever_the_order(names: list[str]) -> None:
    assert caption_of("Person", [("name", name) for name in names]) == "Budi Santoso"


@pytest.mark.parametrize("name", NAMES)
def test_it_captions_in_the_script_of_the_name(name: str) -> None:
    assert caption_of("Person", [("name", name)]) == name


def test_it_takes_dates_of_their_own_precision_and_skips_what_is_none() -> None:
    assert dates_of("RouteLeg", {"startDate": ["2026-04", "2026-03-20", "soon"]}) == ("2026-03-20", None)
    assert dates_of("Person", {"birthDate": ["1960"], "deathDate": ["2001-02-30"]}) == ("1960", None)


def test_it_collects_countries_from_every_country_property() -> None:
    props = {"nationality": ["th"], "birthCountry": ["mm", "nowhere"], "name": ["id"]}
    assert countries_of("Person", props) == ["mm", "th"]


def test_it_offers_types_and_links_that_exist() -> None:
    assert len(quick_types()) >= 12
    for offered in quick_types():
        schema = find_schema(offered.schema)
        assert schema is not None
        assert not schema.abstract
    for source in quick_types():
        for target in quick_types():
            for link in quick_links(source.schema, target.schema):
                assert is_edge(link.schema)
                for prop, value in link.preset:
                    found = find_property(link.schema, prop)
                    assert found is not None
                    assert value in choices_of(found) or not choices_of(found)


def test_it_allows_an_offered_link_by_the_range_of_its_ends() -> None:
    for source in quick_types():
        for target in quick_types():
            for link in quick_links(source.schema, target.schema):
                ends = (target.schema, source.schema) if link.swapped else (source.schema, target.schema)
                for prop, schema in zip(edge_ends(link.schema), ends, strict=True):
                    wanted = find_property(link.schema, prop)
                    found = find_schema(schema)
                    assert wanted is not None
                    assert found is not None
                    assert wanted.range is None or found.is_a(wanted.range), (link, schema)


def test_it_speaks_plainly_of_a_skipper_and_his_boat() -> None:
    sentences = [link.sentence for link in quick_links("Person", "Vessel")]
    assert sentences[0] == "is skipper of"
    assert sentences[-1] == "is linked to"
    assert any(link.swapped for link in quick_links("Vessel", "Person"))


def test_it_shows_what_is_asked_most_first_and_hides_what_machines_fill() -> None:
    names = [prop.name for prop in editable_props("Person")]
    assert names[:3] == ["name", "alias", "nationality"]
    assert "indexText" not in names
    role = next(prop for prop in editable_props("ScriptRole") if prop.name == "crimeRole")
    assert ("skipper", "Skipper") in role.choices
    assert role.required
