"""Whatever is sent to the API: it answers in the forms of its own schema and never fails."""

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.checks import CHECKS, load_all_checks
from schemathesis.core.result import Ok

from jaring.config.api import api
from jaring.config.wsgi import application
from tests.access.asking import OBJECTS
from tests.access.dossier import Dossier
from tests.access.endpoints import API_ROOT
from tests.access.rooms import EVERY_SCOPE, Rooms

EXAMPLES = 16
load_all_checks()
WANTED = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
)
RULES = [CHECKS.get_one(name) for name in WANTED]
SCHEMA = schemathesis.openapi.from_dict(api.get_openapi_schema())
SCHEMA.app = application
OPERATIONS = {
    f"{operation.method.upper()} {operation.path.removeprefix(API_ROOT)}": operation
    for operation in (found.ok() for found in SCHEMA.get_all_operations() if isinstance(found, Ok))
}


@pytest.fixture(scope="module")
def keys(rooms: Rooms) -> dict[str, str]:
    """Tokens that may do everything their people may."""
    return {name: getattr(rooms.cast, name).token(*EVERY_SCOPE) for name in ("aditi", "rahmat", "noor")}


@pytest.mark.slow
@pytest.mark.parametrize("who", ["aditi", "rahmat", "noor"])
@pytest.mark.parametrize("name", sorted(OPERATIONS))
def test_it_answers_anything_as_its_schema_says(name: str, who: str, rooms: Rooms, keys: dict[str, str]) -> None:
    dossier = Dossier(rooms.cast, "released")
    dossier.settle()
    headers = {"Authorization": f"Bearer {keys[who]}"}

    @settings(
        max_examples=EXAMPLES if who == "aditi" else EXAMPLES // 4,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=OPERATIONS[name].as_strategy(), real=st.booleans())
    def send(case: Any, real: bool) -> None:
        if real:
            for parameter in case.path_parameters or {}:
                case.path_parameters[parameter] = str(getattr(dossier, OBJECTS[parameter]))
        case.call_and_validate(headers=headers, checks=RULES)

    send()
