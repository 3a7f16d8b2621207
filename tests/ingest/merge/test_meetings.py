"""Tables whose ids do not meet: remarked on, asked about, and why."""

import pytest

import ingest
from ingest.merge import questions
from tests.ingest.importing import HEADER, held, imported, refused, remarks, written

IDS = [f"{n:05}" for n in range(120, 160)]


def sessions(folder, ids=IDS):
    rows = "".join(
        f"s{n},{who},ruth,2026-03-02,attended\n" for n, who in enumerate(ids)
    )
    return written(folder, f"{HEADER}\n{rows}")


def clients(folder, ids):
    rows = "".join(f"{who},2026-03-10,planned ending\n" for who in ids)
    head = "client id,discharge date,discharge reason\n"
    return written(folder, head + rows, "clients.csv")


def scores(folder, ids):
    rows = "".join(f"{who},2026-03-02,SRS,30\n" for who in ids)
    return written(folder, f"client id,date,instrument,score\n{rows}", "scores.csv")


DIFFERENT = {
    "leading zeros": lambda who: who.lstrip("0"),
    "what stands before the number": lambda who: f"C-{who}",
    "blanks": lambda who: f"{who[:2]} {who[2:]}",
}


@pytest.mark.parametrize("cause", DIFFERENT)
@pytest.mark.parametrize("table", [clients, scores])
def test_ids_that_never_meet_are_asked_about_with_the_cause(
    tmp_path, monkeypatch, cause, table
):
    monkeypatch.setattr(questions, "LEAST_MEETING", 0.5)
    files = [sessions(tmp_path), table(tmp_path, map(DIFFERENT[cause], IDS))]
    with pytest.raises(ingest.Unanswered) as asked:
        ingest.publish(files, tmp_path / "store")
    report = ingest.publish(files, tmp_path / "store", accept=["ids-do-not-meet"])

    assert "40 of 40 clients of the" in str(asked.value)
    assert f"They differ in {cause}" in str(asked.value)
    assert any(
        one["key"].startswith("unmet_") and one["rows"] == 40 for one in report.remarks
    )


@pytest.mark.parametrize(("alike", "named"), [(20, False), (21, True)])
def test_a_cause_explains_more_than_half_of_the_ids(
    tmp_path, monkeypatch, alike, named
):
    monkeypatch.setattr(questions, "LEAST_MEETING", 0.5)
    ids = [who.lstrip("0") for who in IDS[:alike]]
    ids += [f"x{n}" for n in range(40 - alike)]
    files = [sessions(tmp_path), scores(tmp_path, ids)]
    (one,) = ingest.publish(files, tmp_path / "store", dry_run=True).questions

    assert ("They differ in leading zeros" in one["says"]) is named


@pytest.mark.parametrize(("known", "asks"), [(19, True), (20, False)])
def test_half_of_the_ids_meeting_is_enough_to_go_on(tmp_path, monkeypatch, known, asks):
    monkeypatch.setattr(questions, "LEAST_MEETING", 0.5)
    others = [f"x{n}" for n in range(40 - known)]
    files = [sessions(tmp_path), scores(tmp_path, [*IDS[:known], *others])]
    report = ingest.publish(files, tmp_path / "store", dry_run=True)

    assert bool(report.questions) is asks
    assert "They differ" not in str(report.questions)


@pytest.mark.parametrize(("known", "remarked"), [(37, True), (38, False)])
def test_five_in_a_hundred_that_do_not_meet_are_remarked(tmp_path, known, remarked):
    files = [sessions(tmp_path), scores(tmp_path, [*IDS[:known], *"abc"[: 40 - known]])]
    report = imported(tmp_path, *files)

    assert ("unmet_alliance" in remarks(report)) is remarked
    assert not any("differ in" in one["remark"] for one in report["remarks"])


def test_a_list_of_all_clients_meets_the_sessions_of_a_month(tmp_path, monkeypatch):
    monkeypatch.setattr(questions, "LEAST_MEETING", 0.5)
    everybody = [f"{n:05}" for n in range(1000)]
    files = [sessions(tmp_path), clients(tmp_path, everybody)]
    report = ingest.publish(files, tmp_path / "store")

    assert not any(one["key"] == "unmet_clients" for one in report.remarks)
    assert held(tmp_path, "select count(*) from clients") == [(1000,)]


TABLES = [("clients", clients), ("alliance", scores)]
MENDS = {
    "leading-zeros": lambda who: who.lstrip("0"),
    "prefix": lambda who: f"C-{who}",
    "blanks": lambda who: f"{who[:2]} {who[2:]}",
}


@pytest.fixture
def asking(monkeypatch):
    monkeypatch.setattr(questions, "LEAST_MEETING", 0.5)


@pytest.mark.usefixtures("asking")
@pytest.mark.parametrize("rule", MENDS)
@pytest.mark.parametrize(("name", "table"), TABLES)
def test_the_mend_that_is_offered_makes_them_meet(tmp_path, rule, name, table):
    files = [sessions(tmp_path), table(tmp_path, map(MENDS[rule], IDS))]
    with pytest.raises(ingest.Unanswered) as asked:
        ingest.publish(files, tmp_path / "store")
    (one,) = asked.value.report.questions
    mend = f'[ids]\nclient_id = ["{rule}"]'
    mended = imported(tmp_path, *files, rules=mend)

    assert one["mend"]["ids"] == {"client_id": [rule]}
    assert f'[ids] client_id = ["{rule}"]' in str(asked.value)
    assert "40 more then meet" in str(asked.value)
    assert mended["questions"] == []
    assert f"unmet_{name}" not in remarks(mended)
    assert held(tmp_path, "select count(*) from clients") == [(40,)]


@pytest.mark.usefixtures("asking")
def test_letter_case_and_a_prefix_together_are_two_rules(tmp_path):
    own = [f"kl{n}-{chr(97 + n % 26)}" for n in range(40)]
    other = [f"Client {who.upper()}" for who in own]
    files = [sessions(tmp_path, own), scores(tmp_path, other)]
    (one,) = ingest.publish(files, tmp_path / "store", dry_run=True).questions

    assert one["mend"]["ids"] == {"client_id": ["capital-letters", "prefix"]}
    assert "differ in capital letters and what stands before the number" in one["says"]


@pytest.mark.usefixtures("asking")
def test_a_mend_that_makes_one_of_two_clients_is_not_offered(tmp_path):
    twins = [*IDS, "0120", "0121"]  # beside 00120 and 00121, as other clients
    short = [who.lstrip("0") for who in IDS]
    files = [sessions(tmp_path, twins), scores(tmp_path, short)]
    (one,) = ingest.publish(files, tmp_path / "store", dry_run=True).questions

    assert one["mend"] == {}
    assert (
        "To ignore that would make one of clients whom a table tells apart (2 ids)"
        in (one["says"])
    )


def test_declared_although_it_makes_one_of_two_clients_it_is_refused(tmp_path):
    files = [sessions(tmp_path, [*IDS, "0120"])]
    sentence = refused(tmp_path, *files, rules='[ids]\nclient_id = ["leading-zeros"]')

    assert sentence == (
        "sessions.csv, column 'client_id': ids that are another's without leading zeros,"
        " which the mapping ignores ([ids] client_id): 1. Take that out of the mapping, or"
        " make the ids differ in something else; nothing was imported."
    )


@pytest.mark.usefixtures("asking")
def test_counselors_of_two_tables_are_mended_alike(tmp_path):
    rows = "".join(f"s{n},c{n},0{n % 4 + 1},2026-03-02,attended\n" for n in range(40))
    file = written(tmp_path, f"{HEADER}\n{rows}")
    staff = "".join(f"{n},Name {n},20\n" for n in range(1, 5))
    table = written(tmp_path, f"counselor id,name,weekly hours\n{staff}", "staff.csv")
    (one,) = ingest.publish([file, table], tmp_path / "store", dry_run=True).questions
    imported(tmp_path, file, table, rules='[ids]\ncounselor_id = ["leading-zeros"]')

    assert "4 of 4 counselors of the counselors table are in no session" in one["says"]
    assert one["mend"]["ids"] == {"counselor_id": ["leading-zeros"]}
    named = "select count(*) from counselors where counselor like 'Name%'"
    assert held(tmp_path, named) == [(4,)]


@pytest.mark.usefixtures("asking")
def test_what_is_held_is_mended_with_the_next_import(tmp_path):
    store = tmp_path / "store"
    ingest.publish([sessions(tmp_path)], store)
    short = scores(tmp_path, [who.lstrip("0") for who in IDS])
    report = imported(tmp_path, short, rules='[ids]\nclient_id = ["leading-zeros"]')

    assert report["questions"] == []
    assert held(tmp_path, "select count(*) from clients") == [(40,)]
    ids = "select min(client_id), max(client_id) from exported.sessions"
    assert held(tmp_path, ids) == [("120", "159")]


@pytest.mark.parametrize("mended_later", [False, True])
def test_a_rule_that_is_taken_back_doubles_nothing_when_the_file_comes_again(
    tmp_path, mended_later
):
    file, rules = sessions(tmp_path), '[ids]\nclient_id = ["leading-zeros"]'
    short = scores(tmp_path, [who.lstrip("0") for who in IDS])
    if mended_later:
        imported(tmp_path, file)
    imported(tmp_path, *([] if mended_later else [file]), short, rules=rules)
    report = imported(tmp_path, file)

    assert report["questions"] == []
    ids = "select count(*), min(client_id) from exported.sessions"
    assert held(tmp_path, ids) == [(40, "00120")]


def test_a_rule_taken_back_asks_about_the_files_that_do_not_come_again(tmp_path):
    shared = 'appointment_ids = "shared"\n'  # both files number from s0
    rules = shared + '[ids]\nclient_id = ["leading-zeros"]'
    imported(tmp_path, sessions(tmp_path), rules=rules)
    later = sessions(tmp_path / "later", [f"{n:05}" for n in range(300, 320)])

    (one,) = imported(tmp_path, later, rules=shared)["questions"]
    assert one["option"] == "other-answers"
    assert imported(tmp_path, later, rules=rules)["questions"] == []


def test_an_id_of_zeros_alone_stays_as_it_is(tmp_path):
    rules = '[ids]\nclient_id = ["leading-zeros", "prefix"]'
    imported(tmp_path, sessions(tmp_path, ["000", "007", "ann"]), rules=rules)

    found = held(tmp_path, "select client_id from exported.sessions order by all")
    assert found == [("000",), ("7",), ("ann",)]
