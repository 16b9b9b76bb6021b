"""How django-allauth behaves here: nobody signs up; people are invited by their member's administrator."""

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.stagekit import clear_login
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils.translation import gettext_lazy as _

from jaring.foundation.accounts.domain import needs_second_factor
from jaring.foundation.accounts.signing_in import has_second_factor
from jaring.kernel.clock import now
from jaring.platform.secrets import decrypt, encrypt


class AccountAdapter(DefaultAccountAdapter):
    """Closed to the public."""

    error_messages: ClassVar[dict[str, Any]] = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _("Address or password is wrong. Try again, or ask your administrator."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """People are added by their member's administrator."""
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Wrong passwords are counted by axes, in the database and for all processes; allauth would count twice."""

    def pre_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse | None:
        """People of a member that no longer takes part are told what a deactivated person is told."""
        if user.is_active and not user.member.active:
            clear_login(request)
            refused: HttpResponse = self.respond_user_inactive(request, user)
            return refused
        answer: HttpResponse | None = super().pre_login(request, user, **kwargs)
        return answer

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Not within the timeout after any factor was shown: whoever has just signed in is not asked again."""
        records = get_authentication_records(self.request, self.request.user)
        latest = max((record["at"] for record in records), default=0.0)
        return now().timestamp() - latest > settings.ACCOUNT_REAUTHENTICATION_TIMEOUT

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to work."""
        return resolve_url(settings.LOGIN_REDIRECT_URL)

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """No mail leaves for account changes: they stand in the log, and mail would name who uses Jaring."""


class SecondFactorAdapter(DefaultMFAAdapter):
    """Secrets of authenticator apps are encrypted with a key outside the database."""

    error_messages: ClassVar[dict[str, Any]] = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("This code is wrong, or it was used already. Wait for the next one and try again."),
    }

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
