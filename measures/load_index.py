"""The clinical load index: clients a year for each standard counselor."""

import numpy as np
import pandas as pd

from measures.statistics.columns import floats

STANDARD_HOURS, LEAST_PART = 24, 0.5


def indexed(years: pd.DataFrame) -> pd.DataFrame:
    """Add standard_counselors, annualized clients and load_index.

    Takes clients_seen, contracted_hours (of all, a week), days_covered, days_in_year,
    counselors, with_hours. Index = clients seen in the year / (contracted hours / 24).
    A part of a year is annualized by days; NaN where it is less than LEAST_PART (care
    reaches over its edges, so a short part overstates), or hours are not known of all.
    """
    hours = floats(years, "contracted_hours")
    whole = floats(years, "with_hours") == floats(years, "counselors")
    standard = np.where(whole & (hours > 0), hours / STANDARD_HOURS, np.nan)
    part = floats(years, "days_covered") / floats(years, "days_in_year")
    clients = floats(years, "clients_seen") / part
    return years.assign(
        standard_counselors=standard,
        annualized=part < 1,
        load_index=np.where(part >= LEAST_PART, clients / standard, np.nan),
    )
