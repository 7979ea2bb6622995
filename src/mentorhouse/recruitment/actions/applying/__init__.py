"""What an applicant does: begin, write, send, change, withdraw (R3.01, R3.03)."""

from mentorhouse.recruitment.actions.applying.beginning import ask_way_in, begin
from mentorhouse.recruitment.actions.applying.sending import NotComplete, send
from mentorhouse.recruitment.actions.applying.withdrawing import withdraw
from mentorhouse.recruitment.actions.applying.writing import WrittenElsewhere, save_step

__all__ = [
    "NotComplete",
    "WrittenElsewhere",
    "ask_way_in",
    "begin",
    "save_step",
    "send",
    "withdraw",
]
