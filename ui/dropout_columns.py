"""How the columns of the early dropout tables read."""

SHARES = {
    "shrunken": "Likely",
    "shrunken_low": "Lower limit, likely",
    "shrunken_high": "Upper limit, likely",
    "dropped_out_low": "Lower limit, dropped out",
    "dropped_out_high": "Upper limit, dropped out",
}
COUNTS = {
    "known": "Known",
    "came": "Came",
    "never_came": "Never came",
    "still_waiting": "Still waiting",
    "not_come": "Not come yet",
    "events": "Counted",
    "values": "Values",
    "freedom": "Degrees of freedom",
}
DAYS = {
    "referred_or_booked": "Referred or booked",
    "first_appointment": "First appointment",
    "last_appointment": "Last appointment",
    "next_appointment": "Next appointment",
}
MONTHS = {"month": "Month", "began": "Began"}
PRECISE = {"statistic": "Log-rank", "p": "p", "q": "p, all allowed for"}
