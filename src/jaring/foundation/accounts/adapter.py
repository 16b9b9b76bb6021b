"""How django-allauth behaves here: nobody signs up; people are invited by their member's administrator."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.http import HttpRequest

from jaring.foundation.accounts.domain import needs_second_factor
from jaring.foundation.accounts.signing_in import has_second_factor
from jaring.platform.secrets import decrypt, encrypt


class AccountAdapter(DefaultAccountAdapter):
    """Closed to the public."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """People are added by their member's administrator."""
        return False

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """No mail leaves for account changes: they stand in the log, and mail would name who uses Jaring."""


class SecondFactorAdapter(DefaultMFAAdapter):
    """Secrets of authenticator apps are encrypted with a key outside the database."""

    def encrypt(self, text: str) -> str:
        """Fernet, with the key of JARING_HOME/secrets."""
        return encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Counterpart of `encrypt`."""
        return decrypt(encrypted_text)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """The last factor of a person who needs one stays until another is added."""
        person: Any = authenticator.user
        if authenticator.type == Authenticator.Type.RECOVERY_CODES:
            return True
        others = Authenticator.objects.filter(user_id=person.id).exclude(pk=authenticator.pk)
        left = others.exclude(type=Authenticator.Type.RECOVERY_CODES).exists()
        return left or not (needs_second_factor(person.roles, person.clearance) and has_second_factor(person))

    def _get_site_name(self) -> str:
        return "Jaring"
