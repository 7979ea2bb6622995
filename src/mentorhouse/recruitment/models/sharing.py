"""What an applicant lets a partner read of the answers, once they are matched (spec 7)."""

from typing import ClassVar
from uuid import UUID

from django.db import models

from mentorhouse.access.models import Identified
from mentorhouse.access.policy import Capability
from mentorhouse.access.privacy import PrivacyClass, PrivacyClasses
from mentorhouse.recruitment.models.applications import Application
from mentorhouse.vault.fields import SealedField
from mentorhouse.vault.keys import KeyOwner

P = PrivacyClass


class SharedAnswers(Identified):
    """Some answers of an application, apart from the others, as their writer agreed.

    Made when the application is sent, renewed with each change, gone when the tick is taken back.
    """

    application = models.OneToOneField(Application, on_delete=models.CASCADE, related_name="shared")
    # Question → {"said": answer}, as JSON, in the order of the form; words alone in older rows.
    answers = SealedField(readable_by=Capability.READ_SHARED_ANSWERS)

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "application": P.PERSONAL,
        "answers": P.CONFIDENTIAL,
    }

    def sealed_for(self) -> KeyOwner:
        """Seal as the application, so that it goes with it."""
        return KeyOwner("application", self.application_id)

    def programme_id_for_audit(self) -> UUID:
        """Name the programme in the entry about opening."""
        return self.application.programme_id
