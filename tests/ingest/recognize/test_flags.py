"""Columns that say whom not to call or write to: any heading that means it."""

import pytest

from ingest.read.formats.text import Text
from ingest.recognize.headers import recognized
from ingest.recognize.layout import flagged, perhaps_flagged, plain
from ingest.recognize.mapping import Mapping, meant, parsed
from ingest.recognize.sources import recognize
from tests.ingest.importing import HEADER, held, imported, refused, remarks, written

MEANS = [
    "Do Not Contact",
    "do_not_call",
    "DNC",
    "Don't Contact",
    "Client Do-Not-Contact Flag",
    "Do not email",
    "Do Not Leave Voicemail",
    "No contact",
    "No phone calls please",
    "Opted Out",
    "Contact opt out",
    "Contact Refused",
    "Declines contact",
    "Do not call or write",
    "Please do not ring",
    "Do you mind us calling?",
    "Objects to being contacted",
    "Wants no contact",
    "Client does not want to be contacted",
    "Patient asked not to be called",
    "Not OK to call",
    "Unsafe to call",
    "No consent to contact",
    "Leave client alone",
    "Stop all contact",
    "Never call at work",
    "Do Not Contact Since",
    "Opt-Out Date",
]
OPPOSITE = [
    "OK to contact",
    "okToCall",
    "May be contacted",
    "Consent to contact",
    "Contact permission",
    "Safe to call",
    "Allowed to leave a message",
    "Happy for us to call",
    "Can we leave a voicemail?",
    "Okay to write to",
    "Can call home",
]
PART_2 = [
    "coveredBy42CfrPart2",
    "42 CFR Part 2",
    "Subject to 42 CFR Part 2 (SUD)",
    "Part 2 protected",
    "Is Part 2 Client",
    "42 CFR Pt. 2",
    "Covered by 42 CFR Pt. 2",
    "SUD program (Part 2)",
    "Substance Use Part 2 Record",
    "CFR42",
    "Part II Record",
]
OTHERS = [
    "No call no show",
    "Contact",
    "First contact date",
    "Emergency contact",
    "Contact type",
    "Notes",
    "Can cancel",
    "Part 2",
    "Phone",
    "Invitee accepted marketing emails",
    "Not contacted",
    "Contact no.",
    "Mobile phone no",
    "Number of calls",
    "Phase part 2",
]
PERHAPS = [
    "Not contacted",
    "May we contact you?",
    "Avoid contacting",
    "Leave in peace, no calls?",
    "Leave her alone for now",
    "Discreet messages only",
    "Part 2",
    "Part 2 consent on file",
    "Contact?",
    "Contact Flag",
    "Opted In",
    "Alerts",
    "SUD Confidential",
    "Restricted: substance use record",
]
HARDLY = [
    "No call no show",
    "Invitee accepted marketing emails",
    "Consent to email reminders",
    "Emergency contact may be called",
    "Cancelled by phone, no charge",
    "Telehealth consent",
    "Attended by phone",
    "New client",
    "Notes",
    "Fee waived",
]


@pytest.mark.parametrize("heading", MEANS)
def test_a_yes_here_means_not_to_contact(heading):
    assert flagged("do_not_contact", plain(heading)) is True


@pytest.mark.parametrize("heading", OPPOSITE)
def test_a_no_here_means_not_to_contact(heading):
    assert flagged("do_not_contact", plain(heading)) is False


@pytest.mark.parametrize("heading", PART_2)
def test_records_of_treatment_for_substance_use_are_known(heading):
    assert flagged("cfr_part_2", plain(heading)) is True


@pytest.mark.parametrize("heading", OTHERS)
@pytest.mark.parametrize("flag", ["do_not_contact", "cfr_part_2"])
def test_what_only_sounds_like_it_is_no_flag(flag, heading):
    assert flagged(flag, plain(heading)) is None


@pytest.mark.parametrize("heading", PERHAPS)
def test_what_may_mean_it_is_asked_about(heading):
    assert flagged("do_not_contact", plain(heading)) is None
    assert perhaps_flagged("do_not_contact", plain(heading))


@pytest.mark.parametrize("heading", HARDLY)
def test_what_hardly_means_it_is_not_asked_about(heading):
    assert not perhaps_flagged("do_not_contact", plain(heading))


def test_a_column_that_is_something_else_of_ours_does_not_say_it():
    """A status is one, whatever its heading, and so is what a rule looks at."""
    rule = (
        '{ rules = [{ when = { Alerts = "set" }, word = "dna" }, { word = "kept" }] }'
    )
    ruled = meant(parsed("m.toml", f"[columns.sessions]\nstatus = {rule}\n".encode()))
    usual = ["client", "counselor", "start"]

    assert "do_not_contact" in read_of([*usual, "status", "Alerts"])
    assert "do_not_contact" in read_of([*usual, "status", "Contact status"])
    assert "do_not_contact" not in read_of([*usual, "Contact status"])
    assert "do_not_contact" not in read_of([*usual, "Alerts"], ruled)


def read_of(headings, mapping=None):
    """Return which columns a header of sessions is read as."""
    readings = recognized("a.csv", headings, mapping or Mapping())
    return next(columns for table, columns, *_ in readings if table == "sessions")


def test_a_column_of_words_or_what_nobody_explained_may_be_of_contact(tmp_path):
    """A column of alerts that holds a yes or a no says neither in words."""
    text = "client id,payer,Alerts,Discreet calls,Do not call,Fee\n"
    path = written(tmp_path, text, "clients.csv")
    named = Mapping(columns={"clients": {"do_not_contact": "Discreet calls"}})
    told = Mapping(contact={"alerts": "neither"})
    perhaps = {}
    for how, mapping in (("usual", Mapping()), ("named", named), ("told", told)):
        source = recognize(Text("clients.csv", "clients.csv", path), mapping)
        perhaps[how] = source.perhaps_of_contact(mapping)

    assert perhaps == {
        "usual": [(2, "Alerts"), (3, "Discreet calls")],
        "named": [(2, "Alerts")],
        "told": [(3, "Discreet calls")],
    }


ASKED = "select client_id, flag, said from exported.no_contact order by all"


def sessions(folder, rows="", heading=""):
    first = "1,ann,ruth,2026-01-05,attended\n2,bob,ruth,2026-01-06,attended\n"
    return written(folder, f"{HEADER}{heading}\n{rows or first}")


@pytest.mark.parametrize(
    ("headings", "cells", "said"),
    [
        ("Do Not Contact", "Yes", "yes"),
        ("Do Not Contact", "TRUE", "yes"),
        ("Do Not Contact", "No", "no"),
        ("Do Not Contact", "n/a", None),
        ("Do Not Contact", "", None),
        ("Do Not Contact", "after five only", "unclear"),
        ("OK to call", "No", "yes"),
        ("OK to call", "Yes", "no"),
        ("OK to call", "", None),
        ("OK to call", "Granted", "no"),
        ("OK to call", "Not given", "yes"),
        ("OK to call", "None", "yes"),
        ("Do Not Contact", "None", "no"),
        ("Do Not Contact", "off", "no"),
        ("Do Not Contact", "X", "yes"),
        ("Do Not Contact Since", "2026-01-05", "unclear"),
        ("Do not call,Do not email", "No,Yes", "yes"),
        ("Do not call,OK to text", "No,sometimes", "unclear"),
        ("Do not call,OK to text", "No,Yes", "no"),
    ],
)
def test_all_columns_that_mean_it_are_read_and_one_yes_is_enough(
    tmp_path, headings, cells, said
):
    clients = written(tmp_path, f"client id,{headings}\nann,{cells}\n", "clients.csv")
    imported(tmp_path, sessions(tmp_path), clients)

    expected = [("ann", "do_not_contact", said)] if said else []
    assert held(tmp_path, ASKED) == expected


def test_the_sessions_of_a_client_may_say_it_too(tmp_path):
    rows = (
        "1,ann,ruth,2026-01-05,attended,false\n2,ann,ruth,2026-01-12,attended,true\n"
        "3,bob,ruth,2026-01-06,attended,false\n"
    )
    imported(tmp_path, sessions(tmp_path, rows, ",coveredBy42CfrPart2"))

    assert held(tmp_path, ASKED) == [
        ("ann", "cfr_part_2", "yes"),
        ("bob", "cfr_part_2", "no"),
    ]


@pytest.mark.parametrize("instrument", ["SRS", "PHQ-9"])
def test_the_scores_of_a_client_may_say_it_too(tmp_path, instrument):
    scores = written(
        tmp_path,
        f"client id,date,{instrument} total,Do Not Contact,42 CFR Part 2\n"
        "ann,2026-01-05,20,yes,\nbob,2026-01-05,,no,yes\ncat,2026-01-05,20,no,no\n",
        "scores.csv",
    )
    people = "s{0},{0},ruth,2026-01-05 10:00,attended"
    rows = "\n".join(map(people.format, ("ann", "bob", "cat")))
    imported(tmp_path, sessions(tmp_path, rows=rows), scores)

    yes = ASKED.replace(" order", " where said = 'yes' order")
    assert held(tmp_path, yes) == [
        ("ann", "do_not_contact", "yes"),
        ("bob", "cfr_part_2", "yes"),
    ]


def test_a_row_that_cannot_be_read_says_it_too_if_it_has_a_client(tmp_path):
    row = "{},c{},ruth,2026-01-{:02},attended,\n"
    rows = "".join(row.format(n, n, n % 28 + 1) for n in range(60))
    wrong = "60,ann,ruth,soon,attended,yes\n"
    nobody = ",,,,,yes\n"
    imported(tmp_path, sessions(tmp_path, rows + wrong + nobody, ",Do Not Contact"))

    assert held(tmp_path, ASKED) == [("ann", "do_not_contact", "yes")]


def test_a_list_of_clients_by_name_says_it(tmp_path):
    rows = written(
        tmp_path,
        "client name,therapist,date,status\nAnn Lee,ruth,2026-01-05,attended\n"
        "Bob Orr,ruth,2026-01-06,attended\n",
    )
    clients = written(
        tmp_path,
        "First Name,Last Name,Birthdate,Email,Do Not Contact\nAnn,Lee,,,Yes\n",
        "clients.csv",
    )
    imported(tmp_path, rows, clients)

    asked = (
        "select count(*) from exported.sessions semi join exported.no_contact"
        " using (client_id)"
    )
    assert held(tmp_path, asked) == [(1,)]


def test_a_mapping_may_name_the_column(tmp_path):
    clients = written(tmp_path, "client id,Flags\nann,yes\nbob,no\n", "clients.csv")
    rules = '[columns.clients]\ndo_not_contact = "Flags"\n'
    imported(tmp_path, sessions(tmp_path), clients, rules=rules)

    assert [said for *_, said in held(tmp_path, ASKED)] == ["yes", "no"]


@pytest.mark.parametrize(
    ("heading", "cell", "flags"),
    [
        ("Contact preference", "Do not contact", ["do_not_contact"]),
        ("Alerts", "DNC", ["do_not_contact"]),
        ("Special notes", "Please don't call.", ["do_not_contact"]),
        ("Chart flags", "42 CFR Part 2", ["cfr_part_2"]),
        ("Contact preference", "Phone", []),
        ("Alerts", "Call before noon", []),
        ("Diagnosis", "Do not contact", []),
        ("Client Status", "Do Not Contact", ["do_not_contact"]),
        ("Phone", "DO NOT CALL", ["do_not_contact"]),
    ],
)
def test_a_cell_of_preferences_or_alerts_may_say_it_in_words(
    tmp_path, heading, cell, flags
):
    clients = written(
        tmp_path, f"client id,age band,{heading}\nann,31,{cell}\nbob,,\n", "c.csv"
    )
    imported(tmp_path, sessions(tmp_path), clients)

    assert held(tmp_path, ASKED) == [("ann", flag, "yes") for flag in flags]


@pytest.mark.parametrize(
    ("heading", "cell", "flags"),
    [
        ("Alerts", "Do not call - hard of hearing", ["do_not_contact"]),
        ("Alerts", "DNC per client 2/1", ["do_not_contact"]),
        ("Tags", "VIP; DNC", ["do_not_contact"]),
        ("Alerts", "Pt requests NO phone calls", ["do_not_contact"]),
        ("Alerts", "Patient revoked consent to contact", ["do_not_contact"]),
        ("Alerts", "Removed from call list", ["do_not_contact"]),
        ("Contact preferences", "Phone: no", ["do_not_contact"]),
        ("Contact preferences", "Email only - no phone", ["do_not_contact"]),
        ("Client notes", "Pls leave her alone", ["do_not_contact"]),
        ("Privacy level", "Part 2", ["cfr_part_2"]),
        ("Alerts", "SUD: 42 CFR applies", ["cfr_part_2"]),
        ("Alerts", "No show twice, call to remind", []),
        ("Alerts", "No insurance; call billing", []),
        ("Alerts", "Phase 2", []),
        ("Phone", "555-0100", []),
    ],
)
def test_words_around_it_leave_it_unclear_and_the_client_alone(
    tmp_path, heading, cell, flags
):
    clients = written(
        tmp_path, f'client id,age band,{heading}\nann,31,"{cell}"\n', "c.csv"
    )
    report = imported(tmp_path, sessions(tmp_path), clients)

    assert held(tmp_path, ASKED) == [("ann", flag, "unclear") for flag in flags]
    assert remarks(report).get("contact_unclear", 0) == len(flags)


def test_notes_of_sessions_are_not_looked_at(tmp_path):
    rows = "1,ann,ruth,2026-01-05,attended,do not call\n"
    imported(tmp_path, sessions(tmp_path, rows, ",Client notes"))

    assert held(tmp_path, ASKED) == []


CALLS = "client id,age band,Discreet calls\nann,,yes\nbob,,no\ncat,31,\n"


@pytest.mark.parametrize(
    ("answer", "said"),
    [("yes", ["yes", "no"]), ("no", ["no", "yes"]), ("neither", [])],
)
def test_a_heading_that_may_mean_it_is_asked_about_and_answered(tmp_path, answer, said):
    clients = written(tmp_path, CALLS, "clients.csv")
    asked = refused(tmp_path, sessions(tmp_path), clients)
    rules = f'[contact]\n"Discreet calls" = "{answer}"\n'
    imported(tmp_path, sessions(tmp_path), clients, rules=rules)

    assert "clients.csv: may the column “Discreet calls” (1 yes, 1 no)" in asked
    assert '[contact]: "Discreet calls" = one of "yes"' in asked
    assert [one for *_, one in held(tmp_path, ASKED)] == said


@pytest.mark.parametrize("cells", [("yes", "after five"), ("", "")])
def test_only_a_column_of_yes_and_no_is_asked_about(tmp_path, cells):
    first, second = cells
    text = f"client id,age band,Discreet calls\nann,31,{first}\nbob,,{second}\n"
    report = imported(
        tmp_path, sessions(tmp_path), written(tmp_path, text, "clients.csv")
    )

    assert report["published"]


def test_an_answer_goes_before_what_the_heading_seems_to_say(tmp_path):
    clients = flagged_clients(tmp_path, ("ann", "yes"), ("bob", "no"))
    rules = '[contact]\n"Do not contact" = "{}"\n'
    imported(tmp_path, sessions(tmp_path), clients, rules=rules.format("no"))

    assert held(tmp_path, ASKED) == [
        ("ann", "do_not_contact", "no"),
        ("bob", "do_not_contact", "yes"),
    ]

    other = tmp_path / "other"
    imported(other, sessions(tmp_path), clients, rules=rules.format("neither"))
    assert held(other, ASKED) == []


def flagged_clients(folder, *said, dated="2026-01-01", heading="Do Not Contact"):
    rows = "".join(f"{who},{dated},{word}\n" for who, word in said)
    return written(folder, f"client id,referral date,{heading}\n{rows}", "clients.csv")


def test_what_was_said_holds_until_a_newer_export_says_otherwise(tmp_path):
    imported(tmp_path, sessions(tmp_path), flagged_clients(tmp_path, ("ann", "yes")))
    without = flagged_clients(tmp_path, ("ann", "x"), heading="colour")
    imported(tmp_path, sessions(tmp_path), without)
    assert [said for *_, said in held(tmp_path, ASKED)] == ["yes"]

    newer = flagged_clients(tmp_path, ("ann", "no"), dated="2026-02-01")
    imported(tmp_path, newer)
    assert [said for *_, said in held(tmp_path, ASKED)] == ["no"]

    older = flagged_clients(tmp_path, ("ann", "yes"), dated="2026-01-10")
    imported(tmp_path, older)
    assert [said for *_, said in held(tmp_path, ASKED)] == ["no"]


def test_a_list_without_dates_counts_as_new(tmp_path):
    imported(tmp_path, sessions(tmp_path), flagged_clients(tmp_path, ("ann", "no")))
    undated = written(tmp_path, "client id,Do Not Contact\nann,yes\n", "clients.csv")
    imported(tmp_path, undated)

    assert [said for *_, said in held(tmp_path, ASKED)] == ["yes"]


def test_of_two_that_are_as_new_the_more_careful_holds(tmp_path):
    clients = flagged_clients(tmp_path, ("ann", "no"), ("ann", "later"), ("ann", "no"))
    imported(tmp_path, sessions(tmp_path), clients)

    assert [said for *_, said in held(tmp_path, ASKED)] == ["unclear"]


def test_what_is_said_makes_another_snapshot(tmp_path):
    ids = {
        imported(
            tmp_path / said,
            sessions(tmp_path / said),
            flagged_clients(tmp_path / said, ("ann", said)),
        )["snapshot"]
        for said in ("yes", "no")
    }

    assert len(ids) == 2
