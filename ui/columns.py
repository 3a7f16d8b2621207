"""How the columns of the alliance tables read."""

SHARES = {
    "scored_share": "With a score",
    "weight": "Own weight",
    "explained": "Explained",
}
COUNTS = {
    "rated_clients": "Rated clients",
    "scored": "With a score",
    "scores": "Ratings of all clients",
    "events": "Possible ruptures",
    "deep": "Deeper than 2 SD",
    "provisional": "Provisional",
    "clients_left": "Left, n",
    "clients_stayed": "Stayed, n",
    "repaired_after": "Sessions to repair",
    "n": "n",
}
DECIMALS = {
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
PRECISE = {"r": "Correlation", "r_low": "Lower limit", "r_high": "Upper limit"}
