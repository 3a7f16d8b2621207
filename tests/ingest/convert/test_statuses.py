"""Every word becomes one status; an unknown one is kept, counted and left out."""

import queries

SESSIONS = """
    client | counselor | start            | status             | cancelled_at
    a      | ruth      | 2026-01-10 09:00 | Attended           |
    b      | ruth      | 2026-01-10 10:00 | NO-SHOW            |
    c      | ruth      | 2026-01-10 11:00 | Client Cancelled   | 2026-01-09 10:59
    d      | ruth      | 2026-01-10 12:00 | client_cancelled   | 2026-01-09 12:01
    e      | ruth      | 2026-01-10 13:00 | Clinic canceled    |
    f      | ruth      | 2026-01-10 14:00 | re-scheduled       |
    g      | ruth      | 2026-01-05 15:00 | scheduled          |
    h      | ruth      | 2026-01-05 16:00 |                    |
    i      | ruth      | 2026-01-05 17:00 | gone fishing       |
    j      | ruth      | 2026-01-20 09:00 | booked             |
    k      | ruth      | 2026-01-21 09:00 |                    |
    l      | ruth      | 2026-01-10 18:00 | Late cancel        |
    z      | ruth      | 2026-01-10 19:00 | attended           |
"""


def statuses(store):
    chosen = store.connection.execute(
        "select client_id, status::varchar from sessions"
        " inner join clients on sessions.client_key = clients.client_key"
    ).fetchall()
    return dict(chosen)


def test_words_become_statuses(clinic):
    assert statuses(clinic(sessions=SESSIONS)) == {
        "a": "attended",
        "b": "no_show",
        "c": "client_cancelled",
        "d": "late_cancelled",
        "e": "clinic_cancelled",
        "f": "rescheduled",
        "g": "unmarked",
        "h": "unmarked",
        "i": "unknown",
        "j": "scheduled",
        "k": "scheduled",
        "l": "late_cancelled",
        "z": "attended",
    }


def test_the_notice_period_is_the_clinics(clinic):
    store = clinic(sessions=SESSIONS, mapping="notice_hours = 48")

    assert statuses(store)["c"] == "late_cancelled"


def test_an_unknown_word_is_counted_and_left_out_of_every_rate(clinic, everything):
    store = clinic(sessions=SESSIONS)
    words = queries.answer(store, "status_words", everything)
    (row,) = queries.answer(store, "attendance_overall", everything).to_dict("records")

    assert ["gone fishing", "unknown", 1] in words.to_numpy().tolist()
    assert (row["unknown"], row["counted"]) == (1, 5)


def test_a_mapping_gives_a_word_its_meaning(clinic):
    store = clinic(sessions=SESSIONS, mapping='[statuses]\n"Gone Fishing" = "no_show"')

    assert statuses(store)["i"] == "no_show"
