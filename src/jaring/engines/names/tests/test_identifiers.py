"""Whatever was stored is found by how people type it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jaring.engines.names.identifiers import KINDS, identifier_keys, keys_for_query


@pytest.mark.parametrize(
    ("schema", "prop", "stored", "typed"),
    [
        ("Person", "phone", "+6281234567890", "0812-3456-7890"),
        ("Person", "phone", "+6281234567890", "62 812 3456 7890"),
        ("Person", "phone", "+6281234567890", "0062 812 3456 7890"),
        ("PhoneNumber", "number", "0812 3456 7890", "+62 812 3456 7890"),
        ("Person", "phone", "+7 (3412) 43-05-05; +7 (951) 210-81-28", "+79512108128"),
        ("Person", "passportNumber", "A 1234567", "a1234567"),
        ("Passport", "number", "AB-123456", "AB 123456"),
        ("Vessel", "imoNumber", "IMO9465746", "9465746"),
        ("Vessel", "imoNumber", "9465746", "IMO 9465746"),
        ("Vessel", "mmsi", "572459210", "MMSI 572459210"),
        ("Vehicle", "registrationNumber", "B 1234 XYZ", "b1234xyz"),
        ("Vehicle", "registrationNumber", "กข 1234", "กข-1234"),
        ("BankAccount", "iban", "GB29 NWBK 6016 1331 9268 19", "gb29nwbk60161331926819"),
        ("BankAccount", "accountNumber", "123-456-789", "123456789"),
        ("Person", "email", "Budi@Example.ORG", "budi@example.org"),
        ("UserAccount", "username", "@Budi_S", "budi_s"),
        ("UserAccount", "username", "budi_s", "https://t.me/Budi_S"),
        ("RecruitmentChannel", "url", "https://www.facebook.com/kerja.enak/", "facebook.com/kerja.enak"),
        ("CryptoWallet", "publicKey", "0xAb5801a7D398351b8bE11C439e05C5B3259aeC9B",
        "0xab5801a7d398351b8be11c439e05c5b3259aec9b"),
        ("Company", "taxNumber", "77.342.442-06", "7734244206"),
        ("PhoneNumber", "imei", "35-209900-176148-1", "352099001761482"),
    ],
)  # fmt: skip
def test_it_finds_a_stored_number_by_what_is_typed(schema: str, prop: str, stored: str, typed: str) -> None:
    assert set(identifier_keys(schema, prop, stored)) & set(keys_for_query(typed))


def test_it_reads_a_home_number_as_the_searchers_own_country_would() -> None:
    assert ("phone", "+6281234567890") in keys_for_query("0812 3456 7890", country="id")
    assert keys_for_query("0812 3456 7890")[0] == ("phone_local", "81234567890")


def test_it_gives_a_plate_and_a_company_number_different_kinds() -> None:
    assert identifier_keys("Vehicle", "registrationNumber", "B 1234")[0][0] == "plate"
    assert identifier_keys("Company", "registrationNumber", "B 1234")[0][0] == "registration"


def test_it_gives_no_key_to_what_identifies_nothing() -> None:
    assert identifier_keys("Person", "name", "Budi") == ()
    assert identifier_keys("Person", "sourceUrl", "https://example.org") == ()


PROPS = [
    ("Person", "phone"), ("Person", "passportNumber"), ("Person", "email"), ("Person",
    "website"), ("Vessel", "imoNumber"),
    ("Vessel", "mmsi"), ("Vessel", "callSign"), ("UserAccount", "username"), ("CryptoWallet", "publicKey"),
    ("BankAccount", "iban"), ("PhoneNumber", "imei"), ("Vehicle", "registrationNumber"), ("Company",
    "taxNumber"),
]  # fmt: skip


@given(
    st.sampled_from(PROPS),
    st.text(max_size=70) | st.from_regex(r"[+(]?[0-9][0-9 ()\-;/]{4,24}", fullmatch=True),
)
@settings(deadline=None)  # the first call loads the vocabulary
def test_it_always_finds_a_value_by_the_value_itself(prop: tuple[str, str], text: str) -> None:
    stored = identifier_keys(*prop, text)
    assert {kind for kind, _ in stored} <= set(KINDS)
    if stored:
        assert set(stored) & set(keys_for_query(text))
