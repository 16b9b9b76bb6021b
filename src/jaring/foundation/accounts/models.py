"""Members, agencies, people, personal access tokens. All but `Colleague` are reached through the gate role."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from jaring.foundation.accounts.domain import Marking
from jaring.foundation.accounts.labels import MARKING_LABELS
from jaring.kernel.ids import new_id


class Member(models.Model):
    """A state, an organisation or the secretariat. The id is stable for ever: bitmaps and labels stand on it."""

    class Kind(models.TextChoices):
        """What sort of member."""

        STATE = "state", _("State")
        ORGANISATION = "organisation", _("Organisation")
        SECRETARIAT = "secretariat", _("Secretariat")

    id = models.SmallIntegerField(primary_key=True)
    code = models.CharField(max_length=8, unique=True)
    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    languages = ArrayField(models.CharField(max_length=12), default=list, blank=True)
    active = models.BooleanField(default=True)

    class Meta:
        db_table = "accounts_member"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Agency(models.Model):
    """A service of a member: a police division, an immigration department."""

    id = models.UUIDField(primary_key=True, default=new_id)
    member = models.ForeignKey(Member, on_delete=models.PROTECT)
    name = models.CharField(max_length=120)

    class Meta:
        db_table = "accounts_agency"
        constraints = [models.UniqueConstraint(fields=["member", "name"], name="accounts_agency_name")]

    def __str__(self) -> str:
        return self.name


class PersonManager(BaseUserManager["Person"]):
    """Finds people by the address they sign in with."""

    def get_by_natural_key(self, username: str | None) -> "Person":
        """Sign-in addresses are compared without case."""
        return self.get(email__iexact=username)


class Person(AbstractBaseUser):
    """Somebody who signs in, acting for exactly one member."""

    id = models.UUIDField(primary_key=True, default=new_id)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    member = models.ForeignKey(Member, on_delete=models.PROTECT)
    agency = models.ForeignKey(Agency, on_delete=models.SET_NULL, null=True, blank=True)
    roles = ArrayField(models.CharField(max_length=24), default=list)
    clearance = models.SmallIntegerField(
        choices=[(int(code), label) for code, label in MARKING_LABELS.items()], default=int(Marking.NONE)
    )
    is_active = models.BooleanField(default=True)
    # An administrator made the password and has seen it: it opens nothing but the page that replaces it.
    password_is_given = models.BooleanField(default=False, db_default=False)
    joined_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects: ClassVar[PersonManager] = PersonManager()

    class Meta:
        db_table = "accounts_person"

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        """The name colleagues see."""
        return self.name


class PersonalToken(models.Model):
    """A personal access token: scoped, expiring, shown once. Only the hash of its secret is kept."""

    id = models.UUIDField(primary_key=True, default=new_id)
    person = models.ForeignKey(Person, on_delete=models.CASCADE)
    name = models.CharField(max_length=80)
    secret_hash = models.BinaryField(unique=True)
    scopes = ArrayField(models.CharField(max_length=12))
    purpose = models.CharField(max_length=80, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    ends_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "accounts_personal_token"

    def __str__(self) -> str:
        return self.name


class Colleague(models.Model):
    """A person of the viewer's own member, through the view `accounts_colleague`; nobody else's people are in it."""

    database_role = "default"

    id = models.UUIDField(primary_key=True)
    member_id = models.SmallIntegerField()
    name = models.CharField(max_length=120)
    email = models.EmailField()
    agency = models.CharField(max_length=120)
    roles = ArrayField(models.CharField(max_length=24))
    clearance = models.SmallIntegerField()
    is_active = models.BooleanField()
    second_factor = models.BooleanField()
    last_login = models.DateTimeField(null=True)

    class Meta:
        managed = False
        db_table = "accounts_colleague"

    def __str__(self) -> str:
        return self.name
