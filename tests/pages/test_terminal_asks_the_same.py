"""What the Data page asks about a file, the terminal asks too, with the way to answer it."""

import pytest

import queries
from ingest import __main__ as terminal
from ingest.merge import questions, whose
from tests.pages.test_every_page import ONE, complaints
from tests.pages.uploading import HEADER, PAGE, drop, enabled, imported

KEPT = 'time_zone = "UTC"\n'


def numbered(row):
    return "\n".join([HEADER, *(row(n) for n in range(40))])


WITHOUT_COUNSELOR = "client,start,status\nbob,2026-01-06,attended\n"
WITHOUT_STATUS = "client,counselor,start\nbob,omar,2026-01-06\n"
ORDER = f"{HEADER}\n2,bob,omar,03/02/2026,attended\n3,cat,omar,05/02/2026,attended\n"
DECIMAL = f"{HEADER},fee\n2,bob,omar,2026-01-06,attended,1.234\n"
WORD = f"{HEADER}\n2,bob,omar,2026-01-06,gone fishing\n3,cat,omar,2026-01-07,attended\n"
ALONE = numbered(lambda n: f"a{n},b{n},omar,2026-01-{1 + n % 28:02},attended")
RESTART = numbered(
    lambda n: f"a{n},{n // 2 % 10},t{n % 2},2026-01-{1 + n // 2:02},show"
)
CONTACT = f"{HEADER},Discreet calls\n2,bob,omar,2026-01-06,attended,yes\n"
TWICE = f"{HEADER}\n" + "2,bob,omar,2026-01-06,attended\n" * 2


@pytest.mark.parametrize(
    ("content", "way", "at_once"),
    [
        (WITHOUT_COUNSELOR, 'counselor_id = { text = "(none named)" }', True),
        (WITHOUT_STATUS, 'status = { text = "attended" }', True),
        (ORDER, "date_order", True),
        (DECIMAL, "decimal", True),
        (WORD, "--accept unknown-words", True),
        (ALONE, "--accept clients-never-repeat", False),
        (RESTART, 'client_numbers = "clinic"', False),
        (CONTACT, '[contact]: "Discreet calls" = one of "yes"', False),
        (TWICE, "--accept exported-twice", False),
    ],
)
def test_both_ask_before_anything_is_published(
    visit, publish, monkeypatch, capsys, content, way, at_once
):
    store = publish(sessions=ONE)
    monkeypatch.setattr(questions, "SHARE", 0.01)
    monkeypatch.setattr(questions, "LEAST_WORDS", 1)
    monkeypatch.setattr(whose, "FEWEST", 20)
    (store / "mapping.toml").write_text(KEPT, encoding="utf-8")
    before = queries.current(store)
    file = store.parent / "export.csv"
    file.write_text(content, encoding="utf-8")
    ended = terminal.main([str(file), "--store", str(store)])
    said = capsys.readouterr().err
    visitor = drop(visit(store, PAGE), **{"export.csv": content.encode()})
    if not at_once:
        visitor = imported(visitor, store)

    assert ended == terminal.REFUSED
    assert way in said
    assert complaints(visitor) == []
    assert enabled(visitor, "Publish") is not at_once
    asks = ("Before it can be counted", "Before this can be published")[not at_once]
    assert asks in [header.value for header in visitor.header]
    assert queries.current(store) == before


def test_the_terminal_lists_the_kept_answers_that_it_uses(publish, capsys):
    store = publish(sessions=ONE)
    kept = (
        f'{KEPT}[statuses_under.status]\n"gone fishing" = "no_show"\n'
        '[answered]\n"statuses_under.status.gone fishing" = 2026-11-03\n'
    )
    (store / "mapping.toml").write_text(kept, encoding="utf-8")
    file = store.parent / "export.csv"
    file.write_text(WORD, encoding="utf-8")

    assert terminal.main([str(file), "--store", str(store)]) == terminal.PUBLISHED
    assert capsys.readouterr().out.startswith(
        "Answered before, and used again:\n  Time zone: UTC\n"
        "  “gone fishing” under “status” means no show, as answered on 2026-11-03\n"
    )
