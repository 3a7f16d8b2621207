"""Whose row a session is: appointments of several people, moved, shared and numbered anew."""

import pytest

import ingest
from tests.ingest.importing import held, imported, remarks, written

HEAD = "appointment id,client id,clinician,date,duration,status\n"
ASKED = (
    "select session_id, client_id, counselor_id, status from exported.sessions"
    " where not is_second order by all"
)


def file(folder, rows, name="sessions.csv", head=HEAD):
    return written(folder, head + "\n".join(rows) + "\n", name)


def group(number, day, people, status="attended", by="ruth"):
    return [f"{number},{who},{by},{day} 18:00,90,{status}" for who in people]


def test_each_client_of_an_appointment_has_a_session(tmp_path):
    rows = [
        f"G{week},c{n},ruth,2026-03-{week + 1:02} 18:00,90,{'no show' if n % 3 else 'attended'}"
        for week in range(12)
        for n in range(12)
    ]
    report = imported(tmp_path, file(tmp_path, rows))

    assert report["files"][0]["new"] == 144
    assert held(tmp_path, "select count(*) from sessions") == [(144,)]
    asked = "select status, count(*) from sessions group by all order by all"
    assert held(tmp_path, asked) == [("attended", 48), ("no_show", 96)]


def test_the_hour_of_a_group_is_the_counselors_once(tmp_path):
    rows = [*group("A1", "2026-03-02", "abc"), *group("A2", "2026-03-03", "a")]
    imported(tmp_path, file(tmp_path, rows))

    asked = "select sum(counselor_minutes), sum(group_minutes) from sessions"
    assert held(tmp_path, asked) == [(180, 270)]


@pytest.mark.parametrize("turned", [False, True])
def test_two_counselors_of_an_appointment_both_work_and_the_client_comes_once(
    tmp_path, turned
):
    rows = [
        "A1,ann,ruth,2026-03-02 18:00,60,attended",
        "A1,ann,tom,2026-03-02 18:00,60,attended",
        "A2,ann,tom,2026-03-09 18:00,60,attended",
        "A3,bob,ruth,2026-03-09 18:00,60,attended",
    ]
    report = imported(tmp_path, file(tmp_path, rows[::-1] if turned else rows))

    assert report["files"][0]["set_aside"] == {}
    assert held(tmp_path, ASKED) == [
        ("A1", "ann", "tom", "attended"),  # who saw her more often
        ("A2", "ann", "tom", "attended"),
        ("A3", "bob", "ruth", "attended"),
    ]
    hours = (
        "select counselor_id, sum(attended_minutes) from counselor_weeks"
        " inner join counselors using (counselor_key) where inactivity_window = 60"
        " group by all order by all"
    )
    assert held(tmp_path, hours) == [("ruth", 120), ("tom", 120)]
    assert held(tmp_path, "select sessions from snapshot") == [(3,)]
    assert "two_places" not in remarks(report)


def test_a_newer_export_takes_a_client_out_of_a_group(tmp_path):
    imported(tmp_path, file(tmp_path, group("A1", "2026-03-02", "abc")))
    newer = [*group("A1", "2026-03-02", "ab"), *group("A2", "2026-03-09", "ab")]
    imported(tmp_path, file(tmp_path, newer))
    report = imported(tmp_path, file(tmp_path, group("A1", "2026-03-02", "abc")))

    assert [client for _, client, *_ in held(tmp_path, ASKED)] == ["a", "b", "a", "b"]
    assert report["files"][0]["set_aside"] == {
        "a client whom a newer export no longer names in the appointment": 1
    }


def test_a_counselor_who_took_over_replaces_the_one_before(tmp_path):
    imported(tmp_path, file(tmp_path, group("A1", "2026-03-02", "a", "scheduled")))
    newer = group("A1", "2026-03-02", "a", by="tom")
    report = imported(tmp_path, file(tmp_path, newer))

    assert report["files"][0]["changed"] == 1
    assert held(tmp_path, ASKED) == [("A1", "a", "tom", "attended")]


def asked(folder, *files, rules=""):
    mapping = written(folder, rules, "rules.toml")
    with pytest.raises(ingest.Unanswered) as question:
        ingest.publish(list(files), folder / "store", mapping=mapping)
    return question.value


OTHERS = [
    *group("1", "2026-04-06", "x"),
    *group("2", "2026-04-07", "y"),
]


def test_two_sites_that_number_from_one_are_asked_about(tmp_path):
    imported(tmp_path, file(tmp_path, group("1", "2026-03-02", "a")))
    question = asked(tmp_path, file(tmp_path, OTHERS, "b.csv"))

    (one,) = question.report.questions
    assert (one["option"], one["rows"]) == ("appointment_ids", 1)
    (row,) = one["examples"]
    assert (row["file"], row["line"], row["cells"]["client id"]) == ("b.csv", 2, "x")
    assert "1 appointment number stands for more than one day" in str(question)
    assert "b.csv, line 2" in str(question)
    assert held(tmp_path, "select count(*) from sessions") == [(1,)]


@pytest.mark.parametrize(
    ("answer", "clients"), [("newest", "xy"), ("shared", "axy"), ("restart", "axy")]
)
def test_the_answer_says_whose_they_are(tmp_path, answer, clients):
    first = file(tmp_path, group("1", "2026-03-02", "a"))
    rules = f'appointment_ids = "{answer}"'
    imported(tmp_path, first, file(tmp_path, OTHERS, "b.csv"), rules=rules)

    assert "".join(sorted(who for _, who, *_ in held(tmp_path, ASKED))) == clients


def test_one_number_on_two_days_of_one_export_is_asked_about(tmp_path):
    rows = [*group("A1", "2026-03-02", "a", "no show"), *group("A1", "2026-03-09", "a")]
    (one,) = asked(tmp_path, file(tmp_path, rows)).report.questions

    assert one["rows"] == 1
    assert [line["line"] for line in one["examples"]] == [2, 3]


@pytest.mark.parametrize(
    ("answer", "statuses"),
    [
        ("newest", ["attended"]),
        ("shared", ["attended"]),
        ("restart", ["attended", "no_show"]),
    ],
)
def test_moved_or_a_series(tmp_path, answer, statuses):
    rows = [*group("A1", "2026-03-02", "a", "no show"), *group("A1", "2026-03-09", "a")]
    rules = f'appointment_ids = "{answer}"'
    imported(tmp_path, file(tmp_path, rows), rules=rules)

    assert [status for *_, status in held(tmp_path, ASKED)] == statuses


def test_an_appointment_that_a_newer_export_has_moved_is_one(tmp_path):
    imported(tmp_path, file(tmp_path, group("A1", "2026-03-02", "a", "scheduled")))
    report = imported(tmp_path, file(tmp_path, group("A1", "2026-03-09", "a")))

    assert report["files"][0]["changed"] == 1
    assert held(tmp_path, ASKED) == [("A1", "a", "ruth", "attended")]


def elsewhere(moved, of):
    """Return the rows of a second export: so many of all on another day by somebody else."""
    return [
        row
        for n in range(of)
        for row in group(
            f"A{n}", f"2026-0{5 if n < moved else 3}-{n + 1:02}", "abcd"[n],
            by="tom" if n < moved else "ruth",
        )
    ]  # fmt: skip


@pytest.mark.parametrize(("moved", "asks"), [(2, False), (3, True), (4, True)])
def test_ids_of_which_most_change_day_and_counselor_are_asked_about(
    tmp_path, moved, asks
):
    first = elsewhere(0, 4)
    imported(tmp_path, file(tmp_path, first))
    second = file(
        tmp_path, elsewhere(moved, 4) + group("Z", "2026-07-01", "z"), "b.csv"
    )
    if not asks:
        assert imported(tmp_path, second)["published"]
        return
    (one,) = [
        one
        for one in asked(tmp_path, second).report.questions
        if one["option"] == "appointment_ids"
    ]
    assert one["rows"] == moved
    assert [row["line"] for row in one["examples"]] == list(range(2, moved + 2))

    imported(tmp_path, second, rules='appointment_ids = "restart"')
    assert len(held(tmp_path, ASKED)) == 5 + moved


def test_two_sites_that_number_clients_and_appointments_from_one(tmp_path):
    """Each file has 1 of client 1, and the second was exported later."""
    sites = [
        file(tmp_path, group("1", "2026-03-02", "1") + group("2", "2026-03-03", "2")),
        file(
            tmp_path,
            group("1", "2026-03-09", "1", by="tom")
            + group("2", "2026-03-10", "2", by="tom"),
            "b.csv",
        ),
    ]
    questions = asked(tmp_path, *sites).report.questions
    assert [one["option"] for one in questions] == ["appointment_ids"]

    imported(tmp_path, *sites, rules='appointment_ids = "restart"')
    assert len(held(tmp_path, ASKED)) == 4


@pytest.mark.parametrize("by", ["ruth", "tom"])
def test_ids_that_change_only_the_day_or_only_the_counselor_were_moved(tmp_path, by):
    day = "2026-03-02" if by == "tom" else "2026-03-09"
    imported(tmp_path, file(tmp_path, group("A1", "2026-03-02", "a")))
    moved = [*group("A1", day, "a", by=by), *group("A2", "2026-04-01", "a", by=by)]
    imported(tmp_path, file(tmp_path, moved, "b.csv"))

    assert len(held(tmp_path, ASKED)) == 2


def test_the_parts_of_a_couple_in_two_files_are_asked_about(tmp_path):
    parts = [
        file(tmp_path, group("A1", "2026-03-02", "a"), "a.csv"),
        file(
            tmp_path,
            [*group("A1", "2026-03-02", "b"), *group("A2", "2026-03-09", "b")],
            "b.csv",
        ),
    ]
    asked(tmp_path, *parts)
    imported(tmp_path, *parts, rules='appointment_ids = "shared"')

    assert [who for _, who, *_ in held(tmp_path, ASKED)] == ["a", "b", "b"]


WITHOUT = "client id,clinician,date,status,session number,note\n"


@pytest.mark.parametrize(
    ("rows", "kept"),
    [
        (["a,ruth,2026-03-02,attended,1,", "a,ruth,2026-03-02,attended,2,"], 2),
        (["a,ruth,2026-03-02,attended,,", "a,ruth,2026-03-02,no show,,"], 2),
        (["a,ruth,2026-03-02,attended,,x", "a,ruth,2026-03-02,attended,,y"], 2),
        (["a,ruth,2026-03-02,attended,,x", "a,ruth,2026-03-02,attended,,x"], 1),
        (
            [
                "a,ruth,2026-03-02 9:00,attended,,x",
                "a,ruth,2026-03-02 9:00,attended,,y",
            ],
            1,
        ),
        (
            ["a,ruth,2026-03-02 9:00,attended,,", "a,ruth,2026-03-02 10:00,attended,,"],
            2,
        ),
        (["a,ruth,2026-03-02,attended,,", "a,tom,2026-03-02,attended,,"], 2),
    ],
)
def test_without_ids_only_what_is_equal_in_everything_is_exported_twice(
    tmp_path, rows, kept
):
    once = file(tmp_path, rows, head=WITHOUT)
    report = imported(tmp_path, once)
    again = imported(tmp_path, file(tmp_path, rows[::-1], head=WITHOUT))

    assert report["files"][0]["new"] == kept
    assert sum(report["files"][0]["set_aside"].values()) == 2 - kept
    assert again["files"][0]["unchanged"] == kept
    assert held(tmp_path, "select count(*) from sessions") == [(kept,)]


def test_without_ids_a_newer_export_brings_the_state_of_a_day(tmp_path):
    imported(tmp_path, file(tmp_path, ["a,ruth,2026-03-02,scheduled,,"], head=WITHOUT))
    newer = ["a,ruth,2026-03-02,attended,,", "b,ruth,2026-03-03,attended,,"]
    report = imported(tmp_path, file(tmp_path, newer, head=WITHOUT))

    assert held(
        tmp_path, "select status from sessions where client_key = 0 or true"
    ) == [
        ("attended",),
        ("attended",),
    ]
    assert report["files"][0]["new"] == 2
