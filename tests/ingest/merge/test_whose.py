"""A client's column that is an appointment's, or numbers each counselor's clients, is asked about."""

import pytest

import ingest
from ingest.merge import whose
from ingest.recognize import mapping
from tests.ingest.importing import held, written

HEADER = "Client,Counselor,Date,Status,Site"


@pytest.fixture(autouse=True)
def asking(monkeypatch):
    monkeypatch.setattr(whose, "FEWEST", 20)


def asked(folder, rows, rules="", name="sessions.csv"):
    """Return the questions of an import by option, after publishing it if there are none."""
    file = written(folder, "\n".join([HEADER, *rows]), name)
    mapped = folder / "rules.toml"
    mapped.write_text(rules, encoding="utf-8")
    try:
        ingest.publish([file], folder / "store", mapping=mapped)
    except ingest.Unanswered as unanswered:
        return {one["option"]: one for one in unanswered.report.questions}
    return {}


def row(n, client, counselor="ruth", site="North"):
    return (
        f"{client},{counselor},2026-{1 + n // 28:02}-{1 + n % 28:02} 09:00,show,{site}"
    )


@pytest.mark.parametrize(
    ("rows", "again", "asks"),
    [(20, 0, True), (19, 0, False), (41, 2, True), (39, 2, False), (20, 2, False)],
)
def test_a_client_who_never_comes_again_may_be_an_appointment(
    tmp_path, rows, again, asks
):
    """Of 41 sessions 39 are alone (95.1%), of 39 it is 37 (94.9%)."""
    found = asked(tmp_path, [row(n, max(n, again - 1)) for n in range(rows)])

    assert list(found) == (["clients-never-repeat"] if asks else [])
    if asks:
        (one,) = found.values()
        assert one["says"].startswith(
            f"sessions.csv: of {rows} sessions, {rows - again} are the only one of their"
            " client (column Client)."
        )
        assert len(one["examples"]) == 5


def test_a_week_of_clients_who_are_known_is_not_asked_about(tmp_path):
    assert asked(tmp_path, [row(n, n % 30) for n in range(60)]) == {}
    assert asked(tmp_path, [row(n, n - 90) for n in range(90, 120)]) == {}
    assert list(asked(tmp_path, [row(n, n) for n in range(120, 150)])) == [
        "clients-never-repeat"
    ]


@pytest.mark.parametrize(("shared", "asks"), [(10, True), (9, False)])
def test_numbers_with_one_and_a_half_counselors_each_may_restart(
    tmp_path, shared, asks
):
    """Twenty numbers, of which ten (or nine) stand with two counselors: 30 (29) pairs."""
    rows = [row(n, n % 20, "ruth") for n in range(40)]
    rows += [row(n + 40, n % shared, "omar") for n in range(2 * shared)]
    found = asked(tmp_path, rows)

    assert list(found) == (["client_numbers"] if asks else [])


def six_numbers(counselors):
    """Return sessions of six client numbers, each with every counselor."""
    people = [(who, client) for who in range(counselors) for client in range(1, 7)]
    return [
        f"{client},t{who},2026-01-{day:02} 09:00,show,{'NS'[who % 2]}"
        for who, client in people
        for day in (5, 12)
    ]


def test_every_way_to_answer_gives_the_clients_it_says(tmp_path):
    one = asked(tmp_path / "ask", six_numbers(2))["client_numbers"]
    counts = {}
    for way, entry in one["entries"].items():
        assert asked(tmp_path / way, six_numbers(2), entry) == {}
        sql = "select count(distinct client_id), count(distinct counselor_id),"
        sql += " count(distinct site) from exported.sessions"
        counts[way] = held(tmp_path / way, sql)

    assert "6 client numbers stand for 12 pairs" in one["says"]
    assert whose.NO_SITE not in one["says"]
    assert counts == {
        "clinic": [(6, 2, 2)],
        "counselor": [(12, 2, 2)],
        "site": [(12, 2, 2)],
    }
    assert (
        mapping.parsed("x", one["entries"]["clinic"].encode()).client_numbers
        == "clinic"
    )


def test_where_the_site_does_not_explain_it_it_is_asked_again(tmp_path):
    one = asked(tmp_path / "ask", six_numbers(12))["client_numbers"]
    by_site = asked(tmp_path / "site", six_numbers(12), one["entries"]["site"])

    assert "6 client numbers stand for 72 pairs" in one["says"]
    assert "12 client numbers stand for 72 pairs" in by_site["client_numbers"]["says"]
    assert asked(tmp_path / "each", six_numbers(12), one["entries"]["counselor"]) == {}


def test_numbers_that_restart_in_a_later_export_are_asked_about(tmp_path):
    north = [row(n, n % 20, "ruth") for n in range(60)]
    south = [row(n, n % 20, "omar", "South") for n in range(60)]

    assert asked(tmp_path, north) == {}
    assert list(asked(tmp_path, south)) == ["client_numbers"]
    assert asked(tmp_path, south, 'client_numbers = "clinic"') == {}


def test_counselors_of_two_columns_are_joined_whole(tmp_path):
    rows = [
        f"{client},{first},{last},2026-01-{day:02},show"
        for first, last in (("Ruth", "Vale"), ("Ruth", "Moss"))
        for client in range(1, 7)
        for day in (5, 12)
    ]
    file = written(tmp_path, "\n".join(["Client,Given,Family,Date,Status", *rows]))
    rules = tmp_path / "rules.toml"
    both = '[columns.sessions]\ncounselor_id = { join = ["Given", "Family"] }\n'
    rules.write_text(both, encoding="utf-8")
    with pytest.raises(ingest.Unanswered) as question:
        ingest.publish([file], tmp_path / "store", mapping=rules)
    (one,) = question.value.report.questions
    rules.write_text(one["entries"]["counselor"], encoding="utf-8")
    ingest.publish([file], tmp_path / "store", mapping=rules)
    sql = "select distinct counselor_id, count(distinct client_id) from exported.sessions group by 1"

    assert one["says"].endswith(whose.NO_SITE)
    assert sorted(held(tmp_path, sql)) == [("Ruth Moss", 6), ("Ruth Vale", 6)]


@pytest.mark.parametrize("enough", [1, 10**9])
def test_a_first_count_of_some_clients_finds_what_a_count_of_all_does(
    tmp_path, monkeypatch, enough
):
    monkeypatch.setattr(whose, "SAMPLE", 30)
    monkeypatch.setattr(whose, "ENOUGH", enough)
    usual = [row(n, n % 40) for n in range(120)]
    restarting = [row(n, n // 2 % 40, f"t{n % 2}") for n in range(160)]

    assert asked(tmp_path / "usual", usual) == {}
    assert list(asked(tmp_path / "restarting", restarting)) == ["client_numbers"]


@pytest.mark.parametrize(
    ("table", "column"), [("counselors", "counselor"), ("clients", "client")]
)
def test_people_of_two_names_are_one_in_what_is_asked(tmp_path, table, column):
    """Ten numbers under two names of one counselor; twenty names of ten clients."""
    by, other = ("ruth", "ruby") if column == "counselor" else ("omar", "omar")
    prefix = "" if column == "counselor" else "k"
    rows = [row(n, f"k{n % 20}", by) for n in range(20)]
    rows += [row(n + 20, f"{prefix}k{n % 20}", other) for n in range(20)]
    names = (
        ['"ruth" = "ruby"']
        if column == "counselor"
        else [f'"k{n}" = "kk{n}"' for n in range(20)]
    )
    option = "client_numbers" if column == "counselor" else "clients-never-repeat"

    assert list(asked(tmp_path / "two", rows)) == [option]
    rules = f"[same.{table}]\n" + "\n".join(names)
    assert asked(tmp_path / "one", rows, rules=rules) == {}
