"""The invented people of the demonstration. Nobody here exists; every address is example.org."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace

GIVEN = (
    "Aaliyah Aisha Alasdair Amara Angharad Anwen Arjun Asha Babatunde Beatrix Bilal Bronwen "
    "Callum Carys Catrin Chidi Ciara Daniel Dilys Eilidh Ekow Elin Farah Fergus Fiona Gareth "
    "Grace Gwen Hamish Hannah Harpreet Idris Imani Iona Ishaan Jamal Joanna Kavita Keir Kwame "
    "Lakshmi Leila Lowri Mairead Malik Marged Mei Mohammed Morag Nadia Naomi Ngozi Niamh Nia "
    "Olu Owain Padraig Priya Rashid Rhiannon Rosalind Ruaridh Samira Sanjay Sean Shanice Sian "
    "Siobhan Sunita Tariq Tegan Temi Uma Vikram Wanjiru Winston Yasmin Yusuf Zainab Zofia"
).split()
FAMILY = (
    "Abara Adeyemi Ahmed Akhtar Anderson Ashworth Bakshi Begum Bevan Brannigan Campbell Chaudhry "
    "Chen Clarke Cotterill Daley Davies Desai Dunbar Edwards Ellis Eze Farrow Fashola Fraser "
    "Gallagher Ghosh Griffiths Hartley Hughes Hussain Ibrahim Iqbal Jenkins Johal Jones Kaur "
    "Kelly Khan Lloyd Macdonald Mackay Malhotra Mbeki Mehta Morgan Mukherjee Murray Nair Nwosu "
    "O’Brien Okafor Osei Owusu Parry Patel Pereira Powell Quigley Rahman Rao Reid Roberts Sanghera "
    "Sharma Sinclair Singh Stewart Sutherland Thomas Thorne Tolland Uddin Vaughan Walsh Wilkes "
    "Williams Wójcik Yeboah Zaman"
).split()
ORGANISATIONS = (
    "Northmoor Hospitals Trust",
    "Harbour Community Health Trust",
    "Vale of Carron Council",
    "Lantern House Care",
    "Department for Rivers and Coasts",
    "Public Records Service",
    "Eastmarch Ambulance Trust",
    "Ashgrove Borough Council",
)
PROFESSIONS = (
    "Nursing",
    "Operations",
    "Policy",
    "Digital and data",
    "Human resources",
    "Finance",
    "Social work",
)
GRADES = ("AA", "AO", "EO", "HEO", "SEO", "Grade 7", "Grade 6", "SCS1", "SCS2", "SCS3", "SCS4")
JOBS = {
    "Nursing": ("Staff nurse", "Ward sister", "Matron", "Head of nursing"),
    "Operations": ("Team administrator", "Service manager", "Operations manager", "Director"),
    "Policy": ("Policy officer", "Policy adviser", "Policy lead", "Deputy director, policy"),
    "Digital and data": ("Data analyst", "Developer", "Product manager", "Head of data"),
    "Human resources": ("People adviser", "Learning partner", "People manager", "Head of people"),
    "Finance": ("Finance officer", "Accountant", "Finance manager", "Finance director"),
    "Social work": ("Support worker", "Social worker", "Team manager", "Head of service"),
}


@dataclass(frozen=True)
class Invented:
    """One invented person."""

    given_name: str
    family_name: str
    email: str
    job_title: str
    grade: str
    profession: str
    organisation: str
    biography: str

    @property
    def name(self) -> str:
        """The name as shown."""
        return f"{self.given_name} {self.family_name}"


def invent(given: str, family: str, rank: int, rng: random.Random, *, number: int = 0) -> Invented:
    """Make one person of a grade, the same for the same random numbers."""
    profession = rng.choice(PROFESSIONS)
    job = JOBS[profession][min(rank // 3, 3)]
    organisation = rng.choice(ORGANISATIONS)
    plain = f"{given}.{family}".lower().replace("’", "").replace("ó", "o")
    return Invented(
        given,
        family,
        f"{plain}{number or ''}@example.org",
        job,
        GRADES[rank],
        profession,
        organisation,
        f"{job} at {organisation}. I care about good {profession.lower()} and learn best by "
        "talking things through.",
    )


def standing_at(person: Invented, grade: str, job: str) -> Invented:
    """Return somebody in another job and grade, for a programme with a ladder of its own."""
    title = f"{job} {person.profession.lower()}"
    return replace(
        person, grade=grade, job_title=title,
        biography=person.biography.replace(person.job_title, title, 1),
    )  # fmt: skip


def crowd(rng: random.Random, *, lowest: int, highest: int) -> Iterator[Invented]:
    """Invent people without end, each with a grade between the two ranks and their own address."""
    number = 0
    while True:
        number += 1
        yield invent(
            rng.choice(GIVEN),
            rng.choice(FAMILY),
            rng.randint(lowest, highest),
            rng,
            number=number * 2 + (lowest > 0),
        )
