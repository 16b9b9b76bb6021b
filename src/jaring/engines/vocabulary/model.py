"""FollowTheMoney's vocabulary together with our own additions, as one model.

Invariants: every schema and property of the installed FollowTheMoney is there unchanged; our YAML only
adds schemata. The library's own global model is left alone, so nothing here may use
`followthemoney.model`, `EntityProxy.from_dict` or pickling of schemata: these look names up in the
global model and would not find ours.
"""

from functools import cache
from pathlib import Path

import yaml
from followthemoney import Model, Property, Schema
from followthemoney.settings import MODEL_PATH

OWN_SCHEMATA = Path(__file__).parent / "schema"


class JaringModel(Model):
    """Loads a second folder before the schemata are linked with each other."""

    __slots__ = ()

    def generate(self) -> None:
        for path in sorted(OWN_SCHEMATA.glob("*.yaml")):
            self._load(str(path))
        super().generate()


@cache
def get_model() -> Model:
    """The one vocabulary of the product, loaded once per process (about 0.3 s)."""
    return JaringModel(MODEL_PATH)


@cache
def own_schemata() -> frozenset[str]:
    """Names of the schemata that are ours and unknown to other FollowTheMoney tools."""
    return frozenset(path.stem for path in OWN_SCHEMATA.glob("*.yaml"))


@cache
def _all_choices() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for path in sorted(OWN_SCHEMATA.glob("*.yaml")):
        for schema, spec in yaml.safe_load(path.read_text(encoding="utf-8")).items():
            for prop, prop_spec in spec.get("properties", {}).items():
                if "choices" in prop_spec:
                    # YAML reads a bare `not` as text but `no` as a truth value: keep every code a string.
                    codes = prop_spec["choices"].items()
                    found[f"{schema}:{prop}"] = {str(code): str(label) for code, label in codes}
    return found


def choices_of(prop: Property) -> dict[str, str]:
    """Code → plain label for the closed lists of our own properties; empty for all others."""
    return _all_choices().get(prop.qname, {})


def find_schema(name: str) -> Schema | None:
    return get_model().get(name)


def find_property(schema: str, prop: str) -> Property | None:
    """None for an unknown schema, an unknown property, or the stub at the far end of an entity property."""
    found = find_schema(schema)
    if found is None:
        return None
    wanted = found.get(prop)
    return None if wanted is None or wanted.stub else wanted
