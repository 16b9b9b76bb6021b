"""What the labels in OFAC's remarks mean. Data, kept apart from the parser so that a new label is one
new line.

A label stands at the beginning of a piece ("Cedula No. 79368275 (Colombia)"). The longest that fits wins.
"""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["date", "place", "country", "text", "number", "document", "name", "link", "provision", "wallet"]


@dataclass(frozen=True, slots=True)
class Rule:
    """`target`: the property; for documents the document's type. `person`, `vessel`: other targets for
    these.
    """

    kind: Kind
    target: str
    person: str | None = None
    vessel: str | None = None


def _rules(kind: Kind, target: str, *labels: str, person: str | None = None, vessel: str | None = None) -> None:
    for label in labels:
        RULES[label.casefold()] = Rule(kind, target, person, vessel)


RULES: dict[str, Rule] = {}

_rules("date", "birthDate", "DOB")
_rules("date", "incorporationDate", "Organization Established Date")
_rules("date", "buildDate", "Aircraft Manufacture Date", "Vessel Year of Build")
_rules("place", "birthPlace", "POB")
_rules("country", "nationality", "nationality")
_rules("country", "citizenship", "citizen")
_rules("country", "jurisdiction", "Nationality of Registration", person="nationality", vessel="flag")
_rules("country", "pastFlags", "Former Vessel Flag", "Previous Vessel Flag")
_rules("country", "flag", "Vessel Flag", "Other Vessel Flag")

_rules("text", "gender", "Gender")
_rules("text", "email", "Email Address", "Email", "E-mail")
_rules("text", "website", "Website")
_rules(
    "text",
    "phone",
    "Phone Number",
    "Telephone Number",
    "Telephone No.",
    "Telephone",
    "Phone No.",
    "Phone",
    "Tel.",
)
_rules("text", "position", "Position", "Alternate Title", "Title", "Rank")
_rules("text", "sector", "Organization Type", "Target Type")
_rules("text", "type", "Vessel Type", "Other Vessel Type")
_rules("text", "pastTypes", "Former Vessel Type")
_rules("text", "model", "Aircraft Model")
_rules("text", "tonnage", "Vessel Tonnage", "Gross Tonnage")
_rules("text", "ethnicity", "Ethnicity")
_rules("text", "callSign", "Other Vessel Call Sign", "Vessel Call Sign")
_rules(
    "text",
    "registrationNumber",
    "Aircraft Tail Number",
    "Previous Aircraft Tail Number",
    "Former Aircraft Tail Number",
)
_rules(
    "text",
    "serialNumber",
    "Aircraft Manufacturer's Serial Number (MSN)",
    "Aircraft Construction Number (also called L/N or S/N or F/N)",
)

_rules("name", "weakAlias", "a.k.a.", "aka", "n.k.a.")
_rules(
    "name",
    "previousName",
    "f.k.a.",
    "fka",
)
_rules("link", "linked", "Linked To")
_rules("link", "operator", "Aircraft Operator", "Vessel Operator")
_rules("link", "owner", "Vessel Owner", "Aircraft Owner")
_rules("wallet", "CryptoWallet", "Digital Currency Address")
_rules(
    "provision",
    "provisions",
    "Additional Sanctions Information",
    "Secondary sanctions risk",
    "Transactions Prohibited For Persons",
    "Executive Order",
    "CAATSA Section",
    "IFSR Determination",
    "Listing Date",
    "Effective Date",
    "Issuer Name",
    "CMIC",
    "Subject to Secondary Sanctions",
    "For more information on directives",
    "Purchase/Sales For Divestment Date",
)

_rules("document", "Passport", "Passport", "Stateless Person Passport")
_rules("document", "Diplomatic passport", "Diplomatic Passport")
_rules("document", "National ID", "National ID No.", "National ID Number", "National Foreign ID Number")
_rules("document", "Identification number", "Identification Number", vessel="imoNumber")
for _label in (
    "Cedula No.", "Cedula No", "Cedula", "D.N.I.", "C.U.R.P.", "C.U.I.", "C.U.I.P.",
    "Personal ID Card", "Residency Number", "Birth Certificate Number", "Driver's License No.",
    "Electoral Registry No.", "Credencial electoral", "I.F.E.", "LE Number", "Numero de Identidad",
    "Cartilla de Servicio Militar Nacional", "Travel Document Number", "Refugee ID Card",
    "Citizen's Card Number", "Tazkira", "N.I.E.", "Kenyan ID No.", "Turkish Identification Number",
    "Bosnian Personal ID No.", "Stateless Person ID Card", "VisaNumberID",
    "Seafarer's Identification Document", "Serial No.", "Military Registration Number",
    "Interpol: Red Notice. File No.", "Pilot License Number", "Moroccan Personal ID No.",
    "British National Overseas Passport", "Immigration No.", "UAE Identification",
    "Romanian Permanent Resident", "ID No.", "ID Card", "Tarjeta Profesional", "File Number",
    "Dubai Chamber of Commerce Membership No.", "Certificate of Nationality", "Cedula de Ciudadania",
    "Social Insurance Number", "Resident ID", "Tourism License No.",
):  # fmt: skip
    _rules("document", _label.rstrip(". ").removesuffix(" No"), _label)
_rules("number", "socialSecurityNumber", "SSN")

_rules(
    "number",
    "imoNumber",
    "Vessel Registration Identification",
    "International Maritime Organization No.",
    "IMO",
)
_rules("number", "mmsi", "MMSI")
_rules("number", "swiftBic", "SWIFT/BIC", "SWIFT")
_rules("number", "dunsCode", "D-U-N-S Number")
_rules("number", "uscCode", "United Social Credit Code Certificate (USCCC)", "Unified Social Credit Code (USCC)")
_rules("number", "leiCode", "Legal Entity Number", "LEI")
_rules("number", "vatCode", "V.A.T. Number", "VAT Number")
_rules(
    "number",
    "licenseNumber",
    "Trade License No.",
    "License No.",
    "License Number",
    "License",
    "Fishing License No.",
)
_rules(
    "number", "taxNumber", "Tax ID No.", "Tax ID Number", "Tax No.", "NIT #", "R.F.C.", "RFC", "RUC #",
    "RUC", "RIF #", "RIF", "US FEIN", "Italian Fiscal Code", "C.U.I.T.", "N.I.F.", "C.I.F.", "RTN",
    "RSIN", "Fiscal Code", "NIT", "Romanian Tax Registration", "Paraguayan tax",
    "Tax Identification Number", "C.N.P.J.",
)  # fmt: skip
_rules(
    "number", "registrationNumber", "Registration Number", "Registration ID", "Company Number",
    "Registration No.", "Commercial Registry Number", "Matricula Mercantil No", "Matricula Mercantil",
    "Folio Mercantil No.", "Business Registration Number", "Business Registration Document #",
    "Business Number", "C.R. No.", "C.R.", "Public Registration Number", "Chamber of Commerce Number",
    "UK Company Number", "Registered Charity No.", "Branch Unit Number", "Government Gazette Number",
    "BIK (RU)", "Enterprise Number", "Economic Register Number (CBLS)",
    "Certificate of Incorporation Number", "Commercial Register Number", "Chinese Commercial Code",
    "Istanbul Chamber of Comm. No.", "Business Reg. No.", "Numero Unico",
    "Aircraft Mode S Transponder Code", "Aircraft Serial Identification", "Registry Number", "CNP",
    "Equity Ticker", "ISIN", "Public Security and Immigration No.", "Company ID",
    "Commercial Registration", "CR No.", "MSB Registration Number",
    "Afghan Money Service Provider License Number", "Romanian C.R.",
)  # fmt: skip
