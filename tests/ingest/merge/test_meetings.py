"""Tables whose ids do not meet: remarked on, asked about, and why."""

import pytest

import ingest
from ingest.merge import questions
from tests.ingest.importing import HEADER, held, imported, remarks, written

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
