"""Several people in one cell, and one person by id and by name."""

import json

import pytest

import ingest
from ingest.convert.separators import in_order
from tests.ingest.importing import held, imported, remarks, written
from tests.ingest.workbooks import xlsx

HEAD = "appointment id,client,clinician,date,duration,status,service\n"
BARE = "client,clinician,date,status\n"
SPLIT = 'several_clients = "split"\nseveral_counselors = "split"\n'
ONE = 'several_clients = "one"\nseveral_counselors = "one"\n'
ASKED = (
    "select session_id, client_id, counselor_id, status from exported.sessions"
    " where not is_second order by all"
)
HOURS = (
    "select counselor_id, sum(attended_minutes) / 60 from counselor_weeks"
    " inner join counselors using (counselor_key) where inactivity_window = 60"
    " group by all having sum(attended_minutes) > 0 order by all"
)
COUNTED = (
    "select client_id, count(*) from sessions inner join clients using (client_key)"
    " group by all order by all"
)


def file(folder, rows, name="sessions.csv", head=HEAD):
    return written(folder, head + "\n".join(rows) + "\n", name)


def asked(folder, *files, rules=""):
    mapping = written(folder, rules, "rules.toml")
    with pytest.raises(ingest.Unanswered) as question:
        ingest.publish(list(files), folder / "store", mapping=mapping)
    return question.value


def by_name(folder):
    """Return how many sessions each client has, by name in its usual order."""
    names = json.loads((folder / "store" / "names.json").read_text(encoding="utf-8"))
    return {in_order(names[client]): count for client, count in held(folder, COUNTED)}


NAMED = [
    'A1,"Eva Lund; Jon Reyes; Mia Stone",Ruth Vale,2026-09-01 18:00,90,attended,Group',
    "A3,Eva Lund,Ruth Vale,2026-09-03 09:00,50,attended,Individual",
    "A4,Jon Reyes,Ruth Vale,2026-09-03 10:00,50,no show,Individual",
    'A5,"Eva Lund, Jon Reyes and Mia Stone",Ruth Vale,2026-09-15 18:00,90,attended,Group',
    "A6,Eva Lund & Kai Lund,Ruth Vale,2026-09-16 18:00,50,attended,Couples",
]


def test_several_clients_in_a_cell_are_asked_about(tmp_path):
    question = asked(tmp_path, file(tmp_path, NAMED))
    (one,) = question.report.questions

    assert (one["option"], one["rows"]) == ("several_clients", 3)
    assert one["says"].startswith("3 rows seem to name several clients in one cell")
    assert [row["line"] for row in one["examples"]] == [2, 5, 6]
    assert 'several_clients = one of "split"' in str(question)
    assert "Lund" not in str(question)


def test_each_client_of_a_cell_has_a_session_of_the_appointment(tmp_path):
    report = imported(tmp_path, file(tmp_path, NAMED), rules=SPLIT)
    (told,) = report["files"]

    assert by_name(tmp_path) == {
        "Eva Lund": 4,
        "Jon Reyes": 3,
        "Mia Stone": 2,
        "Kai Lund": 1,
    }
    assert (told["read"], told["further"], told["new"]) == (5, 5, 10)
    assert remarks(report)["several_clients"] == 3
    assert held(tmp_path, HOURS) == [
        ("Ruth Vale", pytest.approx((90 + 50 + 90 + 50) / 60))
    ]


def test_the_sum_of_the_rows_says_what_more_than_a_row_came_of_a_cell(tmp_path):
    report = ingest.publish(
        [file(tmp_path, NAMED)],
        tmp_path / "store",
        mapping=written(tmp_path, SPLIT, "r.toml"),
    )

    (told,) = report.files
    assert told.adds_up()
    assert told.sentence() == (
        "sessions.csv (sessions): 5 rows read + 5 further rows of several people in a"
        " cell = 10 new + 0 changed + 0 unchanged + 0 set aside + 0 rejected"
    )
    assert "further rows,5" in report.csv()


def test_a_cell_that_is_said_to_be_one_client_stays_one(tmp_path):
    report = imported(tmp_path, file(tmp_path, NAMED), rules=ONE)

    assert len(by_name(tmp_path)) == 5
    assert (report["questions"], report["files"][0]["further"]) == ([], 0)
    assert by_name(tmp_path)["Eva Lund & Kai Lund"] == 1


def test_clients_by_id_in_a_cell(tmp_path):
    rows = [
        "A1,C1/C2,ruth,2026-09-01 18:00,60,attended,Couples",
        "A2,C1,ruth,2026-09-08 18:00,60,attended,Couples",
        "A3,C2,ruth,2026-09-08 19:00,60,no show,Couples",
        "A4,C9/7,ruth,2026-09-09 19:00,60,attended,Couples",  # nobody is known as 7
    ]
    imported(tmp_path, file(tmp_path, rows), rules=SPLIT)

    assert held(tmp_path, ASKED) == [
        ("A1", "C1", "ruth", "attended"),
        ("A1", "C2", "ruth", "attended"),
        ("A2", "C1", "ruth", "attended"),
        ("A3", "C2", "ruth", "no_show"),
        ("A4", "C9/7", "ruth", "attended"),
    ]


def test_a_couple_that_the_list_of_clients_has_as_one_is_one(tmp_path):
    rows = [
        "A1,C1; C2,ruth,2026-09-01 18:00,60,attended,Couples",
        "A2,C1,ruth,2026-09-08 18:00,60,attended,Couples",
    ]
    clients = written(
        tmp_path, "client id,payer\nC1; C2,self\nC1,self\n", "clients.csv"
    )
    report = imported(tmp_path, file(tmp_path, rows), clients)

    assert report["questions"] == []
    assert held(tmp_path, COUNTED) == [("C1", 1), ("C1; C2", 1)]


COUPLE = [
    "Eva Lund & Kai Lund,Ruth Vale,2026-06-01,attended",
    "Eva Lund & Kai Lund,Ruth Vale,2026-06-08,attended",
    "Eva Lund,Ruth Vale,2026-06-15,attended",
    '"Lund, Kai",Ruth Vale,2026-06-22,attended',
]


def test_a_couple_without_ids_is_never_left_after_two(tmp_path):
    report = imported(tmp_path, file(tmp_path, COUPLE, head=BARE), rules=SPLIT)
    again = imported(tmp_path, file(tmp_path, COUPLE[::-1], head=BARE), rules=SPLIT)

    assert by_name(tmp_path) == {"Eva Lund": 3, "Kai Lund": 3}
    assert report["files"][0]["new"] == 6
    assert again["files"][0]["unchanged"] == 6


def test_a_newer_state_of_a_couples_session_replaces_the_one_before(tmp_path):
    before = ["C1; C2,ruth,2026-06-01 9:00,scheduled", "C1,ruth,2026-05-01,attended"]
    after = ["C2; C1,ruth,2026-06-01 9:00,attended", "C1,ruth,2026-05-01,attended"]
    imported(tmp_path, file(tmp_path, before, head=BARE), rules=SPLIT)
    report = imported(tmp_path, file(tmp_path, after, head=BARE), rules=SPLIT)

    assert report["files"][0]["changed"] == 2
    states = [status for *_, status in held(tmp_path, ASKED)]
    assert states == ["attended"] * 3


def test_a_couple_twice_on_one_day_without_a_time_came_twice(tmp_path):
    head = "client,clinician,date,status,note\n"
    rows = [f"C1; C2,ruth,2026-06-01,attended,{note}" for note in ("x", "y", "x")]
    report = imported(tmp_path, file(tmp_path, rows, head=head), rules=SPLIT)

    assert held(tmp_path, COUNTED) == [("C1", 2), ("C2", 2)]
    assert report["files"][0]["set_aside"] == {"exported twice": 2}


def test_couples_of_one_day_without_ids_or_times_are_as_many_appointments(tmp_path):
    head = "client,clinician,date,status,minutes\n"
    rows = [
        "C1; C2,ruth,2026-06-01,attended,60",
        "C3; C4,ruth,2026-06-01,attended,60",
        "C5,omar; lena,2026-06-01,attended,60",
        "C5,kim; jo,2026-06-01,attended,60",
    ]
    imported(tmp_path, file(tmp_path, rows, head=head), rules=SPLIT)

    assert dict(held(tmp_path, HOURS)) == {
        **dict.fromkeys(("jo", "kim", "lena", "omar"), 1),
        "ruth": 2,
    }
    assert dict(held(tmp_path, COUNTED))["C5"] == 2


@pytest.mark.parametrize(("first", "then"), [(ONE, SPLIT), (SPLIT, ONE)])
def test_another_answer_gives_what_it_would_have_given_at_once(tmp_path, first, then):
    couple = file(tmp_path, COUPLE, head=BARE)
    for rules in (first, then):
        imported(tmp_path / "twice", couple, rules=rules)
    imported(tmp_path / "once", couple, rules=then)

    kept = [sorted(by_name(tmp_path / one).values()) for one in ("twice", "once")]
    assert kept == [[3, 3] if then == SPLIT else [1, 1, 2]] * 2


WORKING = [
    'A1,C1,"Ruth Vale, Tom Reed",2026-09-01 18:00,60,attended,Family',
    "A2,C1,Ruth Vale; Tom Reed,2026-09-08 18:00,60,attended,Family",
    "A3,C1,Ruth Vale,2026-09-15 18:00,60,attended,Family",
    "A4,C2,Tom Reed,2026-09-15 18:00,60,attended,Family",
]
BY_ID = [
    "A1,C1,k2 and k1,2026-09-01 18:00,60,attended,Family",
    "A2,C1,k1/k2,2026-09-08 18:00,90,attended,Family",
    "A3,C1,k1,2026-09-15 18:00,60,attended,Family",
    "A4,C2,k2,2026-09-15 18:00,60,attended,Family",
]


@pytest.mark.parametrize(
    ("rows", "who", "hours"),
    [
        (WORKING, "Ruth Vale", [("Ruth Vale", 3), ("Tom Reed", 3)]),
        (BY_ID, "k1", [("k1", 3.5), ("k2", 3.5)]),
    ],
)
def test_counselors_in_a_cell_each_have_the_hour_and_the_client_comes_once(
    tmp_path, rows, who, hours
):
    (one,) = asked(tmp_path, file(tmp_path, rows)).report.questions
    imported(tmp_path, file(tmp_path, rows), rules=SPLIT)

    assert (one["option"], one["rows"]) == ("several_counselors", 2)
    assert held(tmp_path, HOURS) == hours
    assert held(tmp_path, COUNTED) == [("C1", 3), ("C2", 1)]
    led = [
        counselor for _, client, counselor, _ in held(tmp_path, ASKED) if client == "C1"
    ]
    assert led == [who] * 3


def test_counselors_in_a_cell_of_a_row_without_an_id(tmp_path):
    rows = [
        "C1,Ann Smith / Ben Jones,2026-06-01 9:00,attended",
        "C1,Ben Jones,2026-06-08 9:00,attended",
    ]
    imported(tmp_path, file(tmp_path, rows, head=BARE), rules=SPLIT)

    assert held(tmp_path, COUNTED) == [("C1", 2)]
    assert held(
        tmp_path, "select counselor_id, is_second from exported.sessions order by all"
    ) == [
        ("Ann Smith", True),
        ("Ben Jones", False),
        ("Ben Jones", False),
    ]


def test_the_names_beside_ids_in_a_cell_go_with_them(tmp_path):
    head = "appointment id,client id,clinician id,clinician name,date,status\n"
    rows = [
        "A1,C1,k1; k2,Ann Smith; Ben Jones,2026-06-01,attended",
        "A2,C1,k1; k2,Ann Smith,2026-06-08,attended",
    ]
    imported(tmp_path, file(tmp_path, rows, head=head), rules=SPLIT)

    names = "select counselor_id, counselor from counselors order by all"
    assert held(tmp_path, names) == [("k1", "Ann Smith"), ("k2", "Ben Jones")]


@pytest.mark.parametrize("name", ["Smith, Ann", "Smith, Ann, PhD", "Poe Vane, Dee Ann"])
def test_a_comma_alone_separates_nobody_who_is_not_known(tmp_path, name):
    rows = [
        f'A1,C1,"{name}",2026-09-01,60,attended,',
        "A2,C1,Ben Jones,2026-09-02,60,attended,",
    ]
    report = imported(tmp_path, file(tmp_path, rows))

    assert report["questions"] == []
    assert (name,) in held(tmp_path, "select counselor_id from counselors")


TWO_LINES = ["A1", "C1", "Ann Smith\nBen Jones", "2026-09-01", "60", "attended", ""]
WRAPPED = ["A2", "C1", "Ann\nSmith", "2026-09-02", "60", "attended", ""]
ALONE = ["A3", "C1", "Ann Smith", "2026-09-03", "60", "attended", ""]


@pytest.mark.parametrize("kind", ["csv", "untidy", "xlsx"])
def test_line_breaks_separate_people_but_not_the_words_of_a_name(tmp_path, kind):
    rows = [HEAD.strip().split(","), TWO_LINES, WRAPPED, ALONE]
    text = "\n".join(",".join(f'"{cell}"' for cell in row) for row in rows)
    content = {"csv": text, "untidy": f"{text}\n  ,,,,,,", "xlsx": xlsx(rows)}[kind]
    export = written(tmp_path, content, f"s.{'xlsx' if kind == 'xlsx' else 'csv'}")
    (one,) = asked(tmp_path, export).report.questions
    imported(tmp_path, export, rules=SPLIT)

    assert one["rows"] == 1
    counselors = held(tmp_path, "select counselor_id from counselors order by all")
    assert counselors == [("Ann Smith",), ("Ben Jones",)]


def test_a_name_in_two_lines_is_one_where_a_cell_is_said_to_be_one(tmp_path):
    rows = [HEAD.strip().split(","), TWO_LINES, ALONE]
    imported(tmp_path, written(tmp_path, xlsx(rows), "s.xlsx"), rules=ONE)

    counselors = held(tmp_path, "select counselor_id from counselors order by all")
    assert counselors == [("Ann Smith",), ("Ann Smith Ben Jones",)]


def test_a_name_in_two_lines_finds_its_id(tmp_path):
    rows = [HEAD.strip().split(","), WRAPPED, ALONE]
    staff = written(tmp_path, LIST, "staff.csv")
    imported(tmp_path, written(tmp_path, xlsx(rows), "s.xlsx"), staff)

    assert held(tmp_path, COUNTED) == [("C1", 2)]
    assert [counselor for *_, counselor, _ in held(tmp_path, ASKED)] == ["K-1", "K-1"]


LIST = "counselor id,name,weekly hours\nK-1,Ann Smith,20\nK-2,Ben Jones,30\n"


def test_a_counselor_by_name_in_the_sessions_and_by_id_in_the_list_is_one(tmp_path):
    rows = [
        'A1,C1,"Smith, Ann",2026-09-01,60,attended,',
        "A2,C1,ann smith,2026-09-02,60,attended,",
        "A3,C1,K-2,2026-09-03,60,attended,",
        "A4,C1,Cem Ak,2026-09-04,60,attended,",
    ]
    report = imported(
        tmp_path, file(tmp_path, rows), written(tmp_path, LIST, "staff.csv")
    )

    assert [counselor for _, _, counselor, _ in held(tmp_path, ASKED)] == [
        "K-1",
        "K-1",
        "K-2",
        "Cem Ak",
    ]
    assert held(tmp_path, "select count(*) from counselors") == [(3,)]
    assert remarks(report)["counselor_by_name"] == 2


def test_a_list_that_comes_later_finds_the_counselor_of_the_sessions_held(tmp_path):
    rows = [
        "C1,Ann Smith,2026-09-01 9:00,attended",
        "C1,Ben Jones,2026-09-02 9:00,attended",
    ]
    imported(tmp_path, file(tmp_path, rows, head=BARE))
    imported(tmp_path, written(tmp_path, LIST, "staff.csv"))
    report = imported(tmp_path, file(tmp_path, rows, head=BARE))

    assert [counselor for _, _, counselor, _ in held(tmp_path, ASKED)] == ["K-1", "K-2"]
    assert report["files"][0]["unchanged"] == 2


def test_a_list_by_name_finds_the_id_that_the_sessions_give_the_name(tmp_path):
    head = "appointment id,client id,clinician id,clinician name,date,status\n"
    rows = [
        "A1,C1,k1,Ann Smith,2026-06-01,attended",
        "A2,C1,k2,Ben Jones,2026-06-08,attended",
    ]
    staff = written(tmp_path, "counselor,weekly hours\nAnn Smith,20\n", "staff.csv")
    imported(tmp_path, file(tmp_path, rows, head=head), staff)

    hours = "select counselor_id, weekly_hours from exported.counselors"
    assert held(tmp_path, hours) == [("k1", 20)]


def test_a_name_that_two_counselors_share_is_neither(tmp_path):
    twins = LIST + "K-3,Ann Smith,10\n"
    rows = [
        "A1,C1,Ann Smith,2026-09-01,60,attended,",
        "A2,C1,K-1,2026-09-02,60,attended,",
    ]
    report = imported(
        tmp_path, file(tmp_path, rows), written(tmp_path, twins, "staff.csv")
    )

    assert [counselor for _, _, counselor, _ in held(tmp_path, ASKED)] == [
        "Ann Smith",
        "K-1",
    ]
    assert "counselor_by_name" not in remarks(report)


@pytest.mark.parametrize(
    ("staff", "who"),
    [
        ("k1,Lee & Park\nk2,Lee\nk3,Park", "k1"),
        ("k1,Lee & Park\nk2,Lee & Park\nk3,Lee\nk4,Park", "Lee & Park"),
        ("Lee & Park,\nk2,Lee\nk3,Park", "Lee & Park"),
    ],
)
def test_a_pair_that_the_list_of_counselors_has_as_one_is_one(tmp_path, staff, who):
    """By its id, or by a name: of one, or of two, who cannot be told apart by it."""
    rows = ["A1,C1,Lee & Park,2026-09-01,60,attended,"]
    report = imported(
        tmp_path,
        file(tmp_path, rows),
        written(tmp_path, f"counselor id,name\n{staff}\n", "staff.csv"),
    )

    assert report["questions"] == []
    assert [counselor for _, _, counselor, _ in held(tmp_path, ASKED)] == [who]


def test_an_id_that_is_anothers_name_stays_its_own(tmp_path):
    staff = "counselor id,name\nruth,Ruth Vale\nr2,Ruth\n"
    rows = ["A1,C1,ruth,2026-09-01,60,attended,", "A2,C1,r2,2026-09-02,60,attended,"]
    imported(tmp_path, file(tmp_path, rows), written(tmp_path, staff, "staff.csv"))

    assert [counselor for _, _, counselor, _ in held(tmp_path, ASKED)] == ["ruth", "r2"]


def test_people_of_a_cell_by_name_are_those_of_the_list(tmp_path):
    rows = ["A1,C1,Ann Smith & Ben Jones,2026-09-01,60,attended,"]
    staff = written(tmp_path, LIST, "staff.csv")
    imported(tmp_path, file(tmp_path, rows), staff, rules=SPLIT)

    assert held(tmp_path, "select counselor_id from counselors order by all") == [
        ("K-1",),
        ("K-2",),
    ]


SUPERVISED = "select counselor_id, supervisor from counselors order by all"


def test_two_rows_of_a_counselor_name_two_supervisors(tmp_path):
    staff = (
        "counselor id,name,supervisor\nk1,Ann,Sue Hill\nk1,Ann,Max Orr\nk1,Ann,Max Orr\n"
        "k2,Ben,Max Orr\n"
    )
    rows = ["A1,C1,k1,2026-09-01,60,attended,", "A2,C1,k2,2026-09-02,60,attended,"]
    files = file(tmp_path, rows), written(tmp_path, staff, "staff.csv")
    first = imported(tmp_path, *files)
    again = imported(tmp_path, *files)

    assert held(tmp_path, SUPERVISED) == [
        ("k1", "Max Orr; Sue Hill"),
        ("k2", "Max Orr"),
    ]
    for report, was in ((first, "new"), (again, "unchanged")):
        (told,) = [one for one in report["files"] if one["table"] == "counselors"]
        assert told[was] == 2
        assert told["set_aside"] == {
            "a further row of a counselor, for another supervisor: both are kept": 1,
            "exported twice": 1,
        }


@pytest.mark.parametrize(
    "cell",
    ["Sue Hill; Max Orr", "Max Orr / Sue Hill", "k3 & Max Orr", "Sue Hill, Max Orr"],
)
def test_a_cell_of_two_supervisors(tmp_path, cell):
    staff = (
        f'counselor id,name,supervisor\nk1,Ann,"{cell}"\nk2,Ben,Max Orr\nk3,Sue Hill,\n'
    )
    rows = ["A1,C1,k1,2026-09-01,60,attended,"]
    imported(tmp_path, file(tmp_path, rows), written(tmp_path, staff, "staff.csv"))

    assert held(tmp_path, SUPERVISED)[0] == ("k1", "Max Orr; Sue Hill")


def test_a_supervisor_with_a_comma_is_one(tmp_path):
    staff = 'counselor id,supervisor\nk1,"Hill, Sue"\n'
    rows = ["A1,C1,k1,2026-09-01,60,attended,"]
    imported(tmp_path, file(tmp_path, rows), written(tmp_path, staff, "staff.csv"))

    assert held(tmp_path, SUPERVISED) == [("k1", "Hill, Sue")]


CELLS = [
    "Ann Smith,Ruth Vale,2026-03-02 09:00,attended",
    "Ben Jones,Ruth Vale,2026-03-03 09:00,attended",
    "Cat Moore,Ruth Vale,2026-03-04 09:00,attended",
    "Dan Young,Tom Reed,2026-03-05 09:00,attended",
    "Ann Smith; Ben Jones,Ruth Vale; Tom Reed,2026-03-06 09:00,attended",
    "Cat Moore; Dan Young,Ruth Vale,2026-03-07 09:00,attended",
    "Ann Smith,Ruth Vale; Tom Reed; Zoe Lind,2026-03-08 12:00,attended",
]


def test_remarks_count_people_and_sessions_and_not_cells_and_rows(tmp_path):
    """Four clients in six cells; 4 + 2 + 2 + 1 sessions, of which three have a second counselor."""
    report = imported(tmp_path, file(tmp_path, CELLS, head=BARE), rules=SPLIT)
    found = remarks(report)

    assert held(tmp_path, "select count(*) from clients") == [(4,)]
    assert held(tmp_path, "select count(*) from sessions") == [(9,)]
    assert found["names"] == 4
    assert found["without_minutes"] == 9
    assert found["co_led"] == 3
    # Rows beyond one: 2 x 2 - 1, 2 - 1, 3 - 1.
    assert report["files"][0]["further"] == 6


def test_a_session_of_two_counselors_in_the_future_is_remarked_on_once(tmp_path):
    day = "2099-03-06 09:00"
    rows = [*CELLS[:2], f"Ann Smith,Ruth Vale; Tom Reed,{day},attended"]
    report = imported(tmp_path, file(tmp_path, rows, head=BARE), rules=SPLIT)

    assert remarks(report)["future_attended"] == 1
