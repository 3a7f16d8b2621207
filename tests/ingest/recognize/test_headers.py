"""Which table a header is of: whose columns, which of several, where it stands."""

from dataclasses import replace

import pytest

from ingest.read.formats.text import Sheet, Text
from ingest.recognize.headers import WITHOUT, not_recognized, recognized
from ingest.recognize.instruments import InstrumentEntry
from ingest.recognize.mapping import Mapping, parsed
from ingest.recognize.recipes import RecipeTable
from ingest.recognize.sources import _cell, check, opened, recognize
from ingest.refusals import NotOurs, Refused, Unrecognized, WrongReport
from tests.ingest.workbooks import archive

USUAL = Mapping()
SESSIONS = ["client", "counselor", "start", "status"]
SCORES = ["client", "date", "measure", "score"]


def readings(headings, file="a.csv", mapping=USUAL):
    """Return the places of each reading's columns, by the name of its table."""
    found = {}
    for table, columns, export, _ in recognized(file, headings, mapping):
        name = export.title if export else table
        found[name] = {column: cell.places for column, cell in columns.items()}
    return found


def test_our_own_columns_stand_where_their_headings_do():
    assert readings(["Status", "x", "Client ID", "START", "Counselor"]) == {
        "sessions": {
            "client_id": (2,),
            "counselor_id": (4,),
            "start": (3,),
            "status": (0,),
        }
    }


@pytest.mark.parametrize("lacking", SESSIONS)
def test_sessions_need_each_of_their_columns(lacking):
    assert "sessions" not in readings([one for one in SESSIONS if one != lacking])


@pytest.mark.parametrize(
    ("headings", "files", "are_clients"),
    [
        (["client"], {}, True),
        (["client", "color"], {}, False),
        (["client", "referral date"], {}, True),
        (["client", "color"], {"a.csv": "clients"}, True),
        (["client"], {"a.csv": "counselors"}, False),
        (["client"], {"b.csv": "counselors"}, True),
        (["color"], {"a.csv": "clients"}, False),
    ],
)
def test_one_column_of_ours_among_others_is_not_enough(headings, files, are_clients):
    assert (
        "clients" in readings(headings, mapping=Mapping(files=files))
    ) is are_clients


@pytest.mark.parametrize(
    ("file", "tables"),
    [
        ("a.csv", {"alliance", "outcomes"}),
        ("Alliance of May.csv", {"alliance"}),
        ("OUTCOMES.csv", {"outcomes"}),
        ("outcome.csv", {"outcomes"}),
        ("alliance and outcome.csv", {"alliance", "outcomes"}),
    ],
)
def test_a_files_name_tells_ratings_from_outcomes(file, tables):
    assert set(readings(SCORES, file)) & {"alliance", "outcomes"} == tables
    assert "sessions" in readings(SESSIONS, file)


@pytest.mark.parametrize("table", ["alliance", "outcomes"])
def test_what_the_clinic_says_of_a_file_goes_before_its_name(table):
    mapping = Mapping(files={"outcome.csv": table})

    assert set(readings(SCORES, "outcome.csv", mapping)) == {table}


ATTENDANCE = ["client_name", "clinician_name", "date_of_service", "status"]


@pytest.mark.parametrize(
    ("files", "is_known"),
    [({}, True), ({"a.csv": "sessions"}, True), ({"a.csv": "clients"}, False)],
)
def test_the_export_of_a_system_is_what_the_clinic_says_it_is(files, is_known):
    found = readings(ATTENDANCE, mapping=Mapping(files=files))

    assert ("SimplePractice, attendance report" in found) is is_known


@pytest.mark.parametrize(
    ("headings", "titles"),
    [
        (
            [
                "UniqueID_IDS607",
                "Unique_CareContactID",
                "CodedAssToolType",
                "PersScore",
            ],
            set(),
        ),
        (
            ["CareActID", "CareContactID", "CarePersLocalID"],
            {"NHS Talking Therapies, IDS202 care activities"},
        ),
        (
            ["date of service", "client", "clinician", "billing code"]
            + ["client payment status"],
            {"SimplePractice, appointment status report"},
        ),
    ],
)
def test_an_export_has_what_its_table_requires_or_is_of_no_table(headings, titles):
    assert set(readings(headings)) == titles


def test_a_counselors_name_stands_for_the_counselor():
    named = readings(["client", "counselor name", "start", "status"])["sessions"]
    both = readings(["client", "counselor", "counselor name", "start", "status"])

    assert named["counselor_id"] == named["counselor_name"] == (1,)
    assert both["sessions"]["counselor_id"] == (1,)
    assert both["sessions"]["counselor_name"] == (2,)


NAMES = ["first name", "last name", "counselor", "start", "status"]


def test_a_clients_name_stands_for_the_client():
    (reading,) = recognized("a.csv", NAMES, USUAL)
    assert reading[1]["client_id"].places == (0, 1)
    assert reading[1]["client_id"].is_name

    (reading,) = recognized("a.csv", [*NAMES, "client"], USUAL)
    _, columns, _, called = reading
    assert columns["client_id"].places == (5,)
    assert not columns["client_id"].is_name
    assert called.places == (0, 1)


FIRST = ["client first name", "patient first name", "first name"]
LAST = ["client last name", "patient last name", "last name"]


@pytest.mark.parametrize(
    "called",
    [
        ["client name"],
        ["patient name"],
        ["client full name"],
        ["patient full name"],
        *([first, last] for first in FIRST for last in LAST),
    ],
)
def test_how_clients_are_called(called):
    headings = [*reversed(called), *SESSIONS[1:]]
    ((_, columns, _, name),) = recognized("a.csv", headings, USUAL)

    assert columns["client_id"].places == tuple(range(len(called)))[::-1]
    assert name.places == columns["client_id"].places


def test_a_whole_name_goes_before_its_parts():
    headings = ["last name", "first name", "patient name", "client name"]
    ((_, columns, _, _),) = recognized("a.csv", [*headings, *SESSIONS[1:]], USUAL)
    assert columns["client_id"].places == (3,)

    more = ["first name", "patient first name", "client first name", "last name"]
    ((_, columns, _, _),) = recognized("a.csv", [*more, *SESSIONS[1:]], USUAL)
    assert columns["client_id"].places == (2, 3)


def test_a_day_is_read_before_a_time_and_a_time_is_read_once():
    day = ["start time", "date", "client", "counselor", "status"]
    assert readings(day)["sessions"]["start"] == (1,)
    assert readings(day)["sessions"]["time"] == (0,)

    alone = readings(["start time", *SESSIONS[:2], "status"])["sessions"]
    assert alone["start"] == (0,)
    assert "time" not in alone


def test_of_two_times_beside_a_day_the_usual_one_is_read():
    headings = ["visit time", "start time", "date", *SESSIONS[:2], "status"]

    assert readings(headings)["sessions"]["time"] == (1,)


@pytest.mark.parametrize(
    "time", ["start time", "service start time", "scheduled start time"]
)
def test_headings_of_a_time_give_way_to_those_of_a_day(time):
    assert readings([time, "dos", *SESSIONS[:2], "status"])["sessions"]["start"] == (1,)


def test_of_two_headings_of_one_column_the_usual_one_is_read():
    headings = ["patient", "client id", "counselor", "visit date", "date", "status"]
    found = readings(headings)["sessions"]

    assert (found["client_id"], found["start"]) == ((1,), (4,))


def test_scores_in_columns_are_of_the_first_instrument():
    (reading,) = recognized("a.csv", ["client", "date", "x", "ORS", "SRS"], USUAL)
    table, columns, _, _ = reading

    assert table == "outcomes"
    assert columns["instrument"].sql == "'ORS'"
    assert columns["instrument"].is_heading
    assert columns["score"].places == (3,)
    ours = Mapping(instrument=[InstrumentEntry(name="x")])
    ((table, columns, _, _),) = recognized("a.csv", ["client", "date", "x"], ours)
    assert (table, columns["score"].places) == ("alliance", (2,))


@pytest.mark.parametrize("headings", [["client", "SRS"], ["date", "SRS"], ["SRS"]])
def test_scores_in_columns_need_a_client_and_a_day(headings):
    assert readings(headings) == {}


def test_a_heading_that_the_clinic_gives_to_a_column_is_no_others():
    mapping = Mapping(columns={"sessions": {"counselor_id": "client"}})
    assert readings(SESSIONS, mapping=mapping) == {}

    found = readings([*SESSIONS, "patient"], mapping=mapping)["sessions"]
    assert (found["client_id"], found["counselor_id"]) == ((4,), (0,))
    elsewhere = Mapping(columns={"clients": {"client_id": "counselor"}})
    assert readings(SESSIONS, mapping=elsewhere)["sessions"]["client_id"] == (0,)


NEEDS = (
    " Sessions need a client, a counselor, a start and a status column; name them in a"
    " mapping file."
)


@pytest.mark.parametrize(
    ("headings", "lacks"),
    [
        (["x"], ""),
        (["client"], " It lacks a counselor and a start and a status."),
        (["client", "counselor name"], " It lacks a start and a status."),
        (["start time", "status", "client"], " It lacks a counselor."),
        (["counselor", "start", "status"], " It lacks a client."),
        (["first name", "counselor", "start", "status"], " It lacks a client."),
        (SESSIONS, ""),
    ],
)
def test_what_sessions_lack_is_named(headings, lacks):
    assert not_recognized("a.csv", headings, USUAL) == (
        "a.csv: no table of ours was recognized in its first lines (of up to"
        f" {len(headings)} columns).{lacks}{NEEDS}{_ways(lacks)}"
    )


def _ways(lacks):
    ways = {"a counselor": WITHOUT["counselor_id"], "a status": WITHOUT["status"]}
    return "".join(way for lacked, way in ways.items() if lacked in lacks)


@pytest.mark.parametrize(
    ("heading", "says"),
    [
        ("Kept appt?", 'status = "Kept appt?".'),
        ("Who came", 'status = "Who came".'),
        ("Missed", 'status = { rules = [{ when = { "Missed" = "set" }, word ='),
        ("Was absent", 'status = { rules = [{ when = { "Was absent" = "set" }, word ='),
        ("Kam: came für", 'status = "Kam: came für".'),
        ("Fee", ""),
        ("Room", ""),
    ],
)
def test_a_heading_that_sounds_like_coming_is_named_with_the_entry(heading, says):
    said = not_recognized("a.csv", ["client", "therapist", "start", heading], USUAL)

    expected = f" {heading} may say who came: then say under [columns.sessions] {says}"
    assert (expected in said) == bool(says)
    assert ("may say who came" in said) == bool(says)
    if says.startswith("status = {"):
        entry = said.split("[columns.sessions] ")[1].split(". Sessions need")[0]
        told = parsed("m.toml", f"[columns.sessions]\n{entry}\n".encode())
        assert "status" in told.columns["sessions"]


@pytest.mark.parametrize(
    "heading", ["Showed?", "Shows (y/n)", "She came", "Did they attend?", "Arrived at"]
    + ["Was present", "Was seen", "Appt kept", "They turned up"],
)  # fmt: skip
def test_a_heading_of_coming_is_a_status_as_it_is(heading):
    assert _told(heading) == heading


@pytest.mark.parametrize(
    "heading", ["Missed it", "Absent?", "A no-show", "A DNA", "Failed appt"]
    + ["Not attended", "Did not come"],
)  # fmt: skip
def test_a_heading_of_missing_makes_a_no_show_of_what_is_set(heading):
    first, last = _told(heading).rules

    assert (first.when, first.word) == ({heading: "set"}, "no show")
    assert (last.when, last.word) == ({}, "attended if past")


def _told(heading):
    """Return the status of sessions that the sentence about a file names."""
    said = not_recognized("a.csv", ["client", "therapist", "start", heading], USUAL)
    entry = said.split("[columns.sessions] ")[1].split(". Sessions need")[0]
    told = parsed("m.toml", f"[columns.sessions]\n{entry}\n".encode())
    return told.columns["sessions"]["status"]


@pytest.mark.parametrize(
    ("headings", "columns"),
    [
        (["client", "start", "status", "Appt kept"], {}),
        (["Appt kept"], {}),
        (["client", "start", "Appt kept"], {"counselor_id": "Appt kept"}),
    ],
)
def test_where_a_status_is_there_or_all_is_lacking_or_named_no_heading_is_told_of(
    headings, columns
):
    mapping = Mapping(columns={"sessions": columns})

    assert "may say who came" not in not_recognized("a.csv", headings, mapping)


def test_what_the_clinic_named_is_not_lacking():
    columns = {"sessions": {"status": "Was", "client_id": "status"}}
    said = not_recognized("a.csv", ["was", "status"], Mapping(columns=columns))

    assert " It lacks a counselor and a start." in said


def test_what_a_file_lacks_for_what_the_clinic_says_it_holds():
    files = {"a.csv": "alliance", "b.csv": "sessions"}
    mapping = Mapping(files=files, columns={"alliance": {"day": "When"}})

    assert not_recognized("a.csv", ["when", "score"], mapping) == (
        "a.csv: the mapping says under [files] that it holds alliance, and it has"
        " no column for client id and instrument. Name its columns under"
        " [columns.alliance], or change the entry."
    )
    for file in ("b.csv", "c.csv"):
        assert "no table of ours" in not_recognized(file, ["client"], mapping)
    assert "no table of ours" in not_recognized("a.csv", ["when", *SCORES], mapping)


def text(folder, content, **more):
    file = folder / "a.csv"
    file.write_text(content, encoding="utf-8")
    return Text("a.csv", "a.csv", file, **more)


HEADER = ",".join(SESSIONS)


@pytest.mark.parametrize("above", [0, 1, 19, 20])
def test_a_header_stands_within_twenty_lines(tmp_path, above):
    content = text(tmp_path, "title\n" * above + f"{HEADER}\nann,ruth,1,x\n")
    if above == 20:
        with pytest.raises(Unrecognized) as refusal:
            recognize(content, USUAL)
        assert refusal.value.headings == ["title"]
        return
    source = recognize(content, USUAL)

    assert (source.skip, source.headings) == (above + 1, tuple(SESSIONS))
    assert (source.delimiter, source.table) == (",", "sessions")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_four_marks_stand_between_cells(tmp_path, delimiter):
    content = text(tmp_path, delimiter.join([" Client ", *SESSIONS[1:]]) + "\n")
    source = recognize(content, USUAL)

    assert source.delimiter == delimiter
    assert source.headings == ("Client", *SESSIONS[1:])


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_two_cells_are_enough_for_a_mark(tmp_path, delimiter):
    content = text(tmp_path, f"client{delimiter}referral date\n")

    assert recognize(content, USUAL).delimiter == delimiter


def test_a_mark_that_we_wrote_is_the_only_one(tmp_path):
    content = text(tmp_path, ";".join(SESSIONS) + "\n", delimiter=",")
    with pytest.raises(Unrecognized):
        recognize(content, USUAL)
    alone = text(tmp_path, "client\nann\n")
    assert recognize(alone, USUAL).table == "clients"
    assert recognize(replace(alone, delimiter=","), USUAL).delimiter == ","


def test_nothing_but_space_is_an_empty_file(tmp_path):
    for content in ("", " \n\n \n"):
        with pytest.raises(NotOurs, match=r"a\.csv: the file is empty"):
            recognize(text(tmp_path, content), USUAL)


def test_of_two_headers_the_fuller_and_of_equal_ones_the_first_is_read(tmp_path):
    fuller = f"{HEADER}\n{HEADER},minutes\n{HEADER}\n"
    assert recognize(text(tmp_path, fuller), USUAL).skip == 2
    assert recognize(text(tmp_path, f"x\n{HEADER}\n{HEADER}\n"), USUAL).skip == 2


def test_an_export_of_a_system_goes_before_our_own_layout(tmp_path):
    content = f"{','.join(ATTENDANCE)}\n{HEADER},minutes,fee,site\n"
    source = recognize(text(tmp_path, content), USUAL)

    assert source.export.title == "SimplePractice, attendance report"
    needed = f"client\nclient,day,instrument,score\n{HEADER}\n"
    assert recognize(text(tmp_path, needed), USUAL).skip == 2


def test_the_likely_header_has_the_most_different_cells(tmp_path):
    content = "a,a,a,a,a\nx;y;;z\nb,c\n"
    with pytest.raises(Unrecognized) as refusal:
        recognize(text(tmp_path, content), USUAL)

    assert refusal.value.headings == ["x", "y", "", "z"]
    assert "(of up to 4 columns)" in str(refusal.value)


def source(folder, rows="ann,ruth,1,x,ann\n", headings=(*SESSIONS, "client"), **more):
    content = text(folder, ",".join(headings) + "\n" + rows, **more)
    return recognize(content, USUAL)


def test_a_heading_twice_is_refused_where_the_columns_differ(tmp_path):
    assert source(tmp_path).table == "sessions"
    assert source(tmp_path, "ann,ruth,1,x,\n", (*SESSIONS, "color")).table
    with pytest.raises(Refused, match="the heading 'client' stands there twice"):
        source(tmp_path, "ann,ruth,1,x,ann\nann,ruth,1,x,bob\n")
    with pytest.raises(Refused, match="'client' stands there twice"):
        source(tmp_path, "")
    with pytest.raises(Refused, match="'Client' stands there twice"):
        source(tmp_path, "ann,ruth,1,x,bob\n", ("Client", *SESSIONS[1:], "CLIENT"))
    assert source(tmp_path, "ann,ruth,1,x,1,2\n", (*SESSIONS, "color", "color")).table
    with pytest.raises(Refused, match="twice"):
        source(tmp_path, "ann,ruth,1,x,ann,bob\n", (*SESSIONS, "client", "client"))


def test_of_two_headings_twice_the_first_is_named(tmp_path):
    with pytest.raises(Refused, match="the heading 'client' stands"):
        source(tmp_path, "a,b,c,d,e,f\n", (*SESSIONS, "start", "client"))


@pytest.mark.parametrize(
    ("merged", "cell"),
    [
        ((0, 0, 0, 3), None),
        ((1, 0, 1, 0), "A2"),
        ((0, 3, 1, 3), "D1"),
        ((5, 2, 6, 2), "C6"),
        ((5, 4, 6, 4), None),
        ((5, 3, 6, 9), "D6"),
        ((5, 4, 6, 9), None),
    ],
)
def test_merged_cells_from_the_header_on_are_named(tmp_path, merged, cell):
    headings = f"title\n{HEADER},ours\n"
    content = text(tmp_path, headings, sheet=Sheet(merged=(merged,)))
    if cell is None:
        assert recognize(content, USUAL).skip == 2
        return
    with pytest.raises(Refused, match=rf"a\.csv, cell {cell}: cells are merged"):
        recognize(content, USUAL)


@pytest.mark.parametrize(
    ("above", "row", "is_named"), [(0, 0, True), (2, 1, False), (2, 2, True)]
)
def test_merged_cells_above_a_header_are_no_matter(tmp_path, above, row, is_named):
    sheet = Sheet(merged=((row, 0, row, 1),))
    content = text(tmp_path, "title\n" * above + f"{HEADER}\n", sheet=sheet)
    if is_named:
        with pytest.raises(Refused, match=rf"cell A{row + 1}: cells are merged"):
            recognize(content, USUAL)
        return
    assert recognize(content, USUAL).skip == above + 1


def test_rows_merged_somewhere_are_refused(tmp_path):
    with pytest.raises(Refused, match=r"a\.csv: the sheet holds cells merged over"):
        source(tmp_path, sheet=Sheet(merged_rows=True))


@pytest.mark.parametrize(
    ("place", "cell"),
    [
        ((0, 0), None),
        ((1, 0), None),
        ((2, 0), "A3"),
        ((9, 3), "D10"),
        ((9, 4), None),
    ],
)
def test_a_formula_below_the_header_is_named(tmp_path, place, cell):
    headings = f"title\n{HEADER},ours\n"
    content = text(tmp_path, headings, sheet=Sheet(unsaved=(place,)))
    if cell is None:
        assert recognize(content, USUAL).skip == 2
        return
    with pytest.raises(Refused, match=rf"a\.csv, cell {cell}: holds a formula"):
        recognize(content, USUAL)


@pytest.mark.parametrize(
    ("column", "letters"),
    [
        (0, "A"),
        (25, "Z"),
        (26, "AA"),
        (51, "AZ"),
        (52, "BA"),
        (701, "ZZ"),
        (702, "AAA"),
        (16_383, "XFD"),
    ],
)
def test_a_cell_is_named_as_a_sheet_names_it(column, letters):
    assert _cell(0, column) == f"{letters}1"


def test_what_is_unused_and_what_a_column_is_called(tmp_path):
    headings = ("First name", "Last name", *SESSIONS[1:], "color", "size")
    one = source(tmp_path, "", headings)

    assert one.heading("client_id") == "First name + Last name"
    assert one.heading("status") == "status"
    assert one.unused() == ["color", "size"]
    assert replace(one, elsewhere=frozenset({5})).unused() == ["size"]
    called = source(tmp_path, "", (*headings, "client"))
    assert called.unused() == ["color", "size"]
    assert replace(called, client_name=None).unused() == [
        "First name",
        "Last name",
        "color",
        "size",
    ]
    assert one.target == "sessions"
    with pytest.raises(LookupError, match=r"a\.csv only serves other files"):
        _ = replace(one, table=None).target


def test_a_text_of_no_column_has_no_heading(tmp_path):
    columns = {"sessions": {"counselor_id": RecipeTable(text="Ruth")}}
    content = text(tmp_path, "client,start,status\n")
    one = recognize(content, Mapping(columns=columns))

    assert one.heading("counselor_id") == "(none)"


def test_what_only_sets_rows_aside_is_used(tmp_path):
    head = "id,start_at,staff_member_name,state,patient_guid,break,color\n"
    one = recognize(text(tmp_path, head), USUAL)

    assert one.export.title == "Jane, appointments"
    assert one.unused() == ["color"]
    assert not one.is_of_scores


def test_a_report_that_lacks_what_is_needed_is_answered(tmp_path):
    one = source(tmp_path)
    assert one.export is None
    known = recognize(text(tmp_path, ",".join(ATTENDANCE) + "\n"), USUAL)
    with pytest.raises(WrongReport) as refusal:
        check(replace(one, export=replace(known.export, refusal="Take another.")))

    assert str(refusal.value) == "a.csv: Take another."
    assert refusal.value.system == "SimplePractice, attendance report"


def test_a_file_of_several_tables_may_hold_some_that_are_not_ours(tmp_path):
    file, scratch = tmp_path / "a.zip", tmp_path / "scratch"
    scratch.mkdir()
    members = {"x.csv": "color,size\n", "y.csv": f"{HEADER}\n", "z.csv": ""}
    file.write_bytes(archive(members))
    left = []
    (one,) = opened(file, scratch, USUAL, left)

    assert one.name == "a.zip, y.csv"
    assert left == ["a.zip, x.csv", "a.zip, z.csv"]
    assert [one.name for one in opened(file, scratch, USUAL)] == ["a.zip, y.csv"]
    del members["y.csv"]
    file.write_bytes(archive(members))
    with pytest.raises(Unrecognized, match=r"^a\.zip, x\.csv: "):
        opened(file, scratch, USUAL, left)
    assert len(left) == 2
