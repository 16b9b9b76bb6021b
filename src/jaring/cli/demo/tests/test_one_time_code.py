"""One-time codes, by the examples of RFC 6238, appendix B (their last six digits)."""

import base64

import pytest

from jaring.cli.demo.one_time_code import current_code

SECRET = base64.b32encode(b"12345678901234567890").decode()


@pytest.mark.parametrize(
    ("at", "code"), [(59, "287082"), (1111111109, "081804"), (1234567890, "005924"), (20000000000, "353130")]
)
def test_it_gives_the_code_of_a_moment(at: float, code: str) -> None:
    assert current_code(SECRET, at) == code
    assert current_code(SECRET.rstrip("=").lower(), at) == code
