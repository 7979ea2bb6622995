"""The form of the gallery page: every kind of field, in every state."""

from django import forms

from mentorhouse.access.policy import Capability, Relation
from mentorhouse.design.forms import DateParts, Form, SealedTextField, TimeOfDay

WAYS = (("face", "Face to face"), ("phone", "By telephone"), ("video", "By video"))
GRADES = (("", "Choose a grade"), ("AA", "AA"), ("AO", "AO"), ("EO", "EO"))


class EveryField(Form):
    """One field of each kind."""

    name = forms.CharField(
        label="Full name", widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    email = forms.EmailField(label="E-mail address", help_text="We write to this address only.")
    password = forms.CharField(
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text="12 characters or more.",
    )
    years = forms.IntegerField(label="Years in the profession", min_value=0, max_value=60)
    grade = forms.ChoiceField(choices=GRADES)
    way = forms.ChoiceField(
        label="How would you like to meet?", choices=WAYS, widget=forms.RadioSelect
    )
    topics = forms.MultipleChoiceField(
        label="What would you like to talk about?",
        help_text="Choose all that fit.",
        choices=(("career", "Career"), ("leading", "Leading people"), ("change", "Change")),
        widget=forms.CheckboxSelectMultiple,
    )
    starts = DateParts(label="When does it start?", help_text="For example, 27 3 2027")
    at = TimeOfDay(label="At what time?", help_text="For example, 2.30pm")
    log = SealedTextField(
        label="What did you talk about?",
        capability=Capability.READ_MEETING_LOG,
        max_length=400,
    )
    note = forms.CharField(label="Anything else", required=False, widget=forms.Textarea)
    sheet = forms.FileField(label="Spreadsheet", help_text="A CSV or XLSX file.", required=False)
    agree = forms.BooleanField(label="I agree to the ground rules")

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)
        self.fields["way"].hints = {"face": "The mentee travels where the programme says so."}


HOLDING = frozenset({Relation.READING_COORDINATOR})
