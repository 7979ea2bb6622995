"""Letters about who leaves or joins a running partnership, and about another shape of it."""

from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from mentorhouse.accounts.actions import welcome_link
from mentorhouse.accounts.models import User
from mentorhouse.languages.saying import say
from mentorhouse.notifications import Letter, Link, letter
from mentorhouse.partnerships.emails.matches import link_to
from mentorhouse.partnerships.models import Change
from mentorhouse.partnerships.queries import departure_of, membership_of
from mentorhouse.partnerships.queries.changing import change_of
from mentorhouse.partnerships.queries.closing import programme_of
from mentorhouse.partnerships.states import ChangeState, PartnershipState


@letter("partnership.one_left")
def one_left(to: User, about: dict[str, str]) -> Letter | None:
    """Tell those who go on that somebody has left: not who, and not why."""
    mine = membership_of(to, UUID(about["partnership"]))
    if mine is None or mine.partnership.state != PartnershipState.ACTIVE:
        return None
    return Letter(
        subject=say(
            "{programme}: somebody has left your partnership",
            programme=mine.partnership.programme.name,
        ),
        paragraphs=(
            say("Somebody has left your partnership. The rest of you go on."),
            say("Anybody may leave at any time. Nobody is to blame, and no reason is asked."),
            say("If you have an agreement, open it: there is a version for those who are there."),
        ),
        link=link_to(to, say("Go to your partnership"), "home:partnership", mine),
    )


@letter("partnership.you_left")
def you_left(to: User, about: dict[str, str]) -> Letter | None:
    """Tell somebody who leaves the programme that a partnership goes on without them."""
    mine = departure_of(to, UUID(about["partnership"]))
    if mine is None:
        return None
    return Letter(
        subject=say("{programme}: you have left", programme=mine.partnership.programme.name),
        paragraphs=(
            say("You take part no longer, and the others in your partnership go on without you."),
            say("Thank you for the time that you gave to it."),
        ),
        link=link_to(to, say("See where you stand"), "home:start"),
    )


@letter("partnership.member_left")
def member_left(to: User, about: dict[str, str]) -> Letter | None:
    """Tell a co-ordinator that somebody has left a partnership that goes on."""
    words = say("Somebody has left a group or team, and the others go on. Their place is free.")
    return _to_coordinator(to, about, words)


@letter("change.asked")
def asked(to: User, about: dict[str, str]) -> Letter | None:
    """Ask about a change of a partnership, or to join one."""
    change = _change(about, ChangeState.OPEN)
    if change is None or change.partnership.state != PartnershipState.ACTIVE:
        return None
    mine = membership_of(to, change.partnership_id)
    name = change.partnership.programme.name
    if mine:
        return Letter(
            subject=say("{programme}: a change of your partnership is proposed", programme=name),
            paragraphs=(
                say("It is proposed that your partnership changes: who is in it, or how you meet."),
                say("It happens only if all of you agree. Nobody asks why you say no."),
            ),
            link=link_to(to, say("See what is proposed"), "partnerships:change", mine),
        )
    path = reverse("partnerships:joining", args=[change.pk])
    return Letter(
        subject=say("{programme}: you are asked to join others", programme=name),
        paragraphs=(
            say("There is a place for you in a partnership that runs already."),
            say("Sign in to see who they are and what it means, then agree or say no."),
        ),
        link=Link(say("See whom you would join"), welcome_link(to, at=timezone.now(), then=path)),
    )


@letter("change.off")
def off(to: User, about: dict[str, str]) -> Letter | None:
    """Tell that a proposed change does not come about: not by whom."""
    change = _change(about, ChangeState.DECLINED, ChangeState.WITHDRAWN, ChangeState.OVERTAKEN)
    if change is None:
        return None
    return Letter(
        subject=say(
            "{programme}: it stays as it is", programme=change.partnership.programme.name
        ),
        paragraphs=(
            say("A change of a partnership that you were asked about does not come about."),
            say("Nobody is to blame, and there is nothing that you have to do."),
        ),
        link=link_to(to, say("See where you stand"), "home:start"),
    )  # fmt: skip


@letter("change.done")
def done(to: User, about: dict[str, str]) -> Letter | None:
    """Tell everybody that the change has come about, where they are in it."""
    change = _change(about, ChangeState.DONE)
    if change is None:
        return None
    following = getattr(change.partnership, "followed_by", None)
    mine = membership_of(to, (following or change.partnership).pk)
    if mine is None:
        return None
    return Letter(
        subject=say(
            "{programme}: your partnership has changed", programme=mine.partnership.programme.name
        ),
        paragraphs=(
            say("All have agreed, so it is done."),
            say("It begins anew in its new shape. Make your agreement, and arrange to meet.")
            if following
            else say("Somebody has joined. Sign your agreement anew, and arrange to meet."),
        ),
        link=link_to(to, say("Go to your partnership"), "home:partnership", mine),
    )


@letter("change.made_told")
def made_told(to: User, about: dict[str, str]) -> Letter | None:
    """Tell a co-ordinator that a change has come about."""
    words = say("A change of a running partnership was proposed. All have agreed, and it is done.")
    return _to_coordinator(to, about, words)


@letter("change.off_told")
def off_told(to: User, about: dict[str, str]) -> Letter | None:
    """Tell a co-ordinator that a change does not come about: not by whom."""
    words = say("A change of a running partnership that you proposed does not come about.")
    return _to_coordinator(to, about, words)


def _to_coordinator(to: User, about: dict[str, str], words: str) -> Letter | None:
    programme = programme_of(UUID(about["partnership"]))
    if programme is None:
        return None
    path = reverse("partnerships:changes", args=[programme.pk])
    subject = say("{programme}: a change of a partnership", programme=programme.name)
    link = Link(say("See running partnerships"), welcome_link(to, at=timezone.now(), then=path))
    return Letter(subject=subject, paragraphs=(words,), link=link)


def _change(about: dict[str, str], *states: ChangeState) -> Change | None:
    change = change_of(UUID(about["change"]))
    return change if change is not None and change.state in states else None
