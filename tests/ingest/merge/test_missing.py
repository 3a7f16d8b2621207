"""Files published without more than 5% of their rows: asked first, and said ever after."""

import pytest

import ingest
import queries
from ingest import __main__ as terminal
from tests.ingest.importing import HEADER, found, held, remarks, written

LACKS = "select file, part, missing, rows from missing_rows order by all"


def sessions(folder, good, bad, name="sessions.csv", month=1):
    """Write so many readable sessions, from the fifth on, and those without a date."""
    rows = [
        f"{name}{n},c{n},ruth,2026-{month:02}-{5 + n % 20:02} 09:00,attended"
        for n in range(good)
    ]
    rows += [f"{name}x{n},c{n},ruth,soon,attended" for n in range(bad)]
    return written(folder, "\n".join([HEADER, *rows]) + "\n", name)


def scores(folder, good, bad):
    rows = [f"c{n},2026-01-05,SRS,30" for n in range(good)]
    rows += [f"c{n},2026-01-05,SRS,fine" for n in range(bad)]
    head = "client id,date,instrument,score"
    return written(folder, "\n".join([head, *rows]) + "\n", "scores.csv")


def published(folder, *files, accept=(), **how):
    return ingest.publish(list(files), folder / "store", accept=accept, **how)


@pytest.mark.parametrize(("good", "bad", "asks"), [(95, 5, False), (94, 6, True)])
def test_more_than_one_row_in_twenty_is_asked_about(tmp_path, good, bad, asks):
    file = sessions(tmp_path, good, bad)
    tried = published(tmp_path, file, dry_run=True)

    assert [one["option"] for one in tried.questions] == ["6-unreadable-rows"] * asks
    assert found(tmp_path, file).unreadable == bad * asks


def test_the_question_names_the_number_and_shows_the_rows(tmp_path):
    file = sessions(tmp_path, 381, 31)
    with pytest.raises(ingest.Unanswered) as asked:
        published(tmp_path, file)
    (one,) = asked.value.report.questions

    assert "sessions.csv: 31 of 412 rows cannot be read, the first in line 383" in str(
        asked.value
    )
    assert "--accept 31-unreadable-rows" in str(asked.value)
    assert one["accept"] == "Publish without these 31 rows"
    assert [row["line"] for row in one["examples"]] == [383, 384, 385, 386, 387]
    assert one["examples"][0]["cells"]["start"] == "soon"
    assert "soon" not in str(asked.value)


def test_what_was_accepted_is_published_and_said_in_the_store(tmp_path):
    file = sessions(tmp_path, 381, 31)
    report = published(tmp_path, file, accept=["31-unreadable-rows"])

    assert report.published
    assert remarks(report.as_dict())["missing_rows"] == 31
    assert held(tmp_path, "select count(*) from exported.sessions") == [(381,)]
    assert held(tmp_path, LACKS) == [("sessions.csv", "sessions", 31, 412)]


def test_another_number_asks_again(tmp_path):
    file = sessions(tmp_path, 381, 32)
    with pytest.raises(ingest.Unanswered, match="--accept 32-unreadable-rows"):
        published(tmp_path, file, accept=["31-unreadable-rows"])


def test_several_files_are_one_question_with_the_number_of_all(tmp_path):
    files = [
        sessions(tmp_path, 20, 4),
        scores(tmp_path, 30, 6),
        sessions(tmp_path, 20, 3, "february.csv", month=2),
    ]
    with pytest.raises(ingest.Unanswered) as asked:
        published(tmp_path, *files)
    published(tmp_path, *files, accept=["13-unreadable-rows"])
    store = queries.open_store(tmp_path / "store")
    lacks = queries.answer(store, "missing_rows", queries.Filters.everything())
    store.close()

    assert "4 of 24 rows" in str(asked.value)
    assert "6 of 36 rows" in str(asked.value)
    assert lacks.to_numpy().tolist() == [
        ["scores.csv", "alliance", 6, 36],
        ["february.csv", "sessions", 3, 23],
        ["sessions.csv", "sessions", 4, 24],
    ]


def test_a_file_of_which_no_row_can_be_read_is_refused(tmp_path):
    files = [sessions(tmp_path, 20, 0), scores(tmp_path, 0, 6)]
    with pytest.raises(ingest.Refused) as refusal:
        published(tmp_path, *files, accept=["6-unreadable-rows"])

    assert not isinstance(refusal.value, ingest.Unanswered)
    assert "6 of 6 rows cannot be read" in str(refusal.value)
    assert "Not one can" in str(refusal.value)


AFTER = {
    "the same days, all readable": (lambda f: sessions(f, 24, 0, "mended.csv"), []),
    "another month": (
        lambda f: sessions(f, 60, 0, "feb.csv", month=2),
        [("sessions.csv", "sessions", 4, 24)],
    ),
    "the same days, and fewer rows": (
        lambda f: sessions(f, 23, 0, "other.csv"),
        [("sessions.csv", "sessions", 4, 24)],
    ),
}


@pytest.mark.parametrize("named", AFTER)
def test_it_is_missing_until_a_file_brings_those_days_and_as_many_rows(tmp_path, named):
    write, expected = AFTER[named]
    published(tmp_path, sessions(tmp_path, 20, 4), accept=["4-unreadable-rows"])
    published(tmp_path, write(tmp_path))

    assert held(tmp_path, LACKS) == expected


def test_replacing_everything_leaves_nothing_missing(tmp_path):
    published(tmp_path, sessions(tmp_path, 20, 4), accept=["4-unreadable-rows"])
    published(tmp_path, sessions(tmp_path, 3, 0, "new.csv"), replace=True)

    assert held(tmp_path, LACKS) == []


def test_the_same_file_again_is_nothing_new(tmp_path):
    file = sessions(tmp_path, 20, 4)
    published(tmp_path, file, accept=["4-unreadable-rows"])
    again = published(tmp_path, file, accept=["4-unreadable-rows"])

    assert not again.published
    assert held(tmp_path, LACKS) == [("sessions.csv", "sessions", 4, 24)]


def test_a_list_of_clients_is_missing_rows_until_a_longer_one_comes(tmp_path):
    def clients(good, ragged):
        rows = [f"c{n},2026-01-02,GP" for n in range(good)] + ["c,x"] * ragged
        content = "\n".join(["client id,referral date,referral source", *rows])
        return written(tmp_path, f"{content}\n", "clients.csv")

    published(
        tmp_path,
        sessions(tmp_path, 20, 0),
        clients(10, 2),
        accept=["2-unreadable-rows"],
    )
    first = held(tmp_path, LACKS)
    published(tmp_path, clients(12, 0))

    assert first == [("clients.csv", "clients", 2, 12)]
    assert held(tmp_path, LACKS) == []


def test_the_terminal_publishes_with_the_option_it_named(tmp_path, capsys):
    file, store = sessions(tmp_path, 20, 4), str(tmp_path / "store")
    first = terminal.main([str(file), "--store", store])
    said = capsys.readouterr().err
    then = terminal.main([str(file), "--store", store, "--accept", "4-unreadable-rows"])

    assert (first, then) == (terminal.REFUSED, terminal.PUBLISHED)
    assert "If that is right: --accept 4-unreadable-rows." in said
    assert "rows that could not be read and are missing, out of 24: 4" in (
        capsys.readouterr().out
    )
