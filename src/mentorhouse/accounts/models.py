"""The account: an e-mail address, a way to sign in, and standings in the installation (R1.01)."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from mentorhouse.access.models import Identified
from mentorhouse.access.privacy import PrivacyClass, PrivacyClasses
from mentorhouse.accounts.rules import same_address

P = PrivacyClass


class UserManager(BaseUserManager["User"]):
    """Makes accounts, and finds them by an address however it is typed."""

    def create_user(self, email: str, password: str | None = None, **standings: Any) -> "User":
        """Add an account. Without a password it can only be entered by a link sent to it."""
        user = self.model(email=same_address(email), **standings)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        """Find by address, whatever its case."""
        return self.get(email=same_address(username or ""))


class User(Identified, AbstractBaseUser):
    """One account per person, signed in by e-mail (R1.01). Names belong to the people room."""

    email = models.EmailField("e-mail address", max_length=254, unique=True)
    is_active = models.BooleanField(default=True)
    may_start_programmes = models.BooleanField(default=False)
    is_administrator = models.BooleanField(default=False)
    is_auditor = models.BooleanField(default=False)
    timezone = models.CharField(max_length=60, default="Europe/London")
    language = models.CharField(max_length=10, blank=True, default="")  # empty: not chosen yet
    date_joined = models.DateTimeField(auto_now_add=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "email": P.PERSONAL,
        "password": P.SECRET,
        "last_login": P.PERSONAL,
        "is_active": P.OPERATIONAL,
        "may_start_programmes": P.OPERATIONAL,
        "is_administrator": P.OPERATIONAL,
        "is_auditor": P.OPERATIONAL,
        "timezone": P.PERSONAL,
        "language": P.PERSONAL,
        "date_joined": P.OPERATIONAL,
    }

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(Lower("email"), name="one_account_an_address"),
            models.CheckConstraint(condition=~models.Q(email=""), name="account_has_address"),
        ]

    def __str__(self) -> str:
        # Never the address: `str(user)` reaches logs.
        return f"account {self.pk}"

    def clean(self) -> None:
        """Keep the address as it is compared."""
        self.email = same_address(self.email)


class SignInInvitation(Identified):
    """A link that lets someone set up sign-in once. Only a hash of its token is kept."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "user": P.PERSONAL,
        "token_hash": P.SECRET,
        "made_at": P.OPERATIONAL,
        "expires_at": P.OPERATIONAL,
        "used_at": P.OPERATIONAL,
    }

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(expires_at__gt=models.F("made_at")),
                name="link_lives_a_while",
            ),
        ]
