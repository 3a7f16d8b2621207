"""The answers in a mapping, one by one: what each says, since when, and without it."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as some

from ingest.recognize import answers, choices, mapping
from ingest.recognize.mapping import Entries
from ingest.recognize.recipes import RecipeTable
from tests.depth import times
from tests.ingest.recognize.mapping.test_mapping import ENTRIES

SAID = Entries(
    time_zone="Europe/Berlin",
    notice_hours=48,
    files={"a.csv": "alliance"},
    statuses={"Here": "attended"},
    statuses_under={"No-show": {"No": "attended", "Yes": "no_show"}},
    contact={"OK to write": "no", "Colour": "neither", "Leave be": "yes"},
    endings={"Goals reached": "completed"},
    columns={
        "sessions": {
            "client_id": choices.together("Therapist", "No."),
            "counselor_id": choices.nobody(),
            "status": choices.outcome("No-show", "Cancelled"),
            "start": ["When", "Begins"],
        }
    },
    answered={"statuses_under.No-show.No": date(2026, 11, 3)},
)


def test_each_answer_is_a_sentence_with_its_day():
    assert [answer.sentence for answer in answers.listed(SAID)] == [
        "Time zone: Europe/Berlin",
        "Notice hours: 48",
        "Each row of “a.csv” is of alliance",
        "“Here” means attended, under any heading",
        "“No” under “No-show” means attended, as answered on 2026-11-03",
        "“Yes” under “No-show” means no show",
        "A no under “OK to write” means that the client is not to be called",
        "“Colour” does not say whom not to call",
        "A yes under “Leave be” means that the client is not to be called",
        "“Goals reached” as the reason of a discharge means completed",
        "Client id of sessions: made of “No.” and “Therapist”",
        "Counselor id of sessions: “(none named)” where the export has none",
        "Status of sessions: made of “No-show” and “Cancelled”",
        "Start of sessions: “When” or “Begins”",
    ]


def test_a_recipe_is_described_by_the_headings_that_it_is_made_of():
    found = RecipeTable(found="clients", by=["No.", "Ref"], value="Name")
    prefixed = RecipeTable(prefix="C-", of=RecipeTable(first=["A", ["B", "A"]]))

    assert answers.described(found) == "made of “No.” and “Ref”"
    assert answers.described(prefixed) == "made of “A” and “B”"
    assert answers.described(RecipeTable(join=["A", "B"], by="-")) == (
        "made of “A” and “B”"
    )
    assert answers.described(RecipeTable(first=["A", "B"])) == "made of “A” or “B”"


def test_what_is_new_or_differs_has_the_day_it_was_answered():
    before = Entries(
        date_order="day-month-year",
        statuses_under={"S": {"a": "attended", "b": "no_show"}},
        answered={
            "date_order": date(2026, 1, 1),
            "statuses_under.S.a": date(2026, 1, 2),
        },
    )
    after = Entries(
        date_order="day-month-year",
        statuses_under={"S": {"a": "no_show", "b": "no_show", "c": "unknown"}},
    )
    today = date(2026, 11, 3)

    assert answers.dated(before, after, today).answered == {
        "date_order": date(2026, 1, 1),
        "statuses_under.S.a": today,
        "statuses_under.S.c": today,
    }


def test_one_answer_is_taken_back_and_the_others_stay():
    less = answers.without(SAID, ("statuses_under", "No-show", "No"))

    assert less.statuses_under == {"No-show": {"Yes": "no_show"}}
    assert less.answered == {}
    assert less.columns == SAID.columns
    assert (
        answers.without(less, ("statuses_under", "No-show", "Yes")).statuses_under == {}
    )
    assert answers.without(SAID, ("time_zone",)).time_zone is None


@settings(max_examples=times(25, 500), deadline=None)
@given(some.fixed_dictionaries({}, optional=ENTRIES))
def test_without_every_answer_nothing_is_said(drawn):
    said = mapping.parsed("clinic.toml", mapping.tomli_w.dumps(drawn).encode())
    said = answers.dated(Entries(), said, date(2026, 11, 3))
    while listed := answers.listed(said):
        assert all(answer.says and answer.day for answer in listed)
        less = answers.without(said, listed[0].place)
        assert len(answers.listed(less)) < len(listed)
        said = less

    assert answers.listed(said) == []


def test_a_word_under_any_heading_bears_on_files_that_have_it():
    (word,) = answers.listed(Entries(statuses={"Here": "attended"}))

    for words, bears in [({("status", "here")}, True), ({("here", "status")}, False)]:
        assert answers.bears_on(word, set(), {}, words, set()) is bears


def test_an_answer_bears_on_files_that_have_its_word_under_its_heading():
    words = {("noshow", "no")}
    used = {"sessions": {"client_id", "start"}}
    borne = [
        answer.place
        for answer in answers.listed(SAID)
        if answers.bears_on(answer, {"b.csv"}, used, words, {"oktowrite"})
    ]

    assert borne == [
        ("time_zone",),
        ("notice_hours",),
        ("statuses_under", "No-show", "No"),
        ("contact", "OK to write"),
        ("endings", "Goals reached"),
        ("columns", "sessions", "client_id"),
        ("columns", "sessions", "start"),
    ]
