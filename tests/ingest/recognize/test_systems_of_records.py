"""OpenEMR, FHIR and NHS Talking Therapies, each as its sample."""

from tests.ingest.samples import by_id


def test_openemr_codes(published):
    _, store = published("openemr", "appointments.csv")
    days = store.connection.execute(
        "select day(day), status::varchar from sessions order by day"
    ).fetchall()

    assert dict(days) == {
        **dict.fromkeys((4, 5, 6, 12, 17), "unmarked"),
        **dict.fromkeys((9, 10, 13, 14, 15, 20), "attended"),
        **dict.fromkeys((8, 11), "no_show"),
        **dict.fromkeys((18, 19), "rescheduled"),
        7: "client_cancelled",
        16: "late_cancelled",
    }


def test_openemr_clients_of_one_name_are_told_apart_by_birth(published):
    report, store = published("openemr", "appointments.csv")

    assert store.connection.execute("select count(*) from clients").fetchone() == (2,)
    shared = next(one for one in report.remarks if one["key"] == "name_shared")
    assert shared["rows"] == 1


def test_openemr_calendar(published):
    report, store = published("openemr", "*events.csv")

    assert by_id(store) == {
        "1": "attended",
        "2": "no_show",
        "3": "unmarked",
        "5": "attended",
    }
    minutes = "select distinct counselor_minutes from sessions"
    assert store.connection.execute(minutes).fetchall() == [(50.0,)]
    repeating = next(one for one in report.remarks if one["key"] == "repeating")
    assert repeating["rows"] == 1


def test_fhir_of_both_releases(published):
    _, store = published("fhir", "*.ndjson")

    assert by_id(store) == {
        "Appointment/1/ada": "attended",
        "Appointment/2/ada": "no_show",
        "Appointment/3/ben": "clinic_cancelled",
        "Appointment/4/ben": "late_cancelled",
        "Appointment/7/ada": "scheduled",
        "Appointment/7/ben": "scheduled",
        "Encounter/2": "attended",
    }
    met = "select distinct counselor from counselors order by counselor"
    assert store.connection.execute(met).fetchall() == [
        ("(none named)",),
        ("Dr. Ruth Vale",),
        ("Omar Lund",),
    ]
    scores = "select score_0 from ratings order by score_0"
    assert store.connection.execute(scores).fetchall() == [(11.0,), (14.0,)]
    ended = "select ending from clients where client_id = 'ada'"
    assert store.connection.execute(ended).fetchone() == ("completed",)


def test_nhs_extracts_overlap_and_are_joined_by_pathway(published):
    report, store = published("nhs_talking_therapies", "*.csv")
    contacts = [file for file in report.files if file.table == "sessions"]

    assert by_id(store) == {
        "K1": "attended",
        "K2": "no_show",
        "K3": "attended",
        "K4": "no_show",
        "K5": "attended",
        "K6": "client_cancelled",
        "K7": "clinic_cancelled",
        "K8": "attended",
    }
    assert sum(file.new for file in contacts) == 8
    assert sum(file.set_aside.total() for file in contacts) == 2
    clients = "select client_id, ending from clients order by client_id"
    assert store.connection.execute(clients).fetchall() == [
        ("P1", None),
        ("P2", "completed"),
    ]
    scores = "select day::varchar, score_0 from ratings order by day"
    assert store.connection.execute(scores).fetchall() == [
        ("2026-04-03", 18.0),
        ("2026-05-04", 14.0),
        ("2026-05-12", 9.0),
    ]
