"""From a letter to the message that leaves: plain text, the same in HTML, its calendar file.

Nothing in a message comes from another place, so that opening it tells nobody.
"""

from email.encoders import encode_base64
from email.mime.base import MIMEBase
from email.mime.text import MIMEText

import css_inline
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from mentorhouse.notifications.letters import Attachment, Letter
from mentorhouse.notifications.models import OutboxLetter


def message(row: OutboxLetter, letter: Letter) -> EmailMultiAlternatives:
    """Put a letter into its envelope. The Message-ID is the row's, however often it is sent."""
    made = EmailMultiAlternatives(
        subject=" ".join(letter.subject.split()),
        body=_plain(letter),
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[row.to.email if row.to else letter.to],
        headers={"Message-ID": row.message_id, "Auto-Submitted": "auto-generated"},
    )
    made.attach_alternative(_html(letter), "text/html")
    for attachment in letter.attachments:
        made.attach(_part(attachment))
    return made


def _signature() -> str:
    return _("%(organisation)s sent this letter. Nobody reads replies to it.") % {
        "organisation": settings.ORGANISATION_NAME
    }


def _greeting(letter: Letter) -> str:
    return letter.greeting or _("Hello")


def _plain(letter: Letter) -> str:
    parts = [f"{_greeting(letter)},", *letter.paragraphs]
    if letter.link:
        parts.append(f"{letter.link.text}:\n{letter.link.url}")
    return "\n\n".join([*parts, f"-- \n{_signature()}"]) + "\n"


def _html(letter: Letter) -> str:
    page = render_to_string(
        "notifications/letter.html",
        {"letter": letter, "greeting": _greeting(letter), "signature": _signature()},
    )
    return css_inline.CSSInliner(load_remote_stylesheets=False, keep_style_tags=False).inline(page)


def _part(attachment: Attachment) -> MIMEBase:
    kind, _, parameters = attachment.content_type.partition(";")
    main, _, sub = kind.strip().partition("/")
    if main == "text":
        part: MIMEBase = MIMEText(attachment.content.decode(), sub, "utf-8")
    else:
        part = MIMEBase(main, sub)
        part.set_payload(attachment.content)
        encode_base64(part)
    for parameter in filter(None, parameters.split(";")):
        name, _, value = parameter.strip().partition("=")
        part.set_param(name, value)
    part.add_header("Content-Disposition", "attachment", filename=attachment.filename)
    return part
