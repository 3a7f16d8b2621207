"""Which rows are one row: every part of a key, and what makes an export newer."""

import pytest

from ingest.merge import identity
from tests.ingest.importing import held, imported, written

SESSIONS = "client,counselor,start,status\nann,ruth,2026-01-10 09:00,attended\n"
COUNT = "select count(*) from exported.{}"
SCORES = {
    "alliance": (
        "client,session_id,date,instrument,subscale,rater,score",
        "ann,1,2026-01-10,SRS,Goals,client,5",
        ["bob", "2", "2026-01-11", "WAI-SR", "Overall", "therapist"],
    ),
    "outcomes": (
        "client,session_id,date,instrument,score",
        "ann,1,2026-01-10,PHQ-9,5",
        ["bob", "2", "2026-01-11", "GAD-7"],
    ),
}


def counted(folder, table, *rows):
    """Import a file of this table beside one session; return how many rows it brought."""
    files = [written(folder, SESSIONS)]
    files.append(written(folder, "\n".join(rows) + "\n", f"{table}.csv"))
    report = imported(folder, *files)["files"][1]
    assert report["new"] + sum(report["set_aside"].values()) == len(rows) - 1
    return held(folder, COUNT.format(table))[0][0]


@pytest.mark.parametrize("table", SCORES)
def test_a_rating_is_known_by_all_but_its_score(tmp_path, table):
    header, first, others = SCORES[table]
    cells = first.split(",")
    differing = [
        ",".join([*cells[:place], other, *cells[place + 1 :]])
        for place, other in enumerate(others)
    ]
    another_score = ",".join([*cells[:-1], "6"])
    rows = [header, first, *differing, another_score]

    assert counted(tmp_path, table, *rows) == 1 + len(others)


def test_a_session_with_an_id_is_a_client_of_an_appointment(tmp_path):
    rows = [
        "session_id,client,counselor,start,status",
        "1,ann,ruth,2026-01-10 09:00,attended",
        "1,ann,ruth,2026-01-10 09:00,no_show",
        "1,bob,ruth,2026-01-10 09:00,attended",
        "2,ann,ruth,2026-01-10 09:00,attended",
        ",ann,ruth,2026-01-10 09:00,attended",
    ]
    imported(tmp_path, written(tmp_path, "\n".join(rows) + "\n"))

    assert held(tmp_path, COUNT.format("sessions")) == [(4,)]


def test_a_session_without_an_id_is_who_with_whom_and_when(tmp_path):
    rows = [
        "ann,ruth,2026-01-10 09:00,no_show",
        "bob,ruth,2026-01-10 09:00,attended",
        "ann,omar,2026-01-10 09:00,attended",
        "ann,ruth,2026-01-10 10:00,attended",
    ]
    imported(tmp_path, written(tmp_path, SESSIONS + "\n".join(rows) + "\n"))

    assert held(tmp_path, COUNT.format("sessions")) == [(4,)]


HEADER = "session_id,client,counselor,start,status,booked_at,cancelled_at,service"
OLD = "1,ann,ruth,2026-01-10 09:00,attended,,,old"
NEWER = [
    ("2,bob,ruth,2026-01-11 09:00,attended,,,x", True),
    ("2,bob,ruth,2026-01-11 09:00,no_show,,,x", True),
    ("2,bob,ruth,2026-01-11 09:00,late cancelled,,,x", True),
    ("2,bob,ruth,2026-02-11 09:00,scheduled,2026-01-11,,x", True),
    ("2,bob,ruth,2026-02-11 09:00,cancelled,,2026-01-11,x", True),
    ("2,bob,ruth,2026-02-11 09:00,cancelled,2026-01-05,2026-01-11,x", True),
    ("2,bob,ruth,2026-02-11 09:00,scheduled,,,x", False),
    ("2,bob,ruth,2026-02-11 09:00,cancelled,2026-01-09,2026-01-09,x", False),
    ("2,bob,ruth,2026-02-11 09:00,,,,x", False),
]


@pytest.mark.parametrize(("other", "is_newer"), NEWER)
def test_an_export_is_as_new_as_the_latest_that_has_happened(tmp_path, other, is_newer):
    newer = f"{HEADER}\n{OLD.replace('old', 'new')}\n{other}\n"
    middle = "3,cat,ruth,2026-01-10 12:00,attended,,,y"
    older = f"{HEADER}\n{OLD}\n{middle}\n"
    expected = "new" if is_newer else "old"

    files = (("a.csv", newer), ("b.csv", older))
    imported(tmp_path, *(written(tmp_path, text, name) for name, text in files))
    service = "select service_type from exported.sessions where session_id = '1'"
    assert held(tmp_path, service) == [(expected,)]


@pytest.mark.parametrize(
    ("days", "is_newer"),
    [
        ("2026-01-12,", True),
        (",2026-01-12", True),
        ("2026-01-05,2026-01-12", True),
        ("2026-01-05,2026-01-09", False),
    ],
)
def test_clients_are_as_new_as_a_referral_or_a_discharge(tmp_path, days, is_newer):
    sessions = written(tmp_path, SESSIONS)
    header = "client,payer,referral_date,discharge_date\n"
    first = written(tmp_path, f"{header}ann,old,,\nbob,x,2026-01-11,\n", "clients.csv")
    imported(tmp_path, sessions, first)
    then = written(tmp_path, f"{header}ann,new,,\ncat,x,{days}\n", "clients.csv")
    (report,) = imported(tmp_path, then)["files"]

    payer = "select payer from exported.clients where client_id = 'ann'"
    if is_newer:
        assert held(tmp_path, payer) == [("new",)]
        assert (report["new"], report["changed"]) == (1, 1)
    else:
        assert report["new"] == 1
        assert held(tmp_path, payer) == [("old",)]
        assert report["set_aside"] == {
            "an older state of a row that a newer export brings": 1
        }


def test_what_became_of_a_row_that_the_store_had(tmp_path):
    header = "session_id,client,counselor,start,status\n"
    rows = [f"{n},c{n},ruth,2026-01-{n:02} 09:00,attended\n" for n in range(1, 5)]
    imported(tmp_path, written(tmp_path, header + "".join(rows)))
    again = rows[0] * 2 + rows[1].replace("attended", "no_show") + rows[2]
    again += rows[2].replace("attended", "")
    later = "9,c9,ruth,2026-02-01 09:00,attended\n"
    (report,) = imported(tmp_path, written(tmp_path, header + again + later))["files"]

    assert (report["read"], report["new"], report["changed"]) == (6, 1, 1)
    assert report["unchanged"] == 2
    assert report["set_aside"] == {
        "exported twice": 1,
        identity.OTHER: 1,
    }


def test_an_older_export_with_the_rows_that_are_held_changes_nothing(tmp_path):
    header = "session_id,client,counselor,start,status\n"
    rows = [f"{n},c{n},ruth,2026-01-{n:02} 09:00,attended\n" for n in range(1, 5)]
    imported(tmp_path, written(tmp_path, header + "".join(rows)))
    older = rows[0] * 2 + rows[1] + rows[2].replace("attended", "no_show")
    report = imported(tmp_path, written(tmp_path, header + older))

    assert not report["published"]
    assert report["files"][0]["unchanged"] == 2
    assert report["files"][0]["set_aside"] == {
        "exported twice": 1,
        identity.OLDER: 1,
    }


@pytest.mark.parametrize(
    ("day", "site"), [("2026-01-11", "new"), ("2026-01-09", "old")]
)
def test_counselors_are_as_new_as_the_sessions_beside_them(tmp_path, day, site):
    header = "session_id,client,counselor,start,status\n"
    for name, when in (("old", "2026-01-10"), ("new", day)):
        row = f"{when},ann,ruth,{when} 09:00,attended\n"
        files = [written(tmp_path, header + row)]
        people = f"counselor,site\nruth,{name}\n"
        files.append(written(tmp_path, people, "counselors.csv"))
        imported(tmp_path, *files)

    assert held(tmp_path, "select site from exported.counselors") == [(site,)]


@pytest.mark.parametrize(
    ("scored", "score"), [("2026-01-09", 31), ("2026-01-11", 31), ("2026-01-12", 32)]
)
def test_scores_are_as_new_as_the_newest_of_scores_and_sessions(
    tmp_path, scored, score
):
    sessions = "session_id,client,counselor,start,status\n"
    header = "client,date,instrument,score\n"
    for day, other, value in (("2026-01-11 09:00", "", 31), ("2026-01-10", scored, 32)):
        rows = f"{header}ann,2026-01-05,SRS,{value}\n"
        rows += f"bob,{other},SRS,30\n" if other else ""
        row = f"{day},ann,ruth,{day},attended\n"
        files = [written(tmp_path, sessions + row)]
        files.append(written(tmp_path, rows, "alliance.csv"))
        imported(tmp_path, *files)

    kept = "select score from exported.alliance where client_id = 'ann'"
    assert held(tmp_path, kept) == [(score,)]
