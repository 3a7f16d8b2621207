"""What stands around a figure: its panels, its download, the rows behind a mark."""

import logging
from contextlib import nullcontext
from types import SimpleNamespace

import pandas as pd
import pytest

from queries import Filters
from ui.figures import figure, marks
from ui.page import choices, failures, names

TABLE = pd.DataFrame({"month": ["a", "b"], "clients": [3, 4]})
RELEASE = SimpleNamespace(of=lambda table: table.head(1))


def behind():
    rows = pd.DataFrame({"client_id": ["c"]})
    return marks.Given(rows, "client", "month", lambda t, _: t, "{}!".format)


@pytest.fixture
def page(monkeypatch):
    """Return a function that shows a figure; it returns what is seen of it."""

    def show(table=TABLE, *, rows=None, release=None, opened=None, mark=None, row=None):
        seen = SimpleNamespace(buttons=[], tables=[], texts=[], drawn=None, state={})
        seen.state["months_opened"] = opened
        points = [{"customdata": [mark]}] if mark else []

        def plotly_chart(_picture, **how):
            seen.drawn = how
            return {"selection": {"points": points}}

        stub = SimpleNamespace(
            session_state=seen.state,
            header=lambda text, **_: seen.texts.append(text),
            caption=seen.texts.append,
            text=lambda text, **_: seen.texts.append(text),
            markdown=lambda text: seen.texts.append("defined" if text else ""),
            code=lambda *_, **__: seen.texts.append("code"),
            container=lambda **_: nullcontext(),
            plotly_chart=plotly_chart,
            button=lambda label, **how: seen.buttons.append((label, how.get("icon"))),
            download_button=lambda label, data, **how: seen.buttons.append(
                (label, data().decode("utf-8-sig"), how["file_name"])
            ),
        )
        monkeypatch.setattr(figure, "st", stub)
        monkeypatch.setattr(marks, "st", stub)
        monkeypatch.setattr(figure.data, "snapshot", lambda: "0123456789")

        def listed(frame, **how):
            seen.tables.append((len(frame), how.get("selectable")))
            return row

        monkeypatch.setattr(figure.tables, "show", listed)
        figure.show(
            None,
            Filters.everything(),
            question="attendance_overall",
            headline="H",
            note="N",
            table=table,
            rows=rows,
            release=release,
            key="months",
        )
        return seen

    return show


def test_nothing_is_drawn_of_an_empty_table(page):
    seen = page(TABLE.head(0), rows=behind(), release=RELEASE)

    assert seen.texts == ["H", figure.NOTHING]
    assert seen.drawn is None
    assert seen.buttons == []


@pytest.mark.parametrize("rows", [None, behind()])
def test_rows_can_be_opened_and_marks_selected_where_there_are_any(page, rows):
    seen = page(rows=rows)
    panels = [label for label, _ in seen.buttons]

    assert ("Rows" in panels) is (rows is not None)
    assert seen.drawn["on_select"] == ("ignore" if rows is None else "rerun")
    assert seen.texts == ["H", "N"]
    assert seen.tables == []


def test_only_what_is_released_can_be_downloaded(page):
    (label, content, name) = page(release=RELEASE).buttons[-1]

    assert label == "Download"
    assert content.split() == ["month,clients", "a,3"]
    assert name.endswith("_01234567.csv")
    assert all(label != "Download" for label, *_ in page().buttons)


@pytest.mark.parametrize(
    ("opened", "shown"),
    [("Definition", ["defined"]), ("Query", ["code", "code"]), (None, [])],
)
def test_an_open_panel_is_shown_and_has_a_sign(page, opened, shown):
    seen = page(opened=opened)

    assert seen.texts[2:] == shown
    assert [label for label, icon in seen.buttons if icon] == (
        [opened] if opened else []
    )


@pytest.mark.parametrize(
    ("rows", "selected", "said"),
    [
        (behind(), None, []),
        (behind(), 1, ["1 client behind b!"]),
        (None, None, []),
        (None, 1, []),
    ],
)
def test_a_selected_row_of_the_table_is_a_selected_mark(page, rows, selected, said):
    seen = page(rows=rows, opened="Table", row=selected)

    assert seen.tables[0] == (2, rows is not None)
    assert seen.texts[2:] == said


def test_a_row_selected_in_the_table_comes_before_a_mark_in_the_figure(page):
    both = page(rows=behind(), opened="Table", row=0, mark="b")
    mark = page(rows=behind(), opened="Table", mark="b")

    assert both.texts[2:] == ["1 client behind a!"]
    assert mark.texts[2:] == ["1 client behind b!"]


def test_rows_are_those_of_the_mark_or_of_all_and_a_mark_can_be_cleared(page):
    marked, opened = page(rows=behind(), mark="b"), page(rows=behind(), opened="Rows")
    without = page(mark="b")

    assert marked.texts[2:] == ["1 client behind b!"]
    assert opened.texts[2:] == ["1 client behind the whole figure"]
    assert without.texts[2:] == []
    assert ("Clear the selection", None) in marked.buttons
    assert ("Clear the selection", None) not in opened.buttons


def test_a_panel_is_opened_turned_to_and_closed(monkeypatch):
    state = {}
    monkeypatch.setattr(figure, "st", SimpleNamespace(session_state=state))
    seen = []
    for panel in ("Table", "Query", "Query"):
        figure._turn("months", panel)
        seen.append(state["months_opened"])

    assert seen == ["Table", "Query", None]


@pytest.mark.parametrize(("picked", "found"), [("b", "b"), ("gone", "a"), (None, "a")])
def test_what_is_picked_and_not_there_is_the_first(picked, found, monkeypatch):
    stub = SimpleNamespace(selectbox=lambda *_, **__: picked)
    monkeypatch.setattr(choices, "st", stub)

    assert choices.pick("k", "Label", {"a": "A", "b": "B"}) == found


NAMED = pd.DataFrame({"day": [1, 2], "client_id": ["C-1", "C-2"]})


@pytest.mark.parametrize(
    ("frame", "on", "columns"),
    [
        (NAMED, True, ["day", "client_name", "client_id"]),
        (NAMED, False, ["day", "client_id"]),
        (NAMED[["day"]], True, ["day"]),
    ],
)
def test_names_stand_before_their_pseudonyms_while_they_are_on(
    frame, on, columns, monkeypatch
):
    stub = SimpleNamespace(session_state={names.SWITCH: on})
    monkeypatch.setattr(names, "st", stub)
    monkeypatch.setattr(names, "known", lambda: {"C-1": "Ann\u200b Lee"})
    shown = names.beside(frame)

    assert shown.columns.tolist() == columns
    assert "client_name" not in frame
    if len(columns) == 3:
        assert shown["client_name"].tolist() == ["Ann Lee", ""]


@pytest.mark.parametrize("kept", [True, False])
def test_names_can_be_switched_on_where_there_are_any(kept, monkeypatch, tmp_path):
    shown = []
    monkeypatch.setattr(
        names, "st", SimpleNamespace(toggle=lambda label, **_: shown.append(label))
    )
    monkeypatch.setattr(names.data, "folder", lambda: tmp_path)
    if kept:
        (tmp_path / names.kept.NAMES).touch()
    names.switch()

    assert shown == ([names.LABEL] if kept else [])


def test_the_log_names_the_place_where_it_failed_and_not_what_it_said(caplog):
    caplog.set_level(logging.ERROR, logger="rapport")

    def deeper():
        raise ValueError("Ann Client")

    try:
        deeper()
    except ValueError as error:
        reference = failures.logged(error, "names")
        place = error.__traceback__.tb_next.tb_lineno

    (line,) = caplog.messages
    assert line == f"{reference}: names, ValueError at test_figure.py:{place}"
