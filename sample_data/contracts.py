"""Hours and limits, fitted to the last weeks so that only the overloaded are over."""

import numpy as np

from sample_data import clinic
from sample_data.records import Clients, Counselors, Floats, Ints, Rows

LAST_WEEKS = 4


def fit(counselors: Counselors, rows: Rows, clients: Clients) -> None:
    """Set each counselor's contracted hours and caseload limit."""
    load = attended_hours(rows, len(counselors.number))
    active = active_clients(rows, clients, len(counselors.number))
    overloaded = counselors.role == "overloaded"
    low, high = clinic.USUAL
    hours = counselors.hours.clip(load / high, np.maximum(load / low, 1))
    hours = np.where(overloaded, load / clinic.OVER, hours)
    steady = ~np.isin(counselors.role, ("left", "started"))
    counselors.hours = np.where(steady, np.round(hours * 2) / 2, counselors.hours)
    limit = np.maximum(np.ceil(counselors.hours * 2.2), np.ceil(active * 1.1))
    counselors.limit = np.where(overloaded, active // 1.15, limit).astype(int)


def attended_hours(rows: Rows, count: int) -> Floats:
    """Return the hours a week each attended lately; a group meeting counts once."""
    lately = rows.status == clinic.ATTENDED
    lately &= rows.start // clinic.DAY > clinic.TODAY - 7 * LAST_WEEKS
    held = np.stack([rows.counselor, rows.start, rows.service])[:, lately]
    counselor, _, service = np.unique(held, axis=1)
    minutes = np.take(list(clinic.MINUTES.values()), service)
    return np.bincount(counselor, minutes, count) / 60 / LAST_WEEKS


def active_clients(rows: Rows, clients: Clients, count: int) -> Ints:
    """Return how many clients each counselor has who came lately or are booked."""
    lately = rows.start // clinic.DAY >= clinic.TODAY - clinic.ACTIVE_WITHIN
    lately &= rows.status == clinic.ATTENDED
    lately |= (rows.status == clinic.SCHEDULED) & (rows.start > clinic.NOW)
    who = rows.client[lately]
    who = who[(clients.ended[who] == 0) | (clients.ended[who] > clinic.TODAY)]
    return np.bincount(clients.counselor[np.unique(who)], minlength=count)
