"""What an export lacks is made up or put together, and gives way where the file has it."""

from datetime import date, datetime, timedelta

import pytest

from ingest.recognize import choices, mapping
from tests.ingest.importing import held, imported, refused, remarks, written

STATUSES = (
    "select client_id, start::date::varchar, status from exported.sessions order by all"
)


def rules(**columns):
    return mapping.text(mapping.Entries(columns={"sessions": columns}))


def test_without_a_counselor_every_session_is_of_nobody(tmp_path):
    file = written(
        tmp_path, "Client,Date,Status\na,2026-01-05,show\nb,2026-01-06,DNA\n"
    )
    report = imported(tmp_path, file, rules=rules(counselor_id=choices.nobody()))

    assert held(
        tmp_path, "select counselor_id, sessions from snapshot, counselors"
    ) == [("(none named)", 2)]
    assert remarks(report)["no_counselor"] == 2


def test_nobody_gives_way_to_a_counselor_in_the_file(tmp_path):
    said = rules(counselor_id=choices.nobody(), status=choices.held())
    for heading in ("Counselor", "Therapist name"):
        rows = f"Client,Date,Status,{heading}\na,2026-01-05,DNA,ruth\n"
        imported(tmp_path / heading, written(tmp_path, rows), rules=said)
        found = "select counselor_id, status from exported.sessions"

        assert held(tmp_path / heading, found) == [("ruth", "no_show")]


def test_every_row_took_place(tmp_path):
    file = written(
        tmp_path, "Client,Counselor,Date\na,ruth,2026-01-05\na,ruth,2026-01-12\n"
    )
    imported(tmp_path, file, rules=rules(status=choices.held()))

    assert held(tmp_path, STATUSES) == [
        ("a", "2026-01-05", "attended"),
        ("a", "2026-01-12", "attended"),
    ]


def test_a_list_of_clients_stays_one_where_sessions_are_made_up(tmp_path):
    said = rules(counselor_id=choices.nobody(), status=choices.held())
    sessions = written(tmp_path, "Client,Date\na,2026-01-05\n", "visits.csv")
    header = "Client,Start date,Referral source,Payer"
    clients = written(tmp_path, f"{header}\na,2026-01-02,court,self\n", "list.csv")
    report = imported(tmp_path, sessions, clients, rules=said)

    assert [(one["file"], one["table"]) for one in report["files"]] == [
        ("visits.csv", "sessions"),
        ("list.csv", "clients"),
    ]


def test_what_is_to_come_is_scheduled_until_its_time_has_passed(tmp_path):
    now = datetime.now()
    moments = (now - timedelta(minutes=5), now + timedelta(minutes=5))
    rows = [f"a,ruth,{moment:%Y-%m-%d %H:%M:%S}" for moment in moments]
    days = [date.today() + timedelta(days=n) for n in (-1, 0, 1)]
    rows += [f"b,ruth,{day} 00:00:00" for day in days]
    file = written(tmp_path, "\n".join(["Client,Counselor,Date", *rows]))
    imported(tmp_path, file, rules=rules(status=choices.outcome()))
    found = held(
        tmp_path, "select status from exported.sessions order by client_id, start"
    )

    past, coming = [("attended",)], [("scheduled",)]
    assert found == [*past, *coming, *past, *coming, *coming]


def test_the_last_day_that_is_declared_says_what_has_passed(tmp_path):
    days = ("2026-01-04", "2026-01-05", "2026-01-06", "2026-01-05 23:30")
    rows = [f"{n},ruth,{day}" for n, day in enumerate(days)]
    file = written(tmp_path, "\n".join(["Client,Counselor,Date", *rows]))
    said = f"through = 2026-01-05\n{rules(status=choices.outcome())}"
    imported(tmp_path, file, rules=said)
    found = held(tmp_path, "select status from exported.sessions order by client_id")

    assert [status for (status,) in found] == [
        "attended",
        "attended",
        "scheduled",
        "attended",
    ]


@pytest.mark.parametrize(
    ("missed", "cancelled", "by", "status"),
    [
        ("yes", "no", "", "no_show"),
        ("No", "", "", "attended"),
        ("", "NA", "", "attended"),
        ("", "-", "", "attended"),
        ("", "2026-01-02 09:00", "", "client_cancelled"),
        ("", "Y", "Therapist", "clinic_cancelled"),
        ("", "true", "client", "client_cancelled"),
        ("", "yes", "the weather", "unknown"),
        ("yes", "yes", "client", "no_show"),
        ("", "no", "client", "attended"),
    ],
)
def test_columns_of_yes_and_no_make_a_status(tmp_path, missed, cancelled, by, status):
    header = "Client,Counselor,Date,No-show,Cancelled,Cancelled by"
    row = f"a,ruth,2026-01-05,{missed},{cancelled},{by}"
    made = choices.outcome("No-show", "Cancelled", "Cancelled by")
    imported(
        tmp_path, written(tmp_path, f"{header}\n{row}\n"), rules=rules(status=made)
    )

    assert held(tmp_path, STATUSES) == [("a", "2026-01-05", status)]


def test_a_column_that_only_decides_stays_free(tmp_path):
    rows = "a,ruth,2026-01-05 09:00,2026-01-04 10:00\nb,ruth,2026-01-05 10:00,\n"
    file = written(tmp_path, f"Client,Counselor,Date,Cancelled on\n{rows}")
    imported(tmp_path, file, rules=rules(status=choices.outcome(None, "Cancelled on")))

    assert [status for *_, status in held(tmp_path, STATUSES)] == [
        "late_cancelled",  # 23 hours before
        "attended",
    ]


def test_two_columns_together_tell_clients_apart(tmp_path):
    rows = [f"{who},{n},2026-01-{n + 4:02},show" for who in "ab" for n in (1, 2, 3)]
    rows.append("a,,2026-01-20,show")
    rows += [f"a,1,2026-02-{day:02},show" for day in range(1, 20)]
    file = written(tmp_path, "\n".join(["Therapist,No.,Date,Status", *rows]))
    told = rules(
        client_id=choices.together("Therapist", "No."), counselor_id="Therapist"
    )
    report = imported(tmp_path, file, rules=told)
    clients = held(
        tmp_path, "select distinct client_id from exported.sessions order by 1"
    )

    assert [client for (client,) in clients] == [
        "a 1",
        "a 2",
        "a 3",
        "b 1",
        "b 2",
        "b 3",
    ]
    assert report["files"][0]["rejected"] == {"Therapist + No.: empty": 1}


def test_what_is_lacking_is_said_with_the_entry_that_stands_for_it(tmp_path):
    file = written(tmp_path, "Client,Date,Status\na,2026-01-05,show\n")
    said = refused(tmp_path, file)
    entry = 'counselor_id = { text = "(none named)" }'

    assert entry in said
    assert mapping.parsed("x", f"[columns.sessions]\n{entry}".encode()).columns == {
        "sessions": {"counselor_id": choices.nobody()}
    }
