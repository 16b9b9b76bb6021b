"""The words people read for codes. Kept apart from the rules so that those stay free of Django."""

from django.utils.translation import gettext_lazy as _

from jaring.foundation.accounts.domain import LegalBasis, Marking, Purpose, Role, Scope

ROLE_LABELS = {
    Role.INVESTIGATOR: _("Investigator"),
    Role.ANALYST: _("Analyst"),
    Role.FOCAL_POINT: _("Focal point"),
    Role.RELEASE_OFFICER: _("Release officer"),
    Role.MEMBER_ADMINISTRATOR: _("Member administrator"),
    Role.STATISTICIAN: _("Statistician"),
    Role.SECRETARIAT: _("Secretariat"),
    Role.AUDITOR: _("Auditor"),
    Role.GUEST: _("Guest"),
}
MARKING_LABELS = {
    Marking.NONE: _("No clearance"),
    Marking.OFFICIAL: _("Official"),
    Marking.RESTRICTED: _("Restricted"),
    Marking.CONFIDENTIAL: _("Confidential"),
}
MARKING_CODES = {
    Marking.NONE: "none",
    Marking.OFFICIAL: "official",
    Marking.RESTRICTED: "restricted",
    Marking.CONFIDENTIAL: "confidential",
}
PURPOSE_LABELS = {
    Purpose.SMUGGLING: _("People smuggling investigation"),
    Purpose.TRAFFICKING: _("Trafficking in persons investigation"),
    Purpose.FINANCIAL: _("Financial investigation"),
    Purpose.PROSECUTION: _("Support to a prosecution"),
    Purpose.VICTIM: _("Protection of victims"),
    Purpose.BORDER: _("Border management"),
    Purpose.PREVENTION: _("Crime prevention"),
    Purpose.EXERCISE: _("Exercise or training"),
}
LEGAL_BASIS_LABELS = {
    LegalBasis.SMUGGLING_PROTOCOL_10: _("Smuggling Protocol, Article 10"),
    LegalBasis.TRAFFICKING_PROTOCOL_10: _("Trafficking Protocol, Article 10"),
    LegalBasis.UNTOC_27: _("UNTOC, Article 27"),
    LegalBasis.BILATERAL_AGREEMENT: _("Bilateral agreement or memorandum"),
    LegalBasis.REGIONAL_ARRANGEMENT: _("Regional arrangement"),
    LegalBasis.NATIONAL_LAW: _("National law of the owner"),
    LegalBasis.CONSENT: _("Consent of the person concerned"),
}
SCOPE_LABELS = {
    Scope.READ: _("Read and search"),
    Scope.CONTRIBUTE: _("Contribute and import"),
    Scope.RELEASE: _("Propose, authorise and withdraw releases"),
    Scope.EXPORT: _("Export"),
    Scope.ADMINISTER: _("Manage people or members"),
}
