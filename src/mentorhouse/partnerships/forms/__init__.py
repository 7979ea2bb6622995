"""What is asked in the life of a partnership. Forms never save."""

from mentorhouse.partnerships.forms.ending import DecideForm, EndForm

__all__ = ["DecideForm", "EndForm"]
