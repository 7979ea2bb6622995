"""Until when what a pair wrote is kept, by the programme's setting (R10.08, R15.03)."""

from datetime import date

from mentorhouse.partnerships.rules.last_day import add_months
from mentorhouse.programmes.design.learning import Records


def is_over(records: Records, *, ended_on: date, today: date, evaluated: bool) -> bool:
    """Whether the time to keep content is over.

    Where it is kept until the evaluation is finished, a programme that is closed has finished it.
    """
    if records.keep == "until_evaluated":
        return evaluated
    return today > add_months(ended_on, records.months)
