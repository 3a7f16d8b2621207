"""One person under two names counts once, and is two again when the entry goes."""

import duckdb
import pytest

from ingest.convert.clients import Names
from ingest.merge import questions
from ingest.merge.same_people import by_id
from ingest.recognize.mapping import Same
from ingest.run import publish
from tests.ingest.importing import held, imported, refused, remarks, written

HEAD = "client,counselor,start,status\n"
# Cleo is Cleopatra from 15 June on; the newer export calls all of her sessions so.
BEFORE = HEAD + "".join(
    f"Cleo,ruth,2026-06-{day:02} 09:00,attended\n" for day in (1, 8, 15)
)
AFTER = HEAD + "".join(
    f"Cleopatra,ruth,2026-06-{day:02} 09:00,attended\n" for day in (8, 15, 22)
)
ONE = '[same.clients]\n"Cleo" = "Cleopatra"\n'
ACCEPT = "client_names = false\n"


@pytest.fixture(autouse=True)
def asking(monkeypatch):
    monkeypatch.setattr(questions, "TWICE", 1)


def asked(report):
    return [
        one for one in report["questions"] if one["option"].startswith("two-people")
    ]


def test_sessions_of_both_names_are_one_persons_each_once(tmp_path):
    before = written(tmp_path, BEFORE, "before.csv")
    after = written(tmp_path, AFTER, "after.csv")
    (one,) = asked(imported(tmp_path, before, after, rules=ACCEPT))
    kept = [one["option"]]
    mapping = tmp_path / "rules.toml"
    two = publish([before, after], tmp_path / "store", mapping, accept=kept)
    assert held(tmp_path, "select count(*) from clients") == [(2,)]
    assert held(tmp_path, "select count(*) from sessions") == [(6,)]

    report = imported(tmp_path, after, rules=ACCEPT + ONE)
    assert held(tmp_path, "select client_id from clients") == [("Cleopatra",)]
    days = held(tmp_path, "select day::varchar from sessions order by day")
    assert [day for (day,) in days] == [f"2026-06-{n:02}" for n in (1, 8, 15, 22)]
    assert remarks(report)["same_people"] == 2

    mapping.write_text(ACCEPT, encoding="utf-8")
    again = publish([after], tmp_path / "store", mapping, accept=kept)
    assert again["snapshot"] == two["snapshot"]


DAYS = "client,counselor,date,status\n"


def exported(folder, name, *rows):
    lines = "".join(f"{who},{by},2026-01-{day:02},attended\n" for who, by, day in rows)
    return written(folder, DAYS + lines, name)


@pytest.mark.parametrize(
    ("who", "older", "newer"),
    [
        ("clients", ("mia-l", "ann"), ("mia-h", "ann")),
        ("counselors", ("mia", "ann-n"), ("mia", "ann-v")),
    ],
)
def test_a_name_that_changes_where_only_days_are_exported_is_asked_about(
    tmp_path, who, older, newer
):
    others = [("otto", "ann-x", 5), ("otto", "ann-x", 12)]
    before = [(*older, 5), (*older, 12), *others]
    after = [(*newer, 5), (*newer, 12), (*newer, 26), *others]
    first = exported(tmp_path, "before.csv", *before)
    second = exported(tmp_path, "after.csv", *after)
    imported(tmp_path, first, rules=ACCEPT)
    (one,) = asked(imported(tmp_path, second, rules=ACCEPT))
    at = 0 if who == "clients" else 1

    assert (one["rows"], one["names"]) == (
        2,
        {"who": who, "older": older[at], "newer": newer[at]},
    )
    assert "on the same day" in one["says"]
    same = f'[same.{who}]\n"{older[at]}" = "{newer[at]}"\n'
    imported(tmp_path, second, rules=ACCEPT + same)
    assert held(tmp_path, "select count(*) from sessions") == [(5,)]


@pytest.mark.parametrize("numbered", [False, True])
def test_two_clients_who_both_stay_and_change_days_are_two(tmp_path, numbered):
    """Kay's day is Mia's in the newer export, and Kay comes a week later.

    An export with numbers says nothing of who is missing from those without.
    """
    first = exported(tmp_path, "a.csv", ("mia", "ann", 5), ("kay", "ann", 12))
    second = exported(
        tmp_path, "b.csv", ("mia", "ann", 5), ("mia", "ann", 12), ("kay", "ann", 19)
    )
    imported(tmp_path, first, rules=ACCEPT)
    if numbered:
        others = f"session id,{DAYS}1,otto,ann-x,2026-02-02,attended\n"
        imported(tmp_path, written(tmp_path, others, "c.csv"), rules=ACCEPT)

    assert asked(imported(tmp_path, second, rules=ACCEPT)) == []


def test_clients_known_by_name_are_told_by_name(tmp_path):
    lines = {"Mia Lund": (5, 12), "Mia Hale": (5, 12, 26)}
    first, second = (
        exported(tmp_path, f"{n}.csv", *((who, "ann", day) for day in days))
        for n, (who, days) in enumerate(lines.items())
    )
    imported(tmp_path, first, rules="client_names = true\n")
    (one,) = asked(imported(tmp_path, second, rules="client_names = true\n"))
    assert one["called"] == ["Mia Lund", "Mia Hale"]
    assert one["names"]["older"].startswith("client-")

    same = 'client_names = true\n[same.clients]\n"Lund,  mia" = "Mia Hale"\n'
    report = imported(tmp_path, second, rules=same)
    assert report["published"]
    assert held(tmp_path, "select count(*) from sessions") == [(3,)]
    assert held(tmp_path, "select count(*) from clients") == [(1,)]


@pytest.mark.parametrize(
    ("told", "meant"),
    [
        ({"Mia Lund": "Mia Hale"}, {"a": "b"}),
        ({"a": "Mia Hale"}, {"a": "b"}),
        ({"Ann Roe": "Mia Hale"}, {"Ann Roe": "b"}),  # two are called so
        ({"Mia Lund": "Lund, Mia"}, {}),
        ({"nobody": "b"}, {"nobody": "b"}),
        ({"Mia Lund": "b", "Mia Hale": "a"}, {"Mia Lund": "b", "Mia Hale": "a"}),
    ],
)
def test_a_name_is_the_id_that_alone_is_called_so(told, meant):
    with duckdb.connect() as connection:
        before = {"a": "Mia Lund", "c": "Ann Roe", "d": "ann roe"}
        names = Names(connection, before=before)
        names.called = {"b": "Mia Hale"}

        assert by_id(Same(clients=told), names) == Same(clients=meant)


def test_whom_an_export_names_beside_the_other_is_somebody_else(tmp_path):
    """Each of two clients stays; one of them comes to have a session of the other's day."""
    first = exported(tmp_path, "a.csv", ("mia", "ann", 5), ("kay", "ann", 12))
    second = exported(
        tmp_path, "b.csv", ("mia", "ann", 5), ("kay", "ann", 5), ("mia", "ann", 26)
    )
    imported(tmp_path, first, rules=ACCEPT)

    assert asked(imported(tmp_path, second, rules=ACCEPT)) == []


def test_of_two_rows_of_one_session_the_newer_counts(tmp_path):
    before = written(tmp_path, BEFORE.replace("15 09:00,attended", "15 09:00,no show"))
    after = written(tmp_path, AFTER, "after.csv")
    imported(tmp_path, after, before, rules=ACCEPT + ONE)

    found = held(
        tmp_path, "select day::varchar, status::varchar from sessions order by 1"
    )
    assert found[2] == ("2026-06-15", "attended")
    back = '[same.clients]\n"Cleopatra" = "Cleo"\n'
    imported(tmp_path, after, before, rules=ACCEPT + back)
    assert held(tmp_path, "select client_id from clients") == [("Cleo",)]
    assert found == held(
        tmp_path, "select day::varchar, status::varchar from sessions order by 1"
    )


@pytest.mark.parametrize("led_by", ["Sue Vale", "r1", "Ida; r1", "Sue Vale; Ida"])
def test_a_supervisor_of_two_names_leads_under_the_one_that_stays(tmp_path, led_by):
    rows = "".join(f"c{n},r{n},2026-06-{n:02} 09:00,attended\n" for n in (1, 2, 3, 4))
    sessions = written(tmp_path, HEAD + rows, "sessions.csv")
    told = "counselor,name,supervisor\nr1,Sue Vale,\nr2,Sue Hale,\n"
    told += f"r3,Tom,{led_by}\nr4,Ida,\n"
    people = written(tmp_path, told, "counselors.csv")
    same = '[same.counselors]\n"r1" = "r2"\n'
    imported(tmp_path, sessions, people, rules=ACCEPT + same)

    led = held(
        tmp_path, "select supervisor_id from supervisors where counselor_id = 'r3'"
    )
    assert ("r2",) in led
    assert {one for (one,) in led} == {"r2"} | ({"r4"} if "Ida" in led_by else set())


def test_a_supervisors_name_that_somebody_else_has_stays_as_it_is(tmp_path):
    rows = "".join(f"c{n},r{n},2026-06-{n:02} 09:00,attended\n" for n in (1, 2, 3, 4))
    sessions = written(tmp_path, HEAD + rows, "sessions.csv")
    told = "counselor,name,supervisor\nr1,Sue Vale,\nr2,Sue Hale,\nr3,Tom,Sue Vale\n"
    people = written(tmp_path, told + "r4,Sue Vale,\n", "counselors.csv")
    same = '[same.counselors]\n"r1" = "r2"\n'
    imported(tmp_path, sessions, people, rules=ACCEPT + same)

    # Once r1 is r2, r4 alone is called so.
    assert held(
        tmp_path, "select supervisor_id from supervisors where counselor_id = 'r3'"
    ) == [("r4",)]


def test_a_counselor_of_two_names_is_one(tmp_path):
    def rows(who, days):
        return "".join(f"c{n},{who},2026-06-{n:02} 09:00,attended\n" for n in days)

    before = written(tmp_path, HEAD + rows("Ruth Vale", range(1, 11)), "before.csv")
    after = written(tmp_path, HEAD + rows("Ruth Hale-Vale", range(6, 16)), "after.csv")
    told = "counselor,supervisor,weekly hours\n"
    people = written(
        tmp_path, told + "Ruth Vale,Omar,20\nRuth Hale-Vale,Ida,25\n", "p.csv"
    )
    rules = '[same.counselors]\n"Ruth Vale" = "Ruth Hale-Vale"\n'
    imported(tmp_path, before, after, people, rules=rules)

    assert held(tmp_path, "select counselor, supervisor from counselors") == [
        ("Ruth Hale-Vale", "Ida")
    ]
    assert held(tmp_path, "select count(*) from sessions") == [(15,)]


def test_ids_scores_details_and_wishes_go_along(tmp_path):
    head = "session id,client,counselor,start,status\n"
    sessions = written(
        tmp_path,
        head
        + "1,a,ruth,2026-06-01 09:00,attended\n2,b,ruth,2026-06-08 09:00,attended\n",
    )
    scores = "client,date,instrument,score\na,2026-06-01,SRS,30\nb,2026-06-08,SRS,36\n"
    details = "client,payer,do not contact\na,Self,yes\nb,Aetna,no\n"
    report = imported(
        tmp_path,
        sessions,
        written(tmp_path, scores, "scores.csv"),
        written(tmp_path, details, "clients.csv"),
        rules='[same.clients]\na = "b"\nzoe = "b"\n',
    )

    client = "select client_id, payer::varchar, not_called_for from clients"
    assert held(tmp_path, client) == [("b", "Aetna", "do_not_contact")]
    assert held(
        tmp_path, "select count(distinct client_key), count(*) from ratings"
    ) == [(1, 2)]
    assert held(tmp_path, "select count(*) from sessions") == [(2,)]
    assert remarks(report)["same_clients_unmet"] == 1
    assert "same_people" not in remarks(report)


def test_two_counselors_of_one_session_who_are_one_have_the_hour_once(tmp_path):
    head = "session id,client,counselor,start,status,minutes\n"
    rows = (
        "1,a,old,2026-06-01 09:00,attended,60\n1,a,new,2026-06-01 09:00,attended,60\n"
    )
    more = (
        "2,a,mia,2026-06-08 09:00,attended,60\n2,a,old,2026-06-08 09:00,attended,60\n"
    )
    file = written(tmp_path, head + rows + more)
    imported(tmp_path, file, rules='[same.counselors]\nold = "new"\n')

    count = (
        "select (select count(*) from sessions), (select count(*) from second_hours)"
    )
    assert held(tmp_path, count) == [(2, 1)]


def test_names_lead_to_the_one_that_stays_in_the_end():
    assert Same.pairs({"a": "b", "b": "c", "d": "b"}) == {"a": "c", "b": "c", "d": "c"}
    for round_about in (
        {"a": "a"},
        {"a": "b", "b": "a"},
        {"x": "a", "a": "b", "b": "a"},
    ):
        with pytest.raises(LookupError):
            Same.pairs(round_about)


def test_a_name_that_stands_for_itself_is_refused(tmp_path):
    file = written(tmp_path, BEFORE)
    says = refused(tmp_path, file, rules='[same.clients]\n"a" = "b"\n"b" = "a"\n')

    assert says.startswith("rules.toml: [same.clients] ")
    assert "must be another name, not in the end itself" in says


def test_two_names_at_one_time_in_two_exports_are_asked_about(tmp_path):
    imported(tmp_path, written(tmp_path, BEFORE, "before.csv"), rules=ACCEPT)
    after = written(tmp_path, AFTER, "after.csv")
    report = imported(tmp_path, after, rules=ACCEPT)

    (one,) = asked(report)
    assert one["says"].startswith("2 sessions would count twice: an older export names")
    assert one["names"] == {"who": "clients", "older": "Cleo", "newer": "Cleopatra"}
    assert [row["line"] for row in one["examples"]] == [2, 3]
    assert not report["published"]
    assert not asked(imported(tmp_path, after, rules=ACCEPT + ONE))


def test_two_people_may_have_been_there_both_and_are_not_asked_about_again(tmp_path):
    before = written(tmp_path, BEFORE, "before.csv")
    imported(tmp_path, before, rules=ACCEPT)
    after = written(tmp_path, AFTER, "after.csv")
    (one,) = asked(imported(tmp_path, after, rules=ACCEPT))
    mapping = tmp_path / "rules.toml"
    publish([after], tmp_path / "store", mapping, accept=[one["option"]])

    assert held(tmp_path, "select count(*) from sessions") == [(6,)]
    assert not asked(imported(tmp_path, after, rules=ACCEPT))


@pytest.mark.parametrize("apart", [True, False])
def test_a_renamed_counselor_is_asked_about_in_files_of_one_import(tmp_path, apart):
    head = "client,counselor,start,status\n"
    before = [f"c{n},Ruth Vale,2026-06-{n:02} 09:00,attended\n" for n in range(1, 4)]
    after = [one.replace("Ruth", "Ruth Hale") for one in before]
    after += ["c4,Ruth Hale Vale,2026-06-04 09:00,attended\n"]
    files = [
        written(tmp_path, head + "".join(before), "before.csv"),
        written(tmp_path, head + "".join(after), "after.csv"),
    ]
    if apart:
        imported(tmp_path, files.pop(0))
    (one,) = asked(imported(tmp_path, *files))

    assert one["rows"] == 3
    assert one["names"]["who"] == "counselors"
    assert one["names"]["newer"] == "Ruth Hale Vale"


def test_a_couple_and_a_group_are_no_one_person(tmp_path):
    """Who is named with others in one export is not one of them in a newer one."""
    group = BEFORE + BEFORE.replace("Cleo", "Dan").removeprefix(HEAD)
    imported(tmp_path, written(tmp_path, group, "before.csv"), rules=ACCEPT)
    without = group.replace("Dan", "Eve") + "Eve,ruth,2026-06-29 09:00,attended\n"
    report = imported(tmp_path, written(tmp_path, without, "after.csv"), rules=ACCEPT)
    (one,) = asked(report)  # Dan is Eve, but Cleo is not

    assert one["names"] == {"who": "clients", "older": "Dan", "newer": "Eve"}


def test_of_two_exports_as_new_as_each_other_neither_renames_the_other(tmp_path):
    imported(tmp_path, written(tmp_path, BEFORE, "before.csv"), rules=ACCEPT)
    equal = [
        written(tmp_path, AFTER.replace("Cleopatra", name), f"{name}.csv")
        for name in ("Dan", "Eve")
    ]
    questions_asked = asked(imported(tmp_path, *equal, rules=ACCEPT))

    assert [one["names"]["older"] for one in questions_asked] == ["Cleo"]


@pytest.mark.parametrize("who", ["clients", "counselors"])
def test_sessions_under_the_name_that_stays_are_neither_added_nor_gone(tmp_path, who):
    """Two sessions of three come again under the new name, and one is new."""
    before, after, one = BEFORE, AFTER, ONE
    if who == "counselors":
        before, after = (
            text.replace("Cleopatra", "x").replace("Cleo", "x")
            for text in (BEFORE, AFTER)
        )
        after = after.replace("ruth", "ruby")
        one = '[same.counselors]\n"ruth" = "ruby"\n'
    imported(tmp_path, written(tmp_path, before, "before.csv"), rules=ACCEPT)
    report = imported(
        tmp_path, written(tmp_path, after, "after.csv"), rules=ACCEPT + one
    )
    changes = report["changes"]

    assert (changes["added"], changes["changed"], changes["gone"]) == (1, 0, 0)
    again = imported(tmp_path, tmp_path / "after.csv", rules=ACCEPT + one)
    changes = again["changes"]
    assert (changes["added"], changes["changed"], changes["gone"]) == (0, 0, 0)


def test_who_stays_under_the_old_name_too_is_no_one_renamed(tmp_path):
    """Ruth has another session in the newer export: the one at 9 was corrected."""
    rows = [
        "a,ruth,2026-06-01 09:00,attended\n",
        "b,ruth,2026-06-02 09:00,attended\n",
        "c,omar,2026-06-03 09:00,attended\n",
    ]
    before = HEAD + "".join(rows)
    after = before.replace("a,ruth", "a,omar") + "c,omar,2026-06-10 09:00,attended\n"
    imported(tmp_path, written(tmp_path, before, "before.csv"))
    report = imported(tmp_path, written(tmp_path, after, "after.csv"))

    assert [one["option"] for one in report["questions"]] == ["corrected-or-both"]
    one = '[same.counselors]\n"ruth" = "omar"\n'
    assert imported(tmp_path, tmp_path / "after.csv", rules=one)["questions"] == []
