"""Who supervises whom, and the sessions: facts plain, themes sealed (R4.07)."""

from typing import ClassVar
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mentorhouse.access.models import Identified
from mentorhouse.access.policy import Capability
from mentorhouse.access.privacy import PrivacyClass, PrivacyClasses
from mentorhouse.programmes.models import Participation, Programme
from mentorhouse.supervision.states import SessionState
from mentorhouse.vault.fields import SealedField
from mentorhouse.vault.keys import KeyOwner

P = PrivacyClass


class Supervisor(Identified):
    """Somebody who supervises mentors of a programme. A row ends and is never used again."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="supervisors")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="supervises"
    )
    since = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "programme": P.OPERATIONAL,
        "user": P.PERSONAL,
        "since": P.OPERATIONAL,
        "ended_at": P.OPERATIONAL,
    }

    class Meta:
        ordering = ("since", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("programme", "user"),
                condition=Q(ended_at=None),
                name="one_supervisor_at_a_time",
            )
        ]

    @property
    def name(self) -> str:
        """The name as shown: the profile’s, or the address until there is one."""
        person = getattr(self.user, "person", None)
        return person.name if person else self.user.email


class Charge(Identified):
    """That a supervisor looks after a mentor, from one moment to another."""

    supervisor = models.ForeignKey(Supervisor, on_delete=models.CASCADE, related_name="charges")
    participation = models.ForeignKey(
        Participation, on_delete=models.CASCADE, related_name="supervision"
    )
    since = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "supervisor": P.PERSONAL,
        "participation": P.PERSONAL,
        "since": P.PERSONAL,
        "ended_at": P.PERSONAL,
    }

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("participation",),
                condition=Q(ended_at=None),
                name="one_supervisor_a_mentor",
            )
        ]


class Session(Identified):
    """A supervision session with one mentor or a group. Date, length and way are facts."""

    class Way(models.TextChoices):
        """How they meet."""

        FACE_TO_FACE = "face_to_face", _("Face to face")
        VIDEO = "video", _("Video call")
        TELEPHONE = "telephone", _("Telephone")

    supervisor = models.ForeignKey(Supervisor, on_delete=models.PROTECT, related_name="sessions")
    state = models.CharField(max_length=10, default=SessionState.PLANNED.value)
    on = models.DateField()
    minutes = models.PositiveSmallIntegerField()
    way = models.CharField(max_length=20, choices=Way)
    # Where it is, and its themes in the supervisor’s words, without names: for those who were
    # there, and for the co-ordinator once each of them has agreed.
    place = SealedField(readable_by=Capability.READ_SESSION)
    themes = SealedField(readable_by=Capability.READ_SESSION)
    version = models.PositiveIntegerField(default=1)
    once = models.UUIDField(unique=True)

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "supervisor": P.PERSONAL,
        "state": P.OPERATIONAL,
        "on": P.PERSONAL,
        "minutes": P.PERSONAL,
        "way": P.PERSONAL,
        "place": P.CONFIDENTIAL,
        "themes": P.CONFIDENTIAL,
        "version": P.OPERATIONAL,
        "once": P.OPERATIONAL,
    }

    class Meta:
        ordering = ("-on", "pk")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in SessionState]), name="session_state"
            )
        ]

    def sealed_for(self) -> KeyOwner:
        """Seal with a key of this session’s own."""
        return KeyOwner("supervision", self.pk)

    def programme_id_for_audit(self) -> UUID:
        """Name the programme in the entry about opening."""
        return self.supervisor.programme_id


class Attendance(Identified):
    """A mentor in a session: what they bring, whether they were there, what they agree to."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="attendances")
    participation = models.ForeignKey(
        Participation, on_delete=models.CASCADE, related_name="supervised"
    )
    attended = models.BooleanField(default=False)
    # What the mentor would like to talk about. The supervisor reads it; nobody else does.
    brings = SealedField(readable_by=Capability.READ_SESSION_PART)
    release_agreed_at = models.DateTimeField(null=True)

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "session": P.PERSONAL,
        "participation": P.PERSONAL,
        "attended": P.PERSONAL,
        "brings": P.CONFIDENTIAL,
        "release_agreed_at": P.PERSONAL,
    }

    class Meta:
        ordering = ("participation__person__family_name", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("session", "participation"), name="once_in_a_session")
        ]

    def sealed_for(self) -> KeyOwner:
        """Seal as the session."""
        return KeyOwner("supervision", self.session_id)

    def programme_id_for_audit(self) -> UUID:
        """Name the programme in the entry about opening."""
        return self.participation.programme_id


class SessionAction(Identified):
    """What a mentor takes on in a session. They and the supervisor read it."""

    attendance = models.ForeignKey(Attendance, on_delete=models.CASCADE, related_name="actions")
    text = SealedField(readable_by=Capability.READ_SESSION_PART)
    due_on = models.DateField(null=True)
    done_on = models.DateField(null=True)
    once = models.UUIDField(unique=True)

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "attendance": P.PERSONAL,
        "text": P.CONFIDENTIAL,
        "due_on": P.PERSONAL,
        "done_on": P.PERSONAL,
        "once": P.OPERATIONAL,
    }

    class Meta:
        ordering = ("done_on", "due_on", "pk")

    def sealed_for(self) -> KeyOwner:
        """Seal as the session."""
        return KeyOwner("supervision", self.attendance.session_id)

    def programme_id_for_audit(self) -> UUID:
        """Name the programme in the entry about opening."""
        return self.attendance.participation.programme_id
