"""A mapping makes our columns by every kind of recipe, and the import follows it."""

import pytest

from ingest.recognize.recipes import BESIDE
from tests.ingest.importing import HEADER, held, imported, refused, remarks, written

HEAD = "Ref,Alt,First,Last,With,Day,Hour,Lasts,Came,Off,Cancelled at,Site"
ROWS = (
    "A/7,,Ada,Stone,Ruth,2026-05-04,09:00,3000,Y,,,North",
    ",B8,Ben,Moss,Omar,2026-05-11,10:00,1500,N,,,North",
    "A/9,,Cat,Hill,Ruth,2026-05-12,11:00,3000,,sick,2026-05-11 20:00,South",
)
USUAL = {
    "client_id": '["Number", "Ref", "Alt"]',
    "counselor_id": '"With"',
    "start": '{ join = ["Day", "Hour"] }',
    "minutes": '{ divided = 60, of = "Lasts" }',
    "status": """{ rules = [
        { when = { "Cancelled at" = "filled" }, word = "client cancelled" },
        { when = { Came = "yes" }, word = "attended" },
        { when = { Came = "no" }, word = "no show" },
    ] }""",
}
KINDS = {
    "a heading": ("counselor_id", '"First"', ["Ada", "Ben", "Cat"]),
    "a list": ("counselor_id", '["None", "First"]', ["Ada", "Ben", "Cat"]),
    "text": ("counselor_id", '{ text = "Ruth" }', ["Ruth"] * 3),
    "first": ("client_id", '{ first = ["Ref", "Alt"] }', ["A/7", "B8", "A/9"]),
    "join": (
        "client_id",
        """{ join = ["First", "Last"], by = "{'}" }""",
        ["Ada{'}Stone", "Ben{'}Moss", "Cat{'}Hill"],
    ),
    "last_after": (
        "client_id",
        '{ last_after = "/", of = { first = ["Ref", "Alt"] } }',
        ["7", "B8", "9"],
    ),
    "prefix": ("client_id", '{ prefix = "{A}-", of = "With" }', ["{A}-Ruth"]),
    "divided": ("minutes", '{ divided = 100, of = "Lasts" }', [30.0, 15.0, 30.0]),
    "rules": (
        "service_type",
        (
            '{ rules = [{ when = { Site = ["north"], Off = "empty" }, word = "Inside" },'
            ' { when = { Off = { like = "^s" } }, of = "Off" }] }'
        ),
        ["Inside", "Inside", "sick"],
    ),
}


def mapped(**columns: str) -> str:
    entries = USUAL | columns
    lines = [f"{name} = {recipe}" for name, recipe in entries.items()]
    return "\n".join(["[columns.sessions]", *lines])


@pytest.fixture
def visits(tmp_path):
    return written(tmp_path, "\n".join([HEAD, *ROWS]), "visits.csv")


def exported(folder, *columns: str) -> list[tuple]:
    listed = ", ".join(columns)
    return held(folder, f"select {listed} from exported.sessions order by start")  # noqa: S608


@pytest.mark.parametrize("kind", KINDS)
def test_a_recipe_of_a_kind_gives(tmp_path, visits, kind):
    column, recipe, answer = KINDS[kind]
    if kind == "prefix":  # one row is enough, for clients and counselors are two things
        visits.write_text("\n".join([HEAD, ROWS[0]]), encoding="utf-8")
    imported(tmp_path, visits, rules=mapped(**{"client_id": '"First"', column: recipe}))

    assert [cell for (cell,) in exported(tmp_path, column)] == answer


def test_a_start_is_put_together_and_its_parts_are_nothing_else(tmp_path, visits):
    imported(tmp_path, visits, rules=mapped(client_id='"First"'))

    assert exported(tmp_path, "hour(start)", "status", "minutes") == [
        (9, "attended", 50.0),
        (10, "no_show", 25.0),
        (11, "late_cancelled", 50.0),
    ]


def test_a_heading_that_a_rule_only_asks_stays_free(tmp_path, visits):
    imported(tmp_path, visits, rules=mapped(client_id='"First"'))

    ((at,),) = held(
        tmp_path,
        "select cancelled_at from exported.sessions where cancelled_at notnull",
    )
    assert str(at) == "2026-05-11 20:00:00"


def test_a_name_becomes_a_pseudonym(tmp_path, visits):
    rules = mapped(client_id='{ name = ["First", "Last"] }')
    report = imported(tmp_path, visits, rules=rules)

    assert remarks(report)["names"] == 3
    assert all(one.startswith("client-") for (one,) in exported(tmp_path, "client_id"))


def test_what_another_export_of_the_import_tells_is_found(tmp_path):
    referrals = written(
        tmp_path,
        "PathwayID,Person_ID,ReferralRequestReceivedDate\np1,ann,2026-01-01\n",
        "referrals.csv",
    )
    own = written(tmp_path, "Path,With,When,Came\np1,ruth,2026-01-10,kept\n")
    rules = """
        [columns.sessions]
        client_id = { found = "IDS101 referrals", by = "Path", key = "PathwayID", value = "Person_ID" }
        counselor_id = "With"
        start = "When"
        status = "Came"
    """
    imported(tmp_path, own, referrals, rules=rules)

    assert exported(tmp_path, "client_id") == [("ann",)]


def test_every_kind_of_recipe_has_a_case():
    assert set(BESIDE) - set(KINDS) == {"name", "found"}


def test_a_recipe_goes_before_what_a_known_system_says(tmp_path):
    head = "client_name,clinician_name,date_of_service,status,file"
    row = "Ada Stone,Ruth Vale,05/14/2026,Show,F1"
    rules = '[columns.sessions]\nclient_id = { prefix = "N", of = "file" }'
    imported(tmp_path, written(tmp_path, f"{head}\n{row}\n"), rules=rules)

    assert exported(tmp_path, "client_id") == [("NF1",)]


def test_a_recipe_of_which_a_file_has_nothing_leaves_it_as_it_is(tmp_path):
    rules = mapped(client_id='{ join = ["Ref", "Alt"] }')
    imported(
        tmp_path,
        written(tmp_path, f"{HEADER}\n1,ann,ruth,2026-01-10,kept\n"),
        rules=rules,
    )

    assert exported(tmp_path, "client_id", "status") == [("ann", "attended")]


def test_scores_of_one_instrument_need_no_column_that_says_so(tmp_path):
    sessions = written(tmp_path, f"{HEADER}\n1,ann,ruth,2026-01-10,kept\n")
    scores = written(tmp_path, "client,date,SRS\nann,2026-01-10,360\n", "rated.csv")
    rules = """
        [columns.alliance]
        instrument = { text = "SRS" }
        score = { divided = 10, of = "SRS" }
    """
    imported(tmp_path, sessions, scores, rules=rules)

    assert held(tmp_path, "select instrument, score from exported.alliance") == [
        ("SRS", 36.0)
    ]


def test_a_heading_that_a_recipe_takes_is_read_as_nothing_else(tmp_path):
    rules = (
        '[columns.sessions]\nclient_id = { join = ["client", "counselor"], by = "-" }'
    )
    again = f'{rules}\ncounselor_id = "counselor"'
    file = written(
        tmp_path, "client,counselor,start,status\nann,ruth,2026-01-10,kept\n"
    )

    assert "It lacks a counselor." in refused(tmp_path, file, rules=rules)
    imported(tmp_path, file, rules=again)
    assert exported(tmp_path, "client_id", "counselor_id") == [("ann-ruth", "ruth")]


def test_a_table_that_lacks_what_a_recipe_asks_for_is_named(tmp_path):
    rules = '[columns.sessions]\nstatus = { rules = [{ when = { Came = "yes" }, word = "kept" }] }'
    file = written(tmp_path, "client,counselor,start\nann,ruth,2026-01-10\n")

    assert "It lacks a status." in refused(tmp_path, file, rules=rules)
