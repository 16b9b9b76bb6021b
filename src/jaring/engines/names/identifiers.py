"""Keys by which phones, documents, accounts and vessels are found again, however they were typed.

Invariant (tested): for every stored value, the keys of the value typed as a query contain at least one
of the stored keys. Keys are plain text in a closed set of kinds and depend on nothing but their input.
"""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

import phonenumbers
from followthemoney import registry

from jaring.engines.vocabulary.model import find_property

Key = tuple[str, str]

KINDS = (
    "phone",  # E.164, certain
    "phone_local",  # the digits without country code and trunk zeros: finds numbers written at home
    "document",
    "iban",
    "account",
    "imo",
    "mmsi",
    "callsign",
    "imei",
    "email",
    "handle",
    "url",
    "crypto",
    "plate",
    "tax",
    "registration",
    "identifier",
)

# Properties whose type alone does not tell the kind. Looked up by name: the names mean the same in
# every schema, but `registrationNumber` is a plate on a vehicle and `number` a phone or a document.
_KIND_BY_PROP = {
    "passportNumber": "document",
    "idNumber": "document",
    "socialSecurityNumber": "document",
    "personalNumber": "document",
    "number": "document",
    "iban": "iban",
    "ibanMentioned": "iban",
    "accountNumber": "account",
    "imoNumber": "imo",
    "mmsi": "mmsi",
    "callSign": "callsign",
    "imei": "imei",
    "imsi": "imei",
    "username": "handle",
    "handle": "handle",
    "publicKey": "crypto",
    "cryptoAddress": "crypto",
    "registrationNumber": "registration",
    "licenseNumber": "registration",
    "taxNumber": "tax",
    "vatCode": "tax",
    "innCode": "tax",
}
_KIND_BY_TYPE = {"phone": "phone", "email": "email", "url": "url", "identifier": "identifier"}
# Links to the page a fact was found on are no identifiers of the entity.
_NO_KEYS = frozenset({"sourceUrl", "publisherUrl", "alephUrl", "wikipediaUrl", "programUrl", "programId"})
_PLATED = ("Vehicle", "Airplane")

_NOT_ALNUM = re.compile(r"[\W_]+")
_NOT_DIGIT = re.compile(r"\D+")
_SEVERAL = re.compile(r"[;,|\n]|\s/\s")
_PHONE_SHAPE = re.compile(
    r"(?:(?:tel|phone|mob|mobile|cell|hp|fax|wa)[.:\s]*)?([\s()+\-./0-9]{6,40})(?:(?:ext|x)\.?\s*\d{1,6})?",
    re.IGNORECASE,
)
_URL_SHAPE = re.compile(r"(?:https?://)?[^\s/@]+\.[^\s/@.]{2,}(?:[/?#]\S*)?", re.IGNORECASE)
_EMAIL_SHAPE = re.compile(r"(?:mailto:)?([^\s@]+@[^\s@]+\.[^\s@]+)", re.IGNORECASE)
_CRYPTO_SHAPE = re.compile(r"[0-9A-Za-z]{25,128}")
# Ethereum-like and bech32 addresses mean the same in either case; the older Bitcoin form does not.
_CASELESS_CRYPTO = re.compile(r"0x[0-9a-f]{40}|(?:bc1|ltc1|tb1)[0-9a-z]+", re.IGNORECASE)
_IMO_SHAPE = re.compile(r"(?:imo)?\s*(?:no\.?|number|:)?\s*(\d{7})", re.IGNORECASE)
_PROFILE = re.compile(
    r"(?:t\.me|telegram\.me|facebook\.com|fb\.com|instagram\.com|tiktok\.com|twitter\.com|x\.com|vk\.com|line\.me/ti/p)"
    r"/@?([^/?#]+)/?",
    re.IGNORECASE,
)
_WHATSAPP = re.compile(r"(?:wa\.me|api\.whatsapp\.com/send\?phone=)/?\+?(\d{7,15})", re.IGNORECASE)

_MIN_PHONE_DIGITS = 6
_MAX_HANDLE = 64
_MMSI_DIGITS = 9
_IMEI_DIGITS = (14, 15, 16)
_IMEI_BODY = 14
# Numbers without a shape of their own: whatever was typed may be any of them.
_SHAPELESS = ("document", "iban", "account", "callsign", "plate", "registration", "tax", "identifier")


@lru_cache(maxsize=65_536)
def identifier_keys(schema: str, prop: str, value: str, *, country: str | None = None) -> tuple[Key, ...]:
    """Keys under which a stored value is found; empty for properties that identify nothing.

    `country` (two letters) is where a phone number without country code was written.
    """
    kind = _kind(schema, prop)
    if kind is None or not value.strip():
        return ()
    reader = _READERS.get(kind)
    if reader is None:
        key = compact(value)
        return ((kind, key),) if key else ()
    keys = _phone_keys(value, country) if kind == "phone" else reader(value)
    if keys or kind not in _NUMBERED:
        return keys
    # A vessel's or handset's number of the wrong shape is still a number somebody may type.
    return (("identifier", compact(value)),) if compact(value) else ()


@lru_cache(maxsize=4096)
def _kind(schema: str, prop: str) -> str | None:
    found = find_property(schema, prop)
    if found is None or prop in _NO_KEYS:
        return None
    kind = _KIND_BY_TYPE.get(found.type.name)
    if kind in (None, "identifier"):
        kind = _KIND_BY_PROP.get(prop, kind)
    if prop == "registrationNumber" and any(name in found.schema.names for name in _PLATED):
        return "plate"
    return kind


def compact(text: str) -> str:
    """Letters and digits only, upper case: "a 1234-567" and "A1234567" are one number."""
    return _NOT_ALNUM.sub("", unicodedata.normalize("NFKC", text).upper())


def _phone_keys(value: str, country: str | None = None) -> tuple[Key, ...]:
    """One value may hold several numbers ("… ; …"), as registers write them."""
    keys: list[Key] = []
    for part in _SEVERAL.split(unicodedata.normalize("NFKC", value)):
        match = _PHONE_SHAPE.fullmatch(part.strip())
        if match is None:
            continue
        parsed = _parse_phone(match[1].strip(), country)
        if parsed is not None:
            e164 = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
            keys += [("phone", e164), ("phone_local", str(parsed.national_number))]
            continue
        digits = _NOT_DIGIT.sub("", match[1]).lstrip("0")
        if len(digits) >= _MIN_PHONE_DIGITS:
            keys.append(("phone_local", digits))
    return tuple(dict.fromkeys(keys))


def _parse_phone(text: str, country: str | None) -> phonenumbers.PhoneNumber | None:
    """+62… as it stands; otherwise the hinted country's own form, then 0062… and 62… without the plus."""
    tries: list[tuple[str, str | None]] = []
    if text.startswith("+"):
        tries.append((text, None))
    else:
        digits = _NOT_DIGIT.sub("", text)
        if country is not None:
            tries.append((text, country.upper()))
        if digits.startswith("00"):
            tries.append(("+" + digits[2:], None))
        elif not digits.startswith("0"):
            tries.append(("+" + digits, None))
    for form, region in tries:
        try:
            parsed = phonenumbers.parse(form, region)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_valid_number(parsed):
            return parsed
    return None


def _email_keys(value: str) -> tuple[Key, ...]:
    match = _EMAIL_SHAPE.fullmatch(value.strip())
    if match is None:
        return ()
    return (("email", (registry.email.clean(match[1]) or match[1]).casefold()),)


def _handle_keys(value: str) -> tuple[Key, ...]:
    handle = unicodedata.normalize("NFKC", value).strip().lstrip("@").casefold()
    return (("handle", handle),) if 0 < len(handle) <= _MAX_HANDLE else ()


def _crypto_keys(value: str) -> tuple[Key, ...]:
    address = unicodedata.normalize("NFKC", value).strip()
    if _CRYPTO_SHAPE.fullmatch(address) is None:
        return ()
    return (("crypto", address.lower() if _CASELESS_CRYPTO.fullmatch(address) else address),)


def _imo_keys(value: str) -> tuple[Key, ...]:
    match = _IMO_SHAPE.fullmatch(unicodedata.normalize("NFKC", value).strip())
    return (("imo", match[1]),) if match is not None else ()


def _mmsi_keys(value: str) -> tuple[Key, ...]:
    key = compact(value).removeprefix("MMSI")
    return (("mmsi", key),) if key.isdecimal() and len(key) == _MMSI_DIGITS else ()


def _imei_keys(value: str) -> tuple[Key, ...]:
    """The last digits are a check sum or a software version, so fourteen make the key."""
    key = compact(value)
    return (("imei", key[:_IMEI_BODY]),) if key.isdecimal() and len(key) in _IMEI_DIGITS else ()


def _url_keys(value: str) -> tuple[Key, ...]:
    """The address without scheme, www. and trailing slash; profiles of known services are handles as well."""
    text = unicodedata.normalize("NFKC", value).strip()
    if _URL_SHAPE.fullmatch(text) is None:
        return ()
    text = re.sub(r"^https?://", "", text, flags=re.IGNORECASE).split("#", 1)[0]
    host, slash, path = text.partition("/")
    host = re.sub(r"^(?:www|m)\.", "", host.casefold())
    address = (host + slash + path).rstrip("/")
    keys: list[Key] = [("url", address)] if address else []
    whatsapp = _WHATSAPP.fullmatch(address)
    if whatsapp is not None:
        return (*keys, *_phone_keys("+" + whatsapp[1]))
    profile = _PROFILE.fullmatch(address)
    return (*keys, *_handle_keys(profile[1])) if profile is not None else tuple(keys)


_READERS: dict[str, Callable[[str], tuple[Key, ...]]] = {
    "phone": _phone_keys,
    "email": _email_keys,
    "imo": _imo_keys,
    "mmsi": _mmsi_keys,
    "imei": _imei_keys,
    "crypto": _crypto_keys,
    "url": _url_keys,
    "handle": _handle_keys,
}
_NUMBERED = frozenset({"imo", "mmsi", "imei", "crypto"})


@lru_cache(maxsize=4096)
def keys_for_query(text: str, *, country: str | None = None) -> tuple[Key, ...]:
    """Every plausible reading of what a person typed, certain kinds first, without repetition.

    `country` is the searcher's own: with it "0812 3456 7890" is also the full Indonesian number.
    """
    typed = unicodedata.normalize("NFKC", text).strip()
    keys: list[Key] = [*_phone_keys(typed), *(_phone_keys(typed, country) if country else ())]
    for kind, reader in _READERS.items():
        if kind != "phone":
            keys += reader(typed)
    key = compact(typed)
    if key:
        keys += [(kind, key) for kind in _SHAPELESS]
    return tuple(dict.fromkeys(keys))
