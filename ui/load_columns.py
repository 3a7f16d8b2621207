"""The columns of the Caseload, Calls and Counselor sheet pages' tables."""

SHARES = {
    "utilization": "Hours used",
    "utilization_after": "Hours used, after",
    "share": "Share",
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
}
COUNTS = {
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
    "rated_clients": "Clients rated early",
}
DECIMALS = {
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
    "expected": "Expected",
    "lowest_expected": "Lower limit",
    "highest_expected": "Upper limit",
}
DAYS = {
    "week_end": "Week to",
    "listed_on": "Listed on",
    "referred_or_booked": "Referred or booked",
    "year_from": "Year from",
}
TEXTS = {"reason": "What is over", "reasons": "Why", "why": "Why"}
UNSHOWN = {"band_id", "mark_id"}
WIDTHS = {"reasons": "large"}
