"""Each word with which a heading or a cell may say whom not to call, one by one."""

import re

import pytest

from ingest.recognize.layout import (
    flagged,
    perhaps_flagged,
    plain,
    said_in_words,
    tells_in_words,
)

CONTACT, PART_2 = "do_not_contact", "cfr_part_2"
VERBS = "contact, call, phone, text, email, e-mail, message"
PEOPLE = "client, patient"

# By heading: what may stand at {}.
MEANS = {
    "Do not {}": f"{VERBS}, telephone, ring, sms, messaging, write, writing, approach, "
    "disturb, reach out, leave a message, leave a voicemail",
    "Not to be {}": "contacted, called, phoned, emailed, texted, rung, written",
    "{} contact": "Do not, Don't, Not to, Should not, Must not, May not, Shouldn't, Mustn't, "
    "Cannot, Can't, Never, Does not want, Doesn't want, Did not wish, Not like, Not ok, "
    "Not okay, Not safe, Not allowed, Not permitted, Not to be, Can not be, May not be, "
    "Must not be, Do not wish, Dont have any, Does not like us to, Never any further, "
    "Never any more, Never be, Never want, Never wants, Never wishes, Cannot safe, "
    "Never ok, Never okay, Never allowed, Never permitted, Never like",
    "{} do not call": f"{PEOPLE}, Please, Is, Has, Request, Requests, Requested, Asked, Want, "
    "Wants, Wish, Wishes, Prefer, Prefers, Flag, We, To, Should, Must, Are, They, He, She, "
    "The, By, And",
    "{} not be called": "Do, Does, Did, Should, Must, May, Can",
    "Do not call {}": f"{VERBS}, {PEOPLE}, or text, and write, nor ring, telephone, sms, "
    "leave a message, or leave voicemail, leave a voicemail, letter, letters, flag, person, "
    "them, him, her, list, again, please, at home, at work, by phone, from the clinic, "
    "us, requested, request, status, indicator, since, until, date, on, as of, to, ed",
    "Stop call{}": "ing",
    "No {}": "contact, contacts, call, calls, phone call, phone calls, telephone call, "
    "telephone calls, phone, text, texts, message, messages, voicemail, voicemails, letter, "
    "letters, mail, communication, communications, outreach",
    "{} no contact": f"{PEOPLE}, Has, Is, Request, Requests, Requested, Asked, Asks, For, "
    "Want, Wants, Wish, Wishes, Prefer, Prefers, Please, To, Be, Have, There, Said, Says",
    "{} contact wanted": "No, Zero, No more, No further, No any",
    "No contact {}": "or calls, and texts, letter, messages, or mail, flag, requested, "
    "request, please, list, from us, from clinic, wanted, desired, since, until, date, on",
    "Leave {} alone": f"{PEOPLE}, them, him, her, me, this person",
    "{} alone": "Leave, Left",
    "{} leave alone": f"{PEOPLE}, Please, To, Be, Want, Wants, Asked, Wish, Wishes",
    "Leave alone {}": "flag, please",
    "{} object to contact": f"{PEOPLE}, Person, Do you, Does he, Does she, Would they, Is client, "
    "Are you, Has patient",
    "Client {} being called": "minds, mind, object to, objects to, objected to, objecting to, "
    "objection to, objections to, opposed to",
    "Do you mind {} contacting": "us, if we, the clinic, to, being",
    "Do you mind us {}": "contacting, calling, phoning, texting, emailing, writing, messaging, "
    "calling you, to call them, texted, written, call, calls, phone, write",
    "Unsafe to {}": "contact, call, phone, text, email, write, message, contact client, "
    "be contacted",
    "{} to contact": "Unsafe, Not safe, No consent, No permission",
    "No consent {} call": "to, for, from client, to be",
    "No permission to {}": "contact, call, phone, text, email, write, message, texts, be called, "
    "for calling",
    "{} opt out": f"{PEOPLE}, Has, Is, Contact, Communication, Communications, Call, Calls, "
    "Outreach",
    "Client {} of calls": "opt-out, opts out, opted out, opting out",
    "Opted out {}": "of contact, from calls, of all communications, outreach, texts, "
    "text messages, text and message, or text, date, since, on",
    "Contact {}": "refused, declined, prohibited, withdrawn, restricted, restriction, "
    "restrictions, not allowed, not permitted, not wanted, not ok, not safe, blocked, "
    "forbidden",
    "{} forbidden": "Contact, Communication, Communications, Call, Calls, Outreach",
    "{} contact by us": "Do not",
    "Client {} contact": "refusal of, refuse, refuses, refused, decline, declines, declined, "
    "stop, suppress, forbid, forbids, withdrew, withdrawn, block, refuses all, refuses any, "
    "refuses further, withdrawn from, refuses to be, refuses being",
    "Patient refuses {}": "contact, call, calls, communication, communications, outreach, "
    "phone call, phone calls, being called, being contacted, contacting",
}
OPPOSITE = {
    "{} call": "Ok to, Okay to, May, Can, Safe to, Happy for us to, Willing to, Consent to, "
    "Consents to, Consented to, Permission to, Permitted to, Agree to, Agrees to, Agreed to, "
    "Allow, Allows, Allowed to, Want, Wants, Wishes, Accept, Accepts, Welcome, Welcomes",
    "{} ok to call": f"{PEOPLE}, Is, Is it, Has, Do we, Does, You",
    "Ok {} call": "client to, patient to, us to, we, to, for, to have by",
    "Ok to {}": "contact, call, phone, ring, text, email, write, write to, message, voicemail, "
    "voicemails, leave a message, leave a voicemail, leave voicemails, "
    "be contacted, be called, be phoned, be texted, be emailed, be written to, be messaged",
    "Allows {}": "contacting, calling, calls, phoning, texting, texts, emailing, emails, "
    "writing, messages",
    "Ok to call {}": f"{PEOPLE}, them, at home, at work, cell, mobile, phone, number, please",
    "Contact {}": "consent, permission, permitted, allowed, ok, okay, welcome, safe, is ok, "
    "are ok",
    "{} allowed": "Contact, Call, Calls",
    "Willing {} contacted": "to be, by being, to have",
}
PART_2_MEANS = {
    "42 CFR {}": "Part 2, Pt. 2, 2, Part 2 consent, 2 since 2020",
    "Under 42 CFR {}": "Part 2, Pt 2, 2",
    "CFR42 {}": "part two, rules",
    "{} record": "Part II, Pt. II",
    "Part II {}": f"{PEOPLE}, record, SUD, protected, flag, status",
    "{} Part 2": "Is, Are, The, Covered by, Covered, By, Subject to, Subject, To, Under, "
    "Falls under, Fall, CFR, 42, Of, Title 42, Federal, SUD, SUDs, Substance, Use, Abuse, "
    "Disorder, Disorders, Treatment, Program, Programs, Record, Records, Client, Clients, "
    "Patient, Patients, Protected, Confidential, Confidentiality, Protection, Protections, "
    "Flag, Data, Status, Regulation, Regulations, Rule, Rules, Applies, Apply",
    "Under {} 2": "part, pt.",
    "Under Part 2 {}": "is, SUD, SUDs, substance, use, disorder, disorders, treatment, program, "
    "programs, record, records, client, clients, patient, patients, protected, protection, "
    "protections, covered, confidential, confidentiality, flag, data, status, applies, apply",
    "Part 2 {}": "SUD, substance, use, disorder, disorders, treatment, protected, protection, "
    "protections, covered, record, records, client, clients, patient, patients, flag, "
    "program, programs, data, status, applies, apply",
    "{} 2 data": "Part, Pt.",
}
PERHAPS = {
    "No {} at all?": "contact, call, phone, texts, texting, text us, text me, sms, mail, "
    "messaging, voicemail, write, writing, written, reaching, communicating, disturbing, "
    "letter",
    "Contact? {}": "not, no, dont, never, ok to, may, is safe so, consents, permits, allow, "
    "agree, want, wish, mind, objects, prefers, refuses, declines, opt in, opted in, "
    "opts in, stop, is restricted, alone, please, accept, authorised, authorized, is welcome so, "
    "happy, willing, leave, forbids, block, avoid, private, confidential, discreet",
    "{} out her contact": "opts, opt, opted",
    "{} then contact": "OK",
    "{} in peace alone": "Leave",
    "{} 2 perhaps": "Part, Pt",
    "{} status": "Contact, Call, Phone, Text, SMS, Client contact, Patient call, Phone call, "
    "Text sms, Email text, SMS contact",
    "Contact{}": "s, ed, flag, status",
    "{} in": "Opt, Opted, Opts",
    "Opted in {}": "to calls, for contact, call, text, texts",
    "A {} record": "SUD, substance, confidential, restricted, privacy, private",
}
HARDLY = {
    "May we contact, {}": "no show, marketing, newsletter, reminder, survey, emergency, cancel, "
    "attempt, feedback, notified, intake, call no, receipt, statement, invoice, billing",
}
CELLS = {
    "Any {} here": "preference, alert, flag, restriction, privacy, warning, instruction, tag, "
    "tags, label, labels",
    "Contact {}": "method, status, by, how, ok",
    "Her special {}": "note, notes, needs",
}
PART_2_CELLS = {
    "Any {} here": "flag, alert, restriction, privacy, warning, confidentiality, program, tag, "
    "tags, label, labels",
}
DETAILS = {
    "{} note": f"{PEOPLE}, Contact, Chart, Admin, Phone, Call, Case, Record, File",
    "Client {}": "note, notes, comment, comments, remark, remarks, status, phone, phone number, "
    "telephone, cell, cell phone, mobile, home phone, state",
}
PART_2_DETAILS = {
    "{} note": f"{PEOPLE}, Chart, Admin, Case, Record, File",
    "Client {}": "note, notes, comment, comments, remark, remarks, status",
}
WITHIN = {
    "pls {} call her": "do not, don't, dont, never, should not, must not, may not",
    "she is not to be {} now": "contacted, called, phoned, texted, emailed, e-mailed",
    "so never ever again {} her": "contact, call, calls, phone, ring, text, texts, email, "
    "message, write, leave a message, leave voicemail, leave a vm",
    "well, no {} please": "contact, call, calls, calling, phone, text, texts, voicemail, "
    "voicemails, vm, messages, letters",
    "so no {} calls": "more, further, any, phone, telephone, voice, text, home, cell, work, "
    "more phone",
    "by {} no": "phone, call, calls, contact, text, texts, voicemail",
    "phone: {}": "no, none, never, refused, declined",
    "she {} contact": "revokes, revoked, revoke, withdrew, withdraws, refused, refuses, declined, "
    "gives no consent to, stopped, stop, refused consent to, refuses to be, refused of, "
    "revoked consent for, stop all, refused any further",
    "refuses to be {}": "contacted, called",
    "refuses any {}": "call, calls, contact",
    "she {} out": "opt, opted, opts",
    "{} from our list": "DNC, removed from call list, remove from her calling list",
    "remove from {} list": "call, calling, contact",
    "leave {} alone": "her, the client",
}
NOT_WITHIN = {
    "{}": "do call, no show - call, phone on file, leave a message, DNCX, "
    "not alone, opt for calls, refused payment, do not worry about her late call",
}
PART_2_WITHIN = {"it is {} data": "part 2, part II, pt 2, 42 CFR, CFR 42, 42CFRpart2"}


def said(forms):
    return [
        form.format(one) for form, words in forms.items() for one in words.split(", ")
    ]


def within(flag, cell):
    """Tell whether a cell says a flag somewhere in its words, as the import reads it."""
    words = re.sub("[^a-z0-9]+", " ", cell.lower())
    return bool(re.search(said_in_words(flag)[1], words))


@pytest.mark.parametrize(
    ("flag", "forms", "means"),
    [
        (CONTACT, MEANS, True),
        (CONTACT, OPPOSITE, False),
        (CONTACT, PERHAPS, None),
        (CONTACT, HARDLY, None),
        (PART_2, PART_2_MEANS, True),
    ],
)
def test_what_a_yes_under_each_heading_means(flag, forms, means):
    other = [one for one in said(forms) if flagged(flag, plain(one)) is not means]

    assert other == []


def test_what_each_heading_may_mean():
    not_asked = [
        one for one in said(PERHAPS) if not perhaps_flagged(CONTACT, plain(one))
    ]
    asked = [one for one in said(HARDLY) if perhaps_flagged(CONTACT, plain(one))]

    assert (not_asked, asked) == ([], [])


@pytest.mark.parametrize(("flag", "forms"), [(CONTACT, CELLS), (PART_2, PART_2_CELLS)])
def test_which_columns_may_say_it_in_words_in_any_table(flag, forms):
    for table in ("clients", "sessions"):
        headings = said(forms)
        silent = [
            one for one in headings if not tells_in_words(flag, plain(one), table)
        ]
        assert silent == []


@pytest.mark.parametrize(
    ("flag", "forms"), [(CONTACT, DETAILS), (PART_2, PART_2_DETAILS)]
)
def test_which_columns_may_say_it_in_a_list_of_clients_alone(flag, forms):
    headings = [plain(one) for one in said(forms)]

    assert [one for one in headings if not tells_in_words(flag, one, "clients")] == []
    assert [one for one in headings if tells_in_words(flag, one, "sessions")] == []


@pytest.mark.parametrize(
    ("flag", "forms", "says"),
    [
        (CONTACT, WITHIN, True),
        (CONTACT, NOT_WITHIN, False),
        (PART_2, PART_2_WITHIN, True),
        (PART_2, {"{}": "part 3, phase 2, 42 CF, apart 2"}, False),
    ],
)
def test_what_a_cell_says_somewhere_in_its_words(flag, forms, says):
    assert [one for one in said(forms) if within(flag, one) is not says] == []
