"""`mentorhouse invite`: open an account, give it standings, and send its sign-in link."""

import argparse
import sys

STANDINGS = ("may_start_programmes", "administrator", "auditor")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the address and what the account may do in this installation."""
    parser.add_argument("email", help="the person's e-mail address")
    parser.add_argument("--may-start-programmes", action="store_true", help="may start programmes")
    parser.add_argument("--administrator", action="store_true", help="runs this installation")
    parser.add_argument("--auditor", action="store_true", help="reads the audit trail")
    parser.add_argument(
        "--print-link",
        action="store_true",
        help="print a sign-in link too, where mail fails",
    )


def run(options: argparse.Namespace) -> int:
    """Invite, and say what happens next."""
    import django  # verbs import late on purpose

    django.setup()
    from django.core.exceptions import ValidationError
    from django.core.validators import validate_email
    from django.utils import timezone

    from mentorhouse.accounts import actions

    try:
        validate_email(options.email.strip())
    except ValidationError:
        print("That is not an e-mail address.", file=sys.stderr)
        return 2
    at = timezone.now()
    fields = {"administrator": "is_administrator", "auditor": "is_auditor"}
    standings = [fields.get(name, name) for name in STANDINGS if getattr(options, name)]
    user = actions.invite(options.email, standings=standings, at=at)
    if user.has_usable_password():
        print("The account has its sign-in already. Its standings are set.")
        return 0
    print("A letter with a sign-in link is in the outbox; a running worker sends it.")
    if options.print_link:
        print(actions.welcome_link(user, at=at))
    return 0
