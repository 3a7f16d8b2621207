"""How the columns of the early dropout tables read."""

SHARES = {
    "shrunken": "Likely",
    "shrunken_low": "Lower limit, likely",
    "shrunken_high": "Upper limit, likely",
    "dropped_out": "Dropped out so far",
    "completed": "Completed so far",
    "other_ending": "Other ending so far",
    "in_care": "Still in care",
    "counted_share": "As counted",
    "dropped_out_low": "Lower limit, dropped out",
    "dropped_out_high": "Upper limit, dropped out",
}
COUNTS = {
    "at_risk": "At risk",
    "at_risk_one": "Session one known",
    "dropped_one": "Left after one, n",
    "at_risk_two": "Session two known",
    "dropped_two": "Left after two, n",
    "dropped": "Left after it, n",
    "dropped_so_far": "Dropped out so far, n",
    "known": "Known",
    "came": "Came",
    "never_came": "Never came",
    "still_waiting": "Still waiting",
    "not_come": "Not come yet",
    "events": "Counted",
    "values": "Values",
    "freedom": "Degrees of freedom",
    "left": "Left, n",
}
DAYS = {
    "referred_or_booked": "Referred or booked",
    "first_appointment": "First appointment",
    "last_appointment": "Last appointment",
    "next_appointment": "Next appointment",
}
MONTHS = {"month": "Month", "began": "Began"}
DECIMALS = {"expected": "Expected to leave"}
PRECISE = {
    "ratio": "Left / expected",
    "statistic": "Log-rank",
    "p": "p",
    "q": "p, all allowed for",
}
