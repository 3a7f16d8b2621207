"""What is declared about the invented clinic: its calendar, its people, its odds."""

import numpy as np

SEED = 3

# The calendar. Clocks count minutes, and days count, since OPENING.
OPENING = np.datetime64("2023-12-25")  # a Monday; care before FIRST_DAY is cut off
FIRST_DAY, AS_OF = np.datetime64("2024-09-01"), np.datetime64("2026-08-31T20:00")
WEEKS = 144  # from OPENING to four weeks past AS_OF
DAY, WEEK = 24 * 60, 7 * 24 * 60
WINDOW = int((FIRST_DAY - OPENING).astype(int)) * DAY
NOW = int((AS_OF - OPENING.astype("M8[m]")).astype(int))
TODAY = NOW // DAY
HOLIDAYS = """2023-12-25 2023-12-26 2024-01-01 2024-05-27 2024-07-04 2024-09-02 2024-11-28
    2024-11-29 2024-12-24 2024-12-25 2024-12-26 2024-12-31 2025-01-01 2025-01-20
    2025-05-26 2025-07-04 2025-09-01 2025-11-27 2025-11-28 2025-12-24 2025-12-25 2025-12-26
    2025-12-31 2026-01-01 2026-01-19 2026-05-25 2026-07-03 2026-09-07"""
VACATION_WEEKS = (26, 51, 79, 104, 129)  # each vacation begins within four weeks of it
BUSY_MONTHS = (7, 8, 12)  # when clients travel, and cancel

# Size. Contracts are sessional: 100 clients in two years fill about 7 hours a week.
CLIENTS_PER_COUNSELOR, MOST_COUNSELORS = 100, 5_000
COUNSELORS_PER_SITE, MOST_SITES, COUNSELORS_PER_SUPERVISOR = 8, 60, 5
HOURS_PER_CLIENT = 0.073

# Who plays which part: the same places in every team of 24 counselors.
TEAM = 24
ROLES = {4: "overloaded", 17: "overloaded", 9: "clients_stay", 13: "part_time"}
ROLES |= {20: "left", 11: "started", 6: "group"}
LEFT_WEEK, STARTED_WEEK, GROUP_WEEKS = 104, 131, (54, 124)
FULL, STARTING = 0.95, 0.45  # share of the contracted hours that intake fills
CROWDING = ((124, 139), (FULL, 1.9))  # the same for the overloaded: weeks, shares
USUAL, OVER = (0.65, 0.89), 1.28  # utilization that contracts are fitted to
ACTIVE_WITHIN = 60

SITES = ("Harbor House", "Elm Street", "Northgate")
FIRST_NAMES = """Amara Benjamin Siobhan Renée Marcus Leila Tomasz Maximiliana Priya Grace
    Hector Ingrid Joseph Keiko Lucía Malcolm Nadia Oscar Paula Quentin Ruth Samuel Teresa
    Usha Victor Wanda Xavier Yusuf Zoe"""
LAST_NAMES = """Whitfield Okafor O'Rourke Dubois Bell Haddad Kowalski
    Featherstonehaugh-Bartholomew Raman Lindqvist Morales Sørensen Adeyemi Tanaka Núñez
    Price Rahimi Vance Castellano Brandt Mercer Osei Villanueva Nair Lombardi Zielinski
    Cole Demir Hartley Iyer Jansen"""
FIRST_SUPERVISOR = 520  # counselors' names begin at 0 and supervisors' here
CREDENTIALS = ("LPC", "LCSW", "LMFT", "PsyD", "associate")
SPECIALTIES = ("anxiety", "depression", "trauma", "families", "substance use", "grief")

PROGRAMS = {"Adult counseling": 0.52, "Youth and family": 0.19, "Recovery": 0.17}
PROGRAMS |= {"Employee assistance": 0.12}
ADULT, YOUTH, RECOVERY, EMPLOYEE = range(4)
USED = (0, 0, 1, 1)  # which instrument each program uses
# instrument: subscales, lowest, highest and step of a subscale's score
INSTRUMENTS = {
    "SRS": (("Relationship", "Goals and topics", "Approach", "Overall"), 0, 10, 0.1),
    "WAI-SR": (("Goal", "Task", "Bond"), 4, 20, 1),
}
# The bond comes first, goals and tasks catch up: how far each subscale lies from the
# mean of its instrument, times this early (sessions 1-3) and later.
LEANS = ((0.014, -0.016, -0.01, 0.012), (-0.02, -0.03, 0.05))
LEANS_EARLY, LEANS_LATER = 1.5, 0.7
DROPS = (8, 9)  # by instrument: the least drop of the total that is planted
BEYOND_RANGE = (47, 8)  # SRS ends at 40, WAI-SR begins at 12
OUTCOME, HIGHEST_OUTCOME = "PHQ-9", 27
OUTCOME_AT_INTAKE = (8.5, 13.5, 18.5)  # mean by severity

MINUTES = {"intake": 60, "individual": 50, "couple": 80, "group": 90}
INTAKE, INDIVIDUAL, PAIR, GROUP = range(4)
FEES, FEE_MISSED = (110, 90, 130, 35), 25
MODALITIES = ("in person", "video", "phone")
STATUSES = (
    *("no_show", "late_cancelled", "client_cancelled", "clinic_cancelled"),
    *("rescheduled", "attended", "scheduled"),
)
NO_SHOW, LATE, CANCELLED, CLINIC, RESCHEDULED, ATTENDED, SCHEDULED = range(7)
UNKNOWN_WORD, UNKNOWN, EMPTY = "left message", 7, -1
REASONS = ("illness", "work", "family", "transport", "counselor ill")
LEFT_ALONE = 60  # of so many clients one is not to be contacted
ENDINGS = (
    *("client stopped", "lost contact", "planned", "mutual agreement"),
    *("transferred", "referred on", "moved", "died", "never started"),
)
_, LOST, PLANNED, AGREED, TRANSFERRED, _, _, _, NEVER_STARTED = range(9)

# attribute: {value: (share of clients, effect on the log odds of leaving)}
ATTRIBUTES = {
    "referral_source": {
        "self": (0.31, -0.08),
        "physician": (0.22, 0.0),
        "web search": (0.14, 0.05),
        "family": (0.11, 0.08),
        "employer": (0.10, 0.05),
        "court": (0.07, 0.1),
        "school": (0.05, 0.0),
    },
    "earlier_treatment": {
        "none": (0.52, 0.03),
        "completed": (0.30, -0.22),
        "left early": (0.18, 0.32),
    },
    "severity": {
        "mild": (0.32, 0.0),
        "moderate": (0.45, -0.08),
        "severe": (0.23, 0.27),
    },
    "expectation": {"low": (0.22, 0.45), "medium": (0.50, 0.0), "high": (0.28, -0.3)},
    "payer": {
        "private insurance": (0.46, -0.03),
        "public insurance": (0.31, 0.04),
        "self-pay": (0.17, 0.08),
        "employer": (0.06, -0.05),
    },
    "age_band": {
        "under 18": (0.09, 0.0),
        "18-25": (0.19, 0.16),
        "26-35": (0.27, 0.03),
        "36-50": (0.26, -0.04),
        "51-65": (0.14, -0.12),
        "over 65": (0.05, -0.12),
    },
}
MANDATED = (0.01, 0.0, 0.0, 0.05, 0.22, 0.88, 0.08)  # by referral source
COPAYS = ((15, 20, 25, 40), (0, 0, 3, 5), (60, 75, 90, 110), (0, 0, 0, 0))  # by payer
NOT_RECORDED = 0.03
FORTNIGHTLY, COUPLE, IN_GROUP = 0.18, 0.09, 0.6

# Leaving: log odds after session 1, 2, 3 ... and what moves them.
LEAVES = np.array([-1.86, -2.44, -3.0, -3.25, -3.4, -3.5, -3.55, -3.6, -3.65])
MANDATED_LEAVES, EARLY_ALLIANCE, LATER_ALLIANCE = 0.4, -4.0, -1.5
WAIT_LEAVES, GAP_LEAVES = 0.012, 0.035  # a day of wait, a day between one and two
COUNSELOR_SPREAD = 0.48  # sd of the counselors' log odds: ICC .23 / (.23 + 3.29) = 6.5%
CLIENTS_STAY, STRAIN = -1.6, 0.25  # counselors whose clients stay, who are overloaded
RETURNS, SILENT, MISSES_TWICE = 0.07, 0.55, 0.92  # fates of those who left, cumulative
GIVES_UP, GIVES_UP_BEFORE_FIRST, GIVES_UP_AFTER_THREE = 0.04, 0.35, 0.6

# Finishing as planned after session 1, 2, 3 ...; ending otherwise after any.
FINISHES = np.array([0] * 5 + [0.05, 0.08, 0.1, 0.11, 0.13, 0.14, 0.15, 0.18])
EMPLOYEE_FINISHES = 0.25  # few sessions are granted to employees
ENDS_OTHERWISE, OTHERWISE = 0.004, (0.30, 0.62, 0.95)  # share, then kinds, cumulative

# Attendance.
NO_SHOW_ODDS, FIRST_NO_SHOW, LEAD_NO_SHOW, MANDATED_NO_SHOW = -3.0, 0.75, 0.3, 0.3
CHANCES = (0.042, 0.05, 0.006, 0.03)  # late, cancelled, clinic cancelled, rescheduled
BUSY_CANCELS = 0.05
TRAILING = (0.62, 0.12, 1, 1, 1)  # how those who have left miss what is still booked

# Alliance, on a scale from 0 to 1.
ALLIANCE, ALLIANCE_SPREAD, SESSION_SPREAD, SCALE_SPREAD = 0.915, 0.06, 0.03, 0.03
SKIPPED, RUPTURES, REPAIRED, DEPTH = 0.30, 0.014, 0.65, (0.22, 0.35)
