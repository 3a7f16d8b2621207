"""A mistake in a mapping is one sentence: the file, the entry, what stands, what may."""

import pytest
import tomli_w
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

import ingest
from ingest.__main__ import main
from ingest.recognize import mapping
from ingest.recognize.recipes import RecipeTable
from tests.depth import times

MISTAKES = [
    ('notice_hours = "24"', 'notice_hours must be a number, not "24".'),
    ("notice_hours = -1", "notice_hours must be a number from 0 to 8,760, not -1."),
    ("notice_hours = nan", "notice_hours must be a number from 0 to 8,760, not nan."),
    ("notice_hours = inf", "notice_hours must be a number from 0 to 8,760, not inf."),
    ("notice_hours = true", "notice_hours must be a number, not true."),
    ("notice_hour = 24", "unknown entry notice_hour; did you mean notice_hours?"),
    (
        'color = "red"',
        (
            "unknown entry color; known are answered, appointment_ids, client_names,"
            " client_numbers, columns, contact, contracts, date_order, day_numbers_from, decimal,"
            " disagreeing_status, endings, files, ids, instrument, invented, notice_hours,"
            " same, several_clients, several_counselors, statuses, statuses_under,"
            " through, time_zone."
        ),
    ),
    ('statuses = "x"', 'statuses must be a table, not "x".'),
    (
        '[[statuses]]\nShow = "attended"',
        (
            "statuses must be a table, headed with single brackets, not"
            ' [{Show = "attended"}].'
        ),
    ),
    (
        '[columns.sessions]\ntime_zone = "UTC"',
        (
            "[columns.sessions]: time_zone belongs at the top of the file, before the first"
            " [table]."
        ),
    ),
    (
        "[files]\nnotice_hours = 48",
        (
            '[files] notice_hours must be one of "alliance", "clients", "counselors",'
            ' "outcomes" or "sessions", not 48; notice_hours belongs at the top of the file,'
            " before the first [table]."
        ),
    ),
    (
        '[sessions]\nstart = "When"',
        "[sessions] must be headed [columns.sessions].",
    ),
    (
        '[columns]\nstart = "When"',
        "[columns] start must stand under its table, such as [columns.sessions].",
    ),
    (
        '[[instrument]]\nname = "SRS"\nitems = 2.5',
        "[[instrument]] 'SRS': items must be a whole number, not 2.5.",
    ),
    (
        '[columns.sessions]\nstatus = { rules = [{ when = { "" = "filled" }, word = "a" }] }',
        "[columns.sessions] status.rules, item 1, when has an entry without a name.",
    ),
    (
        '[columns.sessions]\nstatus = { of = [""] }',
        "[columns.sessions] status holds something that is not understood.",
    ),
    (
        '[statuses]\nA = "attended"\n[statuses]\nB = "attended"',
        "line 3, column 10: this is not TOML: the table [statuses] appears twice.",
    ),
    (
        'decimal = "',
        "end of document: this is not TOML: a quotation mark is opened and never closed.",
    ),
    (
        "client_names = yes",
        (
            "line 1, column 16: this is not TOML: the value cannot be read. Text stands in"
            " straight quotes, and it is true or false in small letters."
        ),
    ),
    (
        '[columns.sessions]\nstatus = "C:\\Users"',
        (
            "line 2, column 15: this is not TOML: a backslash in double quotes is written"
            " twice; or put the text in single quotes."
        ),
    ),
    (
        '[statuses]\nShow = "attended"\n"Late show" = "here"',
        (
            '[statuses] "Late show" must be one of "attended", "attended_if_past",'
            ' "client_cancelled", "clinic_cancelled", "late_cancelled", "no_show",'
            ' "rescheduled", "scheduled", "unknown" or "unmarked", not "here".'
        ),
    ),
    (
        '[contact]\n"OK to call" = "maybe"',
        '[contact] "OK to call" must be one of "neither", "no" or "yes", not "maybe".',
    ),
    (
        "[endings]\nmoved = 3",
        (
            '[endings] moved must be one of "completed", "other_ending" or "unplanned",'
            " not 3."
        ),
    ),
    (
        '[files]\n"a.csv" = "visits"',
        (
            '[files] "a.csv" must be one of "alliance", "clients", "counselors", "outcomes"'
            ' or "sessions", not "visits".'
        ),
    ),
    ('through = "soon"', 'through must be a day such as 2026-01-31, not "soon".'),
    (
        "through = 2026-01-01T09:00:00",
        "through must be a day such as 2026-01-31, not 2026-01-01T09:00:00.",
    ),
    (
        'date_order = "year-month-day"',
        (
            'date_order must be "day-month-year" or "month-day-year",'
            ' not "year-month-day".'
        ),
    ),
    ('decimal = ";"', 'decimal must be "," or ".", not ";".'),
    ("day_numbers_from = 1905", "day_numbers_from must be 1900 or 1904, not 1905."),
    (
        'time_zone = "Berlin"',
        'time_zone must be a time zone: for Berlin, Europe/Berlin, not "Berlin".',
    ),
    (
        'time_zone = "Mars"',
        'time_zone must be a time zone such as America/New_York, not "Mars".',
    ),
    ('client_names = "yes"', 'client_names must be true or false, not "yes".'),
    ("invented = 1", "invented must be true or false, not 1."),
    (
        '[columns.session]\nstart = "When"',
        "[columns]: unknown entry session; did you mean sessions?",
    ),
    (
        '[columns]\nsessions = "When"',
        '[columns] sessions must be a table, not "When".',
    ),
    (
        '[columns.sessions]\nstrat = "When"',
        "[columns.sessions]: unknown entry strat; did you mean start or status?",
    ),
    (
        'instrument = "SRS"',
        'instrument must be tables headed [[instrument]], with double brackets, not "SRS".',
    ),
    ("[[instrument]]\nlow = 0", "[[instrument]] 1: name is missing."),
    (
        '[[instrument]]\nname = "Ours"\nreverse = [2]',
        "[[instrument]] 'Ours' has reverse without items, their number.",
    ),
    (
        '[[instrument]]\nname = "CORE-10"\nreverse = [2, 11]',
        "[[instrument]] 'CORE-10': reverse must be items from 1 to 10, not [2, 11].",
    ),
    (
        '[[instrument]]\nname = "Ours"\nitems = 4\nsubscale_items = { Bond = [0] }',
        (
            "[[instrument]] 'Ours': subscale_items.Bond must be items from 1 to 4, not"
            " [0]."
        ),
    ),
    (
        '[[instrument]]\nname = "Ours"\nitems = 4\nitem_low = 1',
        "[[instrument]] 'Ours' needs both item_low and item_high.",
    ),
    (
        '[[instrument]]\nname = "WAI-SR"\nlow = "0"\nhigh = 5',
        "[[instrument]] 'WAI-SR': low must be a number, not \"0\".",
    ),
    (
        '[[instrument]]\nname = "WAI-SR"\nlow = nan\nhigh = 5',
        (
            "[[instrument]] 'WAI-SR': low must be a number from -1,000,000,000 to"
            " 1,000,000,000, not nan."
        ),
    ),
    (
        '[[instrument]]\nname = "WAI-SR"\nlow = 5\nhigh = 5',
        "[[instrument]] 'WAI-SR': low must be below high (5), not 5.",
    ),
    (
        '[[instrument]]\nname = "WAI-SR"\nlow = 5',
        "[[instrument]] 'WAI-SR' needs both low and high.",
    ),
    (
        '[[instrument]]\nname = "WAI-SR"\nhgih = 5',
        "[[instrument]] 'WAI-SR': unknown entry hgih; did you mean high?",
    ),
    (
        '[[instrument]]\nname = "WAI-SR"\ncutoff = 5',
        "[[instrument]] 'WAI-SR' has a cutoff without a cutoff_source.",
    ),
    (
        '[[instrument]]\nname = "WAI-SR"\nsubscales = { Bond = 3 }',
        "[[instrument]] 'WAI-SR': subscales.Bond must be text, not 3.",
    ),
    (
        "what? = =",
        (
            "line 1, column 5: this is not TOML: expected '=' after a key in a key/value"
            " pair."
        ),
    ),
    (
        'invented = true\ntime_zone = "UTC',
        "end of document: this is not TOML: a quotation mark is opened and never closed.",
    ),
    ("x = " + "[" * 5000, "is nested too deeply."),
    ("x = " + "1" * 5000, "holds a number or a date that is out of every range."),
    (
        f'decimal = "\u202e\\u0007{"x" * 500}"',
        f'decimal must be "," or ".", not "\\u202e\\u0007{"x" * 45}...".',
    ),
]
A_RECIPE = "a heading, a list of headings, or a recipe such as { join = [...] }"
KINDS = "text, first, join, name, last_after, prefix, divided, found, rules"
RECIPES = [
    ("start = 3", f"start must be {A_RECIPE}, not 3."),
    ('start = " "', f'start must be {A_RECIPE}, not " ".'),
    ("start = []", f"start must be {A_RECIPE}, not []."),
    (
        'client_id = { jion = ["a", "b"] }',
        "client_id: unknown entry jion; did you mean join?",
    ),
    (
        'client_id = { join = ["a"], first = ["c"] }',
        f"client_id must have exactly one of {KINDS}; it has first and join.",
    ),
    (
        "client_id = {}",
        f"client_id must have exactly one of {KINDS}; it has none of them.",
    ),
    ('client_id = { join = "a" }', 'client_id.join must be a list, not "a".'),
    (
        'client_id = { join = ["a", 3] }',
        f"client_id.join, item 2, must be {A_RECIPE}, not 3.",
    ),
    ('client_id = { prefix = "A" }', "client_id has prefix without of."),
    (
        'client_id = { prefix = "A", of = "b", by = "-" }',
        "client_id has by, which does not go with prefix.",
    ),
    (
        'client_id = { join = ["x"], by = ["a"] }',
        "client_id has join, for which by must be text.",
    ),
    (
        'minutes = { divided = 0, of = "Lasts" }',
        "minutes must not be divided by 0.",
    ),
    (
        'client_id = { last_after = "", of = "x" }',
        'client_id.last_after must be text that is not empty, not "".',
    ),
    (
        'status = { rules = [{ when = { Came = "maybe" }, word = "x" }] }',
        (
            'status.rules, item 1, when.Came must be "filled", "empty", "yes", "no", "set",'
            ' a list of words, or { like = "..." }, not "maybe".'
        ),
    ),
    (
        'status = { rules = [{ when = { Came = { like = "(" } }, word = "x" }] }',
        "status.rules, item 1, when.Came is not a regular expression: missing ): (.",
    ),
    (
        'status = { rules = [{ word = "x", of = "a" }] }',
        "status.rules, item 1, must have either word or of.",
    ),
    (
        "start = " + '{ prefix = "a", of = ' * 7 + '"When"' + " }" * 7,
        "start has more than 6 recipes inside each other.",
    ),
    (
        "status = { rules = [] }",
        "status.rules must be a list that is not empty, not [].",
    ),
]
MISTAKES += [
    (f"[columns.sessions]\n{entry}", f"[columns.sessions] {said}")
    for entry, said in RECIPES
]


@pytest.mark.parametrize(("text", "said"), MISTAKES, ids=[e[1][:50] for e in MISTAKES])
def test_a_mistake_is_one_sentence(text, said):
    with pytest.raises(ingest.Refused) as refused:
        mapping.parsed("clinic.toml", text.encode())

    assert str(refused.value) == f"clinic.toml: {said}"


WORDS = [*mapping.Entries.__struct_fields__, *RecipeTable.__struct_fields__]
WORDS += [
    "sessions",
    "client_id",
    "status",
    "when",
    "like",
    "filled",
    "attended",
    "UTC",
]
KEYS = some.sampled_from(WORDS) | some.text(max_size=5)
NONSENSE = some.recursive(
    KEYS | some.integers() | some.floats() | some.booleans() | some.dates(),
    lambda inner: (
        some.lists(inner, max_size=3) | some.dictionaries(KEYS, inner, max_size=3)
    ),
    max_leaves=8,
)


@settings(
    max_examples=times(100, 5000),
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
@given(some.dictionaries(some.sampled_from(WORDS[:13]), NONSENSE, max_size=3))
def test_nonsense_is_a_mapping_or_one_line(entries):
    try:
        mapping.parsed("clinic.toml", tomli_w.dumps(entries).encode())
    except ingest.Refused as refused:
        said = str(refused)
        assert said.startswith("clinic.toml: ")
        assert said.endswith((".", "?"))
        assert said.isprintable()
        assert len(said) < 1000


def test_an_export_that_no_known_system_has_cannot_be_looked_into():
    wrong = '[columns.sessions]\nclient_id = { found = "x", by = "a", value = "b" }'
    with pytest.raises(
        ingest.Refused, match="client_id.found must be one of the exports"
    ):
        mapping.parsed("clinic.toml", wrong.encode())


def test_the_line_that_is_no_text_is_named():
    with pytest.raises(ingest.Refused) as refused:
        mapping.parsed("clinic.toml", b'[statuses]\n"\xe4" = "attended"')

    assert str(refused.value) == (
        "clinic.toml: line 2: this is not UTF-8 text. Save the file as UTF-8."
    )


def test_a_mapping_that_is_not_there_cannot_be_read(tmp_path):
    with pytest.raises(
        ingest.Refused, match=r"gone.toml: cannot be read \(No such file"
    ):
        mapping.read(tmp_path / "gone.toml")


def test_an_empty_file_says_nothing_and_a_byte_order_mark_neither():
    assert mapping.parsed("clinic.toml", b"") == mapping.Entries()
    said = mapping.parsed("clinic.toml", '\ufefftime_zone = "UTC"\r\n'.encode())
    assert said == mapping.Entries(time_zone="UTC")


def test_the_terminal_says_the_sentence(tmp_path, capsys):
    (tmp_path / "sessions.csv").write_text("client,counselor,start,status\n", "utf-8")
    (tmp_path / "clinic.toml").write_text('notice_hours = "24"', "utf-8")
    asked = [str(tmp_path / "sessions.csv"), "--store", str(tmp_path / "store")]

    assert main([*asked, "--mapping", str(tmp_path / "clinic.toml")]) == 1
    assert capsys.readouterr().err == (
        "Refused, nothing changed. clinic.toml: notice_hours must be a number,"
        ' not "24".\n'
    )
