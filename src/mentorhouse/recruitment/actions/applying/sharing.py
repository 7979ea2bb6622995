"""What a partner may read of an application, kept as its writer agreed (spec 7)."""

import json

from mentorhouse.recruitment.models import Application, SharedAnswers
from mentorhouse.recruitment.rules.applying import SHARES, Draft, shared_with_partner
from mentorhouse.vault.sealing import seal


def renew_shared(row: Application, draft: Draft) -> None:
    """Keep for the partner what the applicant agreed to share now; nothing without the tick.

    Part of the deed that sends or changes the application, which audits.
    """
    SharedAnswers.objects.filter(application=row).delete()
    if SHARES not in draft.agreed:
        return
    questions = shared_with_partner(row.programme.design, row.role)
    told = {
        question.text: {"said": draft.answers[question.key]}
        for question in questions
        if draft.answers.get(question.key)
    }
    if told:
        made = SharedAnswers(application=row)
        seal(made, answers=json.dumps(told, ensure_ascii=False))
        made.save()
