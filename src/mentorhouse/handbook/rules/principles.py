"""What a sound programme measures itself against, as its policy says it."""

from mentorhouse.languages.saying import mark

PRINCIPLES = (
    mark("Everyone knows the same about the programme before they decide to take part."),
    mark("The programme has clear aims, and they come from needs that people have named."),
    mark("Somebody senior stands up for the programme and finds what it needs."),
    mark("It is written down what mentors and mentees do, and what they may expect."),
    mark("Taking part is voluntary on both sides."),
    mark("Mentors are chosen for what they can bring to the aims."),
    mark("Mentees are introduced to mentoring before they begin."),
    mark("Mentors are trained before they begin."),
    mark("A pair that does not fit may part, and nobody is blamed for it."),
    mark("Mentors, mentees, co-ordinators and line managers all find support."),
    mark("How the programme is followed and judged is planned before it starts."),
)
BROKEN = mark("When a mentor may break confidence:")
MEASURED = mark("The programme measures itself against these principles:")
UNDECIDED = mark("This is not decided yet.")
ITSELF = mark("Mentoring policy")
HOW_TO_APPROVE = mark(
    "Once this policy is approved, download it, add a policy called “{title}” under Policies and "
    "put it in force there. The date and the name of who approved it then stand here."
)
