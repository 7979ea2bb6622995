"""The named people of the demonstration, and what each is there to show."""

from dataclasses import dataclass

from mentorhouse.demo.people import Invented

PATHS = "Crossing Paths"
LEADING = "Leading Together"
DOORS = "Open Doors"
DAYS = "First Hundred Days"
WARD = "Ward to Board"
REGISTER = "Lamplight Register"


@dataclass(frozen=True)
class Part:
    """A named person: who they are, and the story that a visitor reads before being them."""

    slug: str
    person: Invented
    role: str
    programme: str
    story: str
    standings: tuple[str, ...] = ()


def _part(  # noqa: PLR0913, PLR0917  # a row of the table below
    slug: str, name: str, grade: str, job: str, place: tuple[str, str], role: str, programme: str,
    story: str, *standings: str,
) -> Part:  # fmt: skip
    given, _, family = name.partition(" ")
    profession, organisation = place
    biography = {
        "Siobhan Kelly": "I have led wards, then services, for twenty years. I like questions more "
        "than answers, and I will be honest with you.",
        "Arjun Mehta": "I moved from the bank of my ward to its rota desk, and want to learn how "
        "to lead people who were my friends first.",
    }.get(name, f"{job} at {organisation}.")
    invented = Invented(
        given, family, f"{given}.{family}@example.org".lower(), job, grade, profession,
        organisation, biography,
    )  # fmt: skip
    return Part(slug, invented, role, programme, story, standings)


NORTHMOOR = ("Nursing", "Northmoor Hospitals Trust")
HARBOUR = ("Nursing", "Harbour Community Health Trust")
RIVERS = ("Policy", "Department for Rivers and Coasts")
RECORDS = ("Digital and data", "Public Records Service")
CARRON = ("Social work", "Vale of Carron Council")
PEOPLE = ("Human resources", "Ashgrove Borough Council")

CAST = (
    _part("coordinator", "Amara Okafor", "Grade 6", "Learning partner", PEOPLE, "Co-ordinator",
          PATHS, "Runs a programme in full swing, and has a draft of matches waiting in another.",
          "may_start_programmes"),
    _part("mentor", "Siobhan Kelly", "SCS1", "Head of nursing", NORTHMOOR, "Mentor", PATHS,
          "Meets Arjun each month. Their last log waits for her to confirm it."),
    _part("mentee", "Arjun Mehta", "SEO", "Ward sister", HARBOUR, "Mentee", PATHS,
          "Has signed an agreement with Siobhan, met her, and written a log that only the two of "
          "them can read."),
    _part("mentor-offered", "Winston Clarke", "SCS2", "Deputy director, policy", RIVERS, "Mentor",
          PATHS, "Has a match to look at and has not answered yet."),
    _part("mentee-offered", "Zainab Hussain", "Grade 7", "Product manager", RECORDS, "Mentee",
          PATHS, "Has a match to look at and has not answered yet."),
    _part("mentee-unsigned", "Nia Parry", "HEO", "Social worker", CARRON, "Mentee", PATHS,
          "Accepted her match; the agreement is not signed and they have not met."),
    _part("both", "Kwame Osei", "Grade 6", "Product manager", RECORDS,
          "Mentor here, mentee in Leading Together", PATHS,
          "One account, two programmes, two roles."),
    _part("invited", "Ciara Brannigan", "EO", "Support worker", CARRON, "Invited mentee", DOORS,
          "Was brought in from a spreadsheet and invited. She has not answered: nobody takes part "
          "unasked."),
    _part("coordinator-doors", "Priya Nair", "Grade 7", "People manager", PEOPLE, "Co-ordinator",
          DOORS, "Is recruiting: some have said yes, some no, some nothing yet.",
          "may_start_programmes"),
    _part("coordinator-board", "Nadia Rahman", "Grade 7", "Talent partner", CARRON, "Co-ordinator",
          WARD, "Runs a talent scheme: nominations, a board, and directors as mentors.",
          "may_start_programmes"),
    _part("coordinator-register", "Owen Pritchard", "Grade 7", "Leadership partner", HARBOUR,
          "Co-ordinator", REGISTER, "Keeps a register of mentors. Pairs of long standing make no "
          "agreement and go on for as long as they like.", "may_start_programmes"),
    _part("supervisor", "Aled Merriweather", "Band 9", "Retired director of therapies", HARBOUR,
          "Supervisor of mentors", REGISTER, "Supervises five mentors. One is overdue, and a "
          "session is to come."),
    _part("coordinator-new", "Rhiannon Bevan", "Grade 7", "People adviser", CARRON, "Co-ordinator",
          "", "Has no programme yet, and two spreadsheets in her hand.", "may_start_programmes"),
    _part("coordinator-draft", "Gareth Lloyd", "Grade 7", "Learning partner", RIVERS,
          "Co-ordinator", DAYS, "Has started a programme and sees what is still missing.",
          "may_start_programmes"),
    _part("local-coordinator", "Bronwen Ashworth", "Grade 7", "Learning partner", HARBOUR,
          "Local co-ordinator", LEADING,
          "Looks after the people of Harbour Community Health Trust, and sees nobody else’s."),
    _part("steering", "Morag Sinclair", "SCS2", "Director of workforce", CARRON,
          "Chair of a steering group and of a talent board", LEADING,
          "Sees plans and figures. Of Ward to Board she sees who is nominated, and no more."),
    _part("nominator", "Padraig Farrow", "Director", "Director of people", NORTHMOOR,
          "Nominator", WARD, "Nominates people of his trust, and sees nothing of their mentoring."),
    _part("nominee", "Sunita Chaudhry", "Deputy director", "Deputy director of nursing", NORTHMOOR,
          "Nominee", WARD, "Was nominated, said that it is her own wish, and asked for a chance."),
    _part("mentee-listed", "Oluwaseun Bright", "Deputy director", "Deputy director of estates",
          HARBOUR, "Mentee", WARD, "Has a shortlist of mentors, and turns to whom he likes."),
    _part("mentee-start", "Tamsin Oyelaran", "Deputy director", "Deputy director of planning",
          HARBOUR, "Mentee", WARD, "Is at the start with her mentor. Her line manager is asked to "
          "join the first conversation and to sign their own part."),
    _part("mentor-start", "Leopold Achebe", "Director", "Director of strategy", HARBOUR, "Mentor",
          WARD, "Reads beside the agreement what his mentee’s line manager has signed. The two "
          "never meet here."),
    _part("mentee-choosing", "Delyth Marlowe", "Band 7", "Service lead, therapies", HARBOUR,
          "Mentee", REGISTER, "Looks for a mentor herself: has met one, waits for another, and may "
          "invite one more."),
    _part("mentor-asked", "Fergus Ballantyne", "Band 9", "Director of midwifery", NORTHMOOR,
          "Mentor", REGISTER, "Has met two mentees and has one place. One of them has chosen him."),
    _part("mentee-writing", "Ottoline Reece", "HEO", "Policy officer", RIVERS, "Mentee", DOORS,
          "Reads biographies, and may write to one mentor."),
    _part("group-mentor", "Marguerite Fane", "SCS1", "Head of family services", CARRON, "Mentor",
          LEADING, "Mentors a group of three. Has asked which times suit, and waits for answers."),
    _part("group-mentee", "Tobias Renwick", "SEO", "Team leader, children’s homes", CARRON,
          "Mentee in a group", LEADING, "Is one of three in a group. Times wait for an answer, the "
          "agreement for a signature, and a session of two for the mentor."),
    _part("team-member", "Ishbel Draycott", "HEO", "Social worker, first contact", CARRON,
          "Member of a team", LEADING, "Learns with the whole team. Their plan has two versions."),
    _part("applicant", "Keir Vaughan", "HEO", "Policy officer", RIVERS, "Applicant", PATHS,
          "Applies as mentee and mentor in one sitting. The draft waits, half filled in."),
    _part("administrator", "Tegan Reid", "SEO", "Developer", RECORDS, "Administrator", "",
          "Runs the installation and can read nothing that people confide.", "is_administrator"),
    _part("auditor", "Idris Malik", "Grade 7", "Accountant", RIVERS, "Auditor", "",
          "May read the audit trail, which holds no content.", "is_auditor"),
)  # fmt: skip
BY_SLUG = {part.slug: part for part in CAST}
