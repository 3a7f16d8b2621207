"""How each column of a table reads: its label, by the kind of number it holds."""

# Shares (0-1), shown as percent.
SHARES = {
    "rate": "Rate",
    "low": "Lower limit",
    "high": "Upper limit",
    "after_one": "Left after one",
    "after_one_low": "Lower limit, one",
    "after_one_high": "Upper limit, one",
    "by_two": "Left by two",
    "by_two_low": "Lower limit, two",
    "by_two_high": "Upper limit, two",
    "hazard": "Left after it",
    "hazard_low": "Lower limit",
    "hazard_high": "Upper limit",
    "share": "Share",
    # Attendance
    "center": "Mean of the chart",
    "limit_low": "Lower control limit",
    "limit_high": "Upper control limit",
    # Early dropout
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
    # Caseload, Calls and the Counselor sheet
    "utilization": "Hours used",
    "utilization_after": "Hours used, after",
    "came_back_share": "Came back in time",
    "attendance": "Attendance",
    "attendance_low": "Lower limit, attendance",
    "attendance_high": "Upper limit, attendance",
    "cancelled": "Cancelled by the clinic",
    "cancelled_low": "Lower limit, cancelled",
    "cancelled_high": "Upper limit, cancelled",
    "left_early": "Left by session two",
    "left_early_low": "Lower limit, left",
    "left_early_high": "Upper limit, left",
    # Alliance
    "scored_share": "With a score",
    "weight": "Own weight",
    "explained": "Explained",
}
# Numbers that are percent already.
PERCENTS = {
    "percent": "Percent of range",
    "percent_low": "Lower limit",
    "percent_high": "Upper limit",
}
# Whole numbers.
COUNTS = {
    "clients": "Clients",
    "sessions": "Sessions",
    "session_number": "Session",
    "ratings": "Ratings",
    "at_or_below_cutoff": "At or below cutoff",
    # Attendance
    "attended": "Attended",
    "counted": "In the rate",
    "no_show": "No-shows",
    "late_cancelled": "Late cancellations",
    "clinic_cancelled": "Cancelled by clinic",
    "client_cancelled": "Cancelled by client",
    "clusters": "Clients or groups",
    "effective": "Effective sessions",
    "between_no_shows": "Sessions between",
    # Early dropout
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
    "events": "Possible ruptures",
    "values": "Values",
    "freedom": "Degrees of freedom",
    "left": "Left, n",
    # The Data page
    "rows": "Rows",
    "read": "Read",
    "new": "New",
    "changed": "Changed",
    "unchanged": "Unchanged",
    "set_aside": "Set aside",
    "rejected": "Rejected",
    "line": "Line",
    # Caseload, Calls and the Counselor sheet
    "active_clients": "Active clients",
    "caseload_limit": "Caseload limit",
    "recently_seen": "Recently seen",
    "attended_sessions": "Attended",
    "only_booked": "Only booked",
    "intakes": "Intakes",
    "endings": "Endings",
    "waiting": "Waiting",
    "closing": "A week or less left",
    "came_back": "Came back, n",
    "days_left": "Days left",
    "free_places": "Free places",
    "active_after": "Active clients, after",
    "counselor_quarters": "Counselor quarters",
    "began": "Clients who began",
    "counselors": "Counselors",
    "days_covered": "Days covered",
    "clients_seen": "Clients seen",
    "rated_clients": "Rated clients",
    # Alliance
    "scored": "With a score",
    "scores": "Ratings of all clients",
    "deep": "Deeper than 2 SD",
    "provisional": "Provisional",
    "clients_left": "Left, n",
    "clients_stayed": "Stayed, n",
    "repaired_after": "Sessions to repair",
    "n": "n",
}
# Numbers with one decimal.
DECIMALS = {
    "mean": "Mean",
    "sd": "SD",
    "score": "Score",
    "cutoff": "Cutoff",
    "lowest": "Lowest possible",
    "highest": "Highest possible",
    # Attendance
    "usual": "Median",
    "most": "Upper limit",
    # Early dropout
    "expected": "Expected",
    # Caseload, Calls and the Counselor sheet
    "attended_hours": "Attended hours a week",
    "booked_hours": "Booked hours a week",
    "weekly_hours": "Contracted hours",
    "weighted_clients": "Weighted clients",
    "usual_gap": "Usual gap, days",
    "free_hours": "Free hours a week",
    "hours_after": "Hours a week, after",
    "contracted_hours": "Contracted hours of all",
    "standard_counselors": "Standard counselors",
    "load_index": "Clinical load index",
    "lowest_expected": "Lower limit",
    "highest_expected": "Upper limit",
    # Alliance
    "mean_low": "Lower limit",
    "mean_high": "Upper limit",
    "model": "Line",
    "model_low": "Lower limit, line",
    "model_high": "Upper limit, line",
    "likely": "Likely mean",
    "likely_low": "Lower limit, likely",
    "likely_high": "Upper limit, likely",
    "mean_left": "Mean, left",
    "mean_stayed": "Mean, stayed",
    "difference": "Left minus stayed",
    "difference_low": "Lower limit",
    "difference_high": "Upper limit",
    "first": "From score",
    "last": "To score",
    "before": "Rating before",
    "drop": "Drop",
    "early_alliance": "Early alliance",
    "first_outcome": "First outcome",
    "last_outcome": "Last outcome",
}
# Numbers with three decimals.
PRECISE = {
    # Early dropout
    "ratio": "Left / expected",
    "statistic": "Log-rank",
    "p": "p",
    "q": "p, all allowed for",
    # Alliance
    "r": "Correlation",
    "r_low": "Lower limit",
    "r_high": "Upper limit",
}
# Dates.
DAYS = {
    "week": "Week from",
    "day": "Day",
    "first_session": "First session",
    "last_session": "Last session",
    "next_session": "Next session",
    # Early dropout
    "referred_or_booked": "Referred or booked",
    "first_appointment": "First appointment",
    "last_appointment": "Last appointment",
    "next_appointment": "Next appointment",
    # The Data page
    "first_day": "From",
    "last_day": "Until",
    "data_through": "Data through",
    # Caseload, Calls and the Counselor sheet
    "week_end": "Week to",
    "listed_on": "Listed on",
    "year_from": "Year from",
}
# First days of months.
MONTHS = {
    # Early dropout
    "month": "Month",
    "began": "Began",
}
# Dates with a time.
MOMENTS = {
    "start": "Start",
    # The Data page
    "published_at": "Published",
}
# Texts whose label is not their column's name.
TEXTS = {
    "label": "Attribute",
    "gives": "What it gives",
    # The Data page
    "recognized_as": "Recognized as",
    "standing": "State",
    # Caseload, Calls and the Counselor sheet
    "reason": "What is over",
    "reasons": "Why",
    "why": "Why",
}
WIDTHS = {"reasons": "large"}
# Ids and sums that a table carries and does not show.
UNSHOWN = {
    "band_id",
    "counselor_id",
    "key",
    "mark_id",
    "number",
    "scale_id",
    "sum_nn",
    "sum_xn",
    "sum_xx",
    "value_id",
}
