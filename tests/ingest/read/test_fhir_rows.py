"""Each kind of FHIR resource becomes rows; what stands where in R4 and in R5."""

import json

import pytest

from ingest.read.formats import fhir, texts
from ingest.read.formats.fhir_rows import HEADINGS, rows
from ingest.read.formats.fhir_scores import own_name
from ingest.refusals import LeftAlone, NotOurs


def read(resource):
    """Return a resource's rows: its filled cells by heading."""
    headings = HEADINGS[resource["resourceType"]]
    return [
        {
            name: cell
            for name, cell in zip(headings, row, strict=True)
            if cell not in ("", None)
        }
        for row in rows(resource, own_name)
    ]


APPOINTMENT = {
    "resourceType": "Appointment",
    "id": "1",
    "status": "cancelled",
    "start": "s",
    "end": "e",
    "minutesDuration": 50,
    "created": "c",
    "cancellationDate": "off",
    "cancelationReason": {"text": "ill", "coding": [{"code": "pat"}, {"code": "2"}]},
    "serviceType": [{"text": "Intake"}, {"text": "Other"}],
    "participant": [
        {"actor": {"reference": "Location/l", "display": "North"}},
        {"actor": {"reference": "Patient/ann", "display": "Ann"}},
        {"actor": {"reference": "PractitionerRole/r", "display": "Role"}},
        {"actor": {"reference": "Practitioner/p", "display": "Ruth"}},
        {"actor": {"reference": "Patient/bob", "display": "Bob"}},
    ],
    "subject": {"reference": "Patient/never"},
}
FACTS = {
    "id": "1", "status": "cancelled", "start": "s", "end": "e", "minutes": "50",
    "created": "c", "cancelled": "off", "cancellation": "pat", "service": "Intake",
    "location": "North", "practitioner": "r", "practitioner_name": "Role",
}  # fmt: skip


def test_an_appointment_has_a_row_for_each_patient():
    assert read(APPOINTMENT) == [
        FACTS | {"patients": "2", "patient": "ann", "patient_name": "Ann"},
        FACTS | {"patients": "2", "patient": "bob", "patient_name": "Bob"},
    ]


def test_an_appointment_of_the_fifth_release_has_a_subject_and_another_reason():
    one = {
        "resourceType": "Appointment",
        "subject": {"reference": "Patient/cat"},
        "cancellationReason": {"text": "ill"},
        "participant": {"actor": {"reference": "Practitioner/p"}},
    }

    assert read(one) == [
        {"cancellation": "ill", "patients": "1", "patient": "cat", "practitioner": "p"}
    ]


def test_of_two_reasons_the_one_of_the_fourth_release_is_read():
    one = APPOINTMENT | {"cancellationReason": {"coding": [{"code": "prov"}]}}

    assert {row["cancellation"] for row in read(one)} == {"pat"}


def test_an_appointment_of_nobody_is_one_row():
    assert read({"resourceType": "Appointment", "id": "1"}) == [
        {"id": "1", "patients": "0"}
    ]


ENCOUNTER = {
    "resourceType": "Encounter",
    "id": "1",
    "status": "finished",
    "class": {"code": "AMB", "coding": [{"code": "never"}]},
    "type": [{"text": "Therapy"}, {"text": "Other"}],
    "location": [
        {"location": {"reference": "Location/n", "display": "North"}},
        {"location": {"display": "South"}},
    ],
    "appointment": [{"reference": "Appointment/5"}, {"reference": "Appointment/6"}],
    "subject": {"reference": "Patient/ann", "display": "Ann"},
    "period": {"start": "s", "end": "e"},
    "actualPeriod": {"start": "s5", "end": "e5"},
    "plannedStartDate": "ps",
    "plannedEndDate": "pe",
    "participant": [
        {"individual": {"reference": "RelatedPerson/m"}},
        {"individual": {"reference": "Practitioner/p", "display": "Ruth"}},
    ],
}
MET = {
    "id": "1", "status": "finished", "start": "s", "end": "e", "class": "AMB",
    "service": "Therapy", "location": "North", "appointment": "5",
    "patient": "ann", "patient_name": "Ann", "practitioner": "p",
    "practitioner_name": "Ruth",
}  # fmt: skip


def test_an_encounter_is_a_row():
    assert read(ENCOUNTER) == [MET]


@pytest.mark.parametrize(
    ("changed", "differs"),
    [
        ({"period": None}, {"start": "s5", "end": "e5"}),
        ({"period": None, "actualPeriod": None}, {"start": "ps", "end": "pe"}),
        ({"period": {"start": "s"}}, {"end": "pe"}),
        ({"period": {"end": "e"}}, {"start": "ps"}),
        ({"class": [{"coding": [{"code": "VR"}, {"code": "x"}]}]}, {"class": "VR"}),
        (
            {
                "participant": [
                    {
                        "type": [{"coding": [{"code": "SPRF"}]}],
                        "actor": {"reference": "Practitioner/o", "display": "Omar"},
                    },
                    {
                        "type": [{"coding": [{"code": "ATND"}, {"code": "PPRF"}]}],
                        "actor": {"reference": "PractitionerRole/r", "display": "Ruth"},
                    },
                ]
            },
            {"practitioner": "r"},
        ),
        (
            {
                "participant": [
                    {"individual": {"reference": "Practitioner/p", "display": "Ruth"}},
                    {"individual": {"reference": "Practitioner/q", "display": "Omar"}},
                ]
            },
            {},
        ),
        (
            {
                "participant": [
                    {
                        "individual": {"reference": "Practitioner/p", "display": "Ruth"},
                        "actor": {"reference": "Practitioner/q", "display": "Omar"},
                    }
                ]
            },
            {},
        ),
    ],
)  # fmt: skip
def test_what_an_encounter_says_elsewhere(changed, differs):
    assert read(ENCOUNTER | changed) == [MET | differs]


def test_a_practitioner_of_an_encounter_may_have_a_name_alone():
    one = ENCOUNTER | {"participant": [{"individual": {"display": "Dr. Vale"}}]}
    (row,) = read(one)

    assert "practitioner" not in row
    assert row["practitioner_name"] == "Dr. Vale"


@pytest.mark.parametrize("kind", ["Patient", "Practitioner"])
def test_a_person_has_up_to_three_identifiers(kind):
    known = [{"system": "s", "value": n} for n in range(1, 5)]
    one = {"resourceType": kind, "id": "1", "name": [{"text": "Ada"}]}
    name = f"{kind.lower()}_name"

    assert read(one) == [{"id": "1", name: "Ada"}]
    assert read(one | {"identifier": known}) == [
        {"id": "1", name: "Ada"} | {f"identifier_{n}": f"s|{n}" for n in (1, 2, 3)}
    ]


def test_an_episode_is_of_a_patient_or_of_a_subject():
    one = {
        "resourceType": "EpisodeOfCare",
        "id": "e",
        "status": "finished",
        "period": {"start": "s", "end": "f"},
        "subject": {"reference": "Patient/sub"},
    }
    facts = {"episode": "e", "status": "finished", "start": "s", "end": "f"}

    assert read(one) == [facts | {"patient": "sub"}]
    patient = {"patient": {"reference": "Patient/pat"}}
    assert read(one | patient) == [facts | {"patient": "pat"}]


DAYS = {
    "authored": "a",
    "effectiveDateTime": "b",
    "issued": "c",
    "effectivePeriod": {"start": "d", "end": "e"},
}


@pytest.mark.parametrize("kind", ["QuestionnaireResponse", "Observation"])
@pytest.mark.parametrize(("lacking", "day"), [(0, "a"), (1, "b"), (2, "c"), (3, "d")])
def test_the_day_of_a_score(kind, lacking, day):
    said = dict(list(DAYS.items())[lacking:])
    one = {
        "resourceType": kind,
        "id": "1",
        "status": "final",
        "questionnaire": "x/phq-9",
        "valueInteger": 0,
        "subject": {"reference": "Patient/ann"},
        **said,
    }

    assert read(one) == [
        {
            "id": "1",
            "status": "final",
            "day": day,
            "instrument": "phq-9",
            "score": "0",
            "patient": "ann",
        }
    ]


PATIENTS = [{"resourceType": "Patient", "id": str(n)} for n in range(2)]
OTHER = {"resourceType": "Condition", "id": "c"}


def lines(texts_):
    return [
        (one.name, one.shift, one.path.read_text(encoding="utf-8").splitlines())
        for one in texts_
    ]


def read_all(folder, records):
    return lines(fhir.read(records, "f, m", "f", folder, own_name))


HEAD = "resourceType,id,patient_name,identifier_1,identifier_2,identifier_3"


def test_each_kind_of_resource_is_a_table(tmp_path):
    person = {"resourceType": "Practitioner", "id": "p"}
    one, two = read_all(tmp_path, [PATIENTS[0], person, PATIENTS[1], OTHER])

    assert one == ("f, m, Patient", 0, [HEAD, "Patient,0,,,,", "Patient,1,,,,"])
    assert two[0] == "f, m, Practitioner"
    assert two[2][1:] == ["Practitioner,p,,,,"]


def test_lines_of_one_kind_keep_their_numbers(tmp_path):
    assert read_all(tmp_path, PATIENTS) == [
        ("f, m", -1, [HEAD, "Patient,0,,,,", "Patient,1,,,,"])
    ]


def test_one_kind_beside_others_that_are_not_read_is_named(tmp_path):
    ((name, shift, _),) = read_all(tmp_path, [OTHER, PATIENTS[0]])

    assert (name, shift) == ("f, m, Patient", 0)


def test_kinds_that_are_not_read_are_named_in_order_and_no_more_than_five(tmp_path):
    kinds = ["Zeta", "Goal", "Flag", "Claim", "Device", "Account", "A" * 41]
    with pytest.raises(LeftAlone) as left:
        read_all(tmp_path, [{"resourceType": kind} for kind in kinds])

    listed = f"{'A' * 40}, Account, Claim, Device, Flag"
    assert str(left.value) == (
        f"f, m: holds FHIR resources of kinds that are not read here ({listed})."
    )
    with pytest.raises(NotOurs, match="f, m: holds no FHIR resource"):
        read_all(tmp_path, [])


def test_breaks_in_a_cell_are_spaces(tmp_path):
    named = PATIENTS[0] | {"name": [{"text": "Ada\r\nStone\0"}]}
    ((_, _, (_, row)),) = read_all(tmp_path, [named])

    assert row == "Patient,0,Ada  Stone ,,,"


def bundle(*entries):
    return json.dumps({"resourceType": "Bundle", "entry": list(entries)})


def test_a_bundle_resolves_addresses_wherever_they_stand(tmp_path):
    person = {"fullUrl": "urn:uuid:1", "resource": PATIENTS[0] | {"id": "ann"}}
    unnamed = {"fullUrl": "urn:uuid:2", "resource": {"resourceType": "Patient"}}
    visit = {
        "resource": {
            "resourceType": "Appointment",
            "id": "v",
            "participant": [
                {"actor": {"reference": "urn:uuid:1"}},
                {"actor": {"type": "Patient", "reference": "urn:uuid:2"}},
                {"actor": {"reference": "Patient/bob"}},
                {"actor": {"type": "Patient", "reference": ""}},
            ],
        }
    }
    file = tmp_path / "bundle.json"
    file.write_text(bundle(visit, person, unnamed, {"resource": 3}, 4))
    folder = tmp_path / "scratch"
    folder.mkdir()
    visits, _ = lines(texts(file, folder))
    at = visits[2][0].split(",").index("patient")

    assert [row.split(",")[at] for row in visits[2][1:]] == ["ann", "2", "bob", ""]


def test_what_is_a_resource():
    assert fhir.is_resource({"resourceType": "Patient"})
    assert not fhir.is_resource({"resourceType": 3})
    assert not fhir.is_resource({"id": "1"})
    assert not fhir.is_resource(["resourceType"])
