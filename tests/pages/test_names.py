"""Names are seen in tables, by whoever switches them on, and nowhere else."""

import json
import logging

import pytest

import ingest
from store import beside
from tests.pages.test_every_page import complaints
from ui.page import names

HEADER = "client_name,clinician_name,date_of_service,office_name,status\n"
SUMMARY = "16 clients,1 clinician,100 appointments,1 office,2 statuses"
PEOPLE = [f"Canary{n} Nightingale" for n in range(16)]
DAYS = [f"2026-0{month}-1{n % 9}" for month in (1, 2, 3) for n in range(4)]
ROWS = [
    f"{name},Ruth Lee,{day},Main Office,{'No show' if n % 5 == 0 else 'Show'}"
    for n, name in enumerate(PEOPLE)
    for day in DAYS[: 1 + n % len(DAYS)]
]
PAGE = "pages/attendance.py"
OPENED = {"attendance_over_time_opened": "Rows", "period": "All"}
EVERY_PAGE = ["dashboard.py", PAGE, "pages/calls.py", "pages/caseload.py"]


@pytest.fixture(scope="module")
def named(tmp_path_factory):
    """Publish an export that knows clients by name only; read it, never write."""
    folder = tmp_path_factory.mktemp("named")
    file = folder / "client_attendance_report.csv"
    file.write_text(HEADER + "\n".join([SUMMARY, *ROWS]), encoding="utf-8")
    ingest.publish([file], folder / "store")
    return folder / "store"


def called(visitor):
    """Return the names in all tables on the page."""
    tables = [table.value for table in visitor.dataframe]
    return {
        name
        for table in tables
        if names.COLUMN in table
        for name in table[names.COLUMN]
    }


def elsewhere(visitor):
    """Return everything on the page that is no table, as text."""
    figures = [figure.proto.spec for figure in visitor.get("plotly_chart")]
    kinds = ("markdown", "caption", "header", "metric", "text", "code", "warning")
    shown = [f"{e.value}" for kind in kinds for e in visitor.get(kind)]
    return json.dumps([figures, shown, dict(visitor.query_params)], default=str)


def test_names_are_off_until_they_are_switched_on(visit, named):
    visitor = visit(named, PAGE, **OPENED)
    off = called(visitor)
    visitor.toggle(key=names.SWITCH).set_value(True).run()

    assert off == set()
    assert complaints(visitor) == []
    assert called(visitor) <= set(PEOPLE)
    assert len(called(visitor)) > 10


def test_each_name_stands_beside_its_own_client(visit, named):
    visitor = visit(named, PAGE, **OPENED, show_client_names=True)
    (table,) = (t.value for t in visitor.dataframe if names.COLUMN in t.value)
    known = beside.names(named)

    assert [known[client] for client in table["client_id"]] == table[
        names.COLUMN
    ].tolist()


@pytest.mark.parametrize("page", EVERY_PAGE)
def test_a_name_is_in_no_figure_sentence_or_link(visit, named, page, caplog):
    caplog.set_level(logging.DEBUG)
    visitor = visit(named, page, show_client_names=True, period="All")

    assert complaints(visitor) == []
    assert "Canary" not in elsewhere(visitor)
    assert "Canary" not in caplog.text
    assert visitor.toggle(key=names.SWITCH).proto.query_param_key == ""


def test_only_clients_have_names(named):
    assert sorted(beside.names(named).values()) == sorted(PEOPLE)


def test_a_name_is_in_no_file_of_the_store_but_its_own(named):
    holding = [
        file.name
        for file in named.rglob("*")
        if file.is_file() and b"Canary" in file.read_bytes()
    ]

    assert holding == ["names.json"]
    assert (named / "names.json").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("page", EVERY_PAGE)
def test_a_download_holds_no_name(visit, named, monkeypatch, page):
    files = []

    def offered(_, data, **__):
        files.append(data() if callable(data) else data)

    monkeypatch.setattr("streamlit.download_button", offered)
    visit(named, page, period="All", show_client_names=True)

    assert files
    assert not [file for file in files if b"Canary" in bytes(file)]


def test_the_switch_follows_to_the_next_page(visit, named):
    visitor = visit(named, PAGE)
    visitor.toggle(key=names.SWITCH).set_value(True).run()
    visitor.switch_page("pages/caseload.py").run()

    assert visitor.toggle(key=names.SWITCH).value


def test_there_is_no_switch_without_names(visit, sample_folder):
    visitor = visit(sample_folder, "pages/data.py", data_part="Names")

    assert not [toggle for toggle in visitor.toggle if toggle.key == names.SWITCH]
    assert "No names are kept" in [header.value for header in visitor.header]


def test_the_names_can_be_deleted(visit, tmp_path):
    file, store = tmp_path / "client_attendance_report.csv", tmp_path / "store"
    file.write_text(HEADER + "\n".join(ROWS), encoding="utf-8")
    ingest.publish([file], store)
    visitor = visit(store, "pages/data.py", data_part="Names")
    visitor.checkbox(key="sure_to_delete_names").check().run()
    visitor.button(key="delete_names").click().run()

    assert complaints(visitor) == []
    assert "No names are kept" in [header.value for header in visitor.header]
    assert beside.names(store) == {}
    assert visit(store, PAGE, **OPENED).dataframe[0].value["client_id"].notna().all()
