"""How the columns of the attendance tables read."""

SHARES = {
    "center": "Mean of the chart",
    "limit_low": "Lower control limit",
    "limit_high": "Upper control limit",
}
COUNTS = {
    "attended": "Attended",
    "counted": "In the rate",
    "no_show": "No-shows",
    "late_cancelled": "Late cancellations",
    "clinic_cancelled": "Cancelled by clinic",
    "client_cancelled": "Cancelled by client",
    "clusters": "Clients or groups",
    "effective": "Effective sessions",
    "between_no_shows": "Sessions between",
}
DECIMALS = {"usual": "Median", "most": "Upper limit"}
