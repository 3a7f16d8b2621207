"""The five tables a practice system would export from the care that was given."""

import numpy as np
import pyarrow as pa
from numpy.random import Generator

from sample_data import clinic, staff
from sample_data.cells import clock, date, label, words
from sample_data.records import (
    Appointments,
    Clients,
    Counselors,
    Flags,
    Ints,
    Rows,
    Scores,
)

SUBSCALES = [name for scales, *_ in clinic.INSTRUMENTS.values() for name in scales]


def known(
    rng: Generator,
    made: Appointments,
    clients: Clients,
    *,
    clients_before: int,
    sessions_before: int,
) -> Rows:
    """Return what the export knows, in order of start, with ids for who and what."""
    shown = (made.start >= clinic.WINDOW) & (made.booked <= clinic.NOW)
    places = np.flatnonzero(shown)
    made = made.at(places[np.argsort(made.start[places], kind="stable")])
    seen = np.unique(made.client)
    clients.id[seen] = clients_before + 1 + rng.random(len(seen)).argsort()
    return Rows(
        **vars(made),
        id=clients.id[made.client],
        session=sessions_before + 1 + np.arange(len(places)),
        luck=rng.random(len(places)),
    )


def reason(rows: Rows) -> pa.Array:
    """Return why it was cancelled, where somebody said so."""
    ill = rows.status == clinic.CLINIC
    why = np.where(ill, 4, (rows.luck * 10).astype(int))
    why[(rows.cancelled == 0) | (why > 3) & ~ill] = -1
    return words(clinic.REASONS, why)


def fee(rows: Rows) -> pa.Array:
    """Return what was charged: missed sessions cost a little, cancelled ones nothing."""
    attended = rows.status == clinic.ATTENDED
    missed = (rows.status == clinic.NO_SHOW) | (rows.status == clinic.LATE)
    charge = np.where(missed, clinic.FEE_MISSED, np.take(clinic.FEES, rows.service))
    return pa.array(charge, mask=~(attended | missed))


def sessions(rows: Rows, clients: Clients, counselors: Counselors) -> pa.Table:
    """Return one row per appointment."""
    who = rows.client
    modality = np.where(rows.luck > 0.95, 2, clients.modality[who])
    site = counselors.site[rows.counselor]
    columns = {
        "session_id": label("S", rows.session, 6),
        "client_id": label("C-", rows.id, 6),
        "counselor_id": label("K-", counselors.number[rows.counselor] + 1, 3),
        "start": clock(rows.start),
        "minutes": np.take(list(clinic.MINUTES.values()), rows.service),
        "status": words((*clinic.STATUSES, clinic.UNKNOWN_WORD), rows.status),
        "service_type": words(clinic.MINUTES, rows.service),
        "modality": words(clinic.MODALITIES, modality),
        "site": words(staff.site_names(site.max() + 1), site),
        "program": words(clinic.PROGRAMS, clients.program[who]),
        "booked_at": clock(rows.booked),
        "cancelled_at": clock(rows.cancelled),
        "reason": reason(rows),
        "fee": fee(rows),
    }
    return pa.table(columns)


def alliance(rows: Rows, scores: Scores) -> pa.Table:
    """Return one row per rated session and scale; the total has no subscale."""
    row = scores.row
    columns = {
        "client_id": label("C-", rows.id[row], 6),
        "session_id": label("S", rows.session[row], 6),
        "date": date(rows.start[row] // clinic.DAY),
        "instrument": words(clinic.INSTRUMENTS, scores.instrument),
        "subscale": words(SUBSCALES, scores.subscale),
        "rater": words(["client"], np.zeros(len(row), int)),
        "score": scores.score,
    }
    return pa.table(columns)


def outcomes(rows: Rows) -> pa.Table:
    """Return one row per outcome score."""
    asked = (rows.symptoms >= 0) & (rows.status == clinic.ATTENDED)
    columns = {
        "client_id": label("C-", rows.id[asked], 6),
        "date": date(rows.start[asked] // clinic.DAY),
        "instrument": words([clinic.OUTCOME], np.zeros(asked.sum(), int)),
        "score": rows.symptoms[asked],
    }
    return pa.table(columns)


def clients(clients: Clients) -> pa.Table:
    """Return one row per client the export knows, in order of id."""
    who = np.flatnonzero(clients.id)
    who = who[np.argsort(clients.id[who])]
    said = {
        name: words(values, clients.attributes[name][who], clients.recorded[name][who])
        for name, values in clinic.ATTRIBUTES.items()
    }
    ended, ending = clients.ended[who], clients.ending[who]
    closed = (ended > 0) & (ended <= clinic.TODAY)
    columns = {
        "client_id": label("C-", clients.id[who], 6),
        "referral_date": date(clients.referral[who]),
        "referral_source": said["referral_source"],
        "mandated": words(("no", "yes"), clients.mandated[who].astype(int)),
        "earlier_treatment": said["earlier_treatment"],
        "severity": said["severity"],
        "expectation": said["expectation"],
        "payer": said["payer"],
        "copay": pa.array(clients.copay[who], mask=~clients.recorded["payer"][who]),
        "age_band": said["age_band"],
        "discharge_date": date(ended, closed),
        "discharge_reason": words(clinic.ENDINGS, ending, closed),
        "do_not_contact": words(
            ("yes",), np.zeros(len(who), int), _left_alone(clients, who)
        ),
    }
    return pa.table(columns)


def _left_alone(clients: Clients, who: Ints) -> Flags:
    """Return who asked not to be called or written to: one in sixty, at random."""
    return clients.id[who] % clinic.LEFT_ALONE == 0


def counselors(counselors: Counselors) -> pa.Table:
    """Return one row per counselor."""
    started, number = counselors.started, counselors.number
    since = np.where(started > 0, started * 7, -counselors.days_employed)
    columns = {
        "counselor_id": label("K-", number + 1, 3),
        "name": staff.names(number),
        "supervisor": staff.names(counselors.supervisor + clinic.FIRST_SUPERVISOR),
        "site": words(staff.site_names(counselors.site.max() + 1), counselors.site),
        "weekly_hours": counselors.hours,
        "caseload_limit": counselors.limit,
        "credential": words(clinic.CREDENTIALS, counselors.credential),
        "specialties": words(clinic.SPECIALTIES, counselors.specialty),
        "start_date": date(since),
        "end_date": date(counselors.left * 7 - 3, counselors.left < clinic.WEEKS),
    }
    return pa.table(columns)
