"""JSON, NDJSON, archives and folders; names that become pseudonyms."""

import gzip
import json
import stat

from ingest.read.files import files
from store import beside
from tests.ingest.importing import (
    HEADER,
    found,
    held,
    imported,
    refused,
    remarks,
    written,
)
from tests.ingest.workbooks import archive

ROW = "1,ann,ruth,2026-01-10 09:00,attended"
CSV = f"{HEADER}\n{ROW}\n"
RECORD = dict(zip(HEADER.split(","), ROW.split(","), strict=True))
NAMES = "client,therapist,date,status\n{},Ruth Vale,2026-01-10,attended\n"


def read(folder, content, name):
    (file,) = imported(folder, written(folder, content, name))["files"]
    return file["new"]


def test_json_of_every_shape_is_a_table(tmp_path):
    for content in (
        [RECORD],
        {"appointments": [RECORD], "total": 1},
        [HEADER.split(","), ROW.split(",")],
    ):
        assert read(tmp_path / str(len(str(content))), json.dumps(content), "a.json")
    assert read(tmp_path / "lines", json.dumps(RECORD) + "\n", "a.ndjson") == 1


def test_numbers_of_json_stay_the_text_that_they_are(tmp_path):
    text = json.dumps(RECORD).replace('"1"', "12345678901234567890")
    read(tmp_path, text, "a.ndjson")

    assert held(tmp_path, "select session_id from sessions") == [
        ("12345678901234567890",)
    ]


def test_broken_json_is_named_by_its_line(tmp_path):
    lines = json.dumps(RECORD) + "\n" + json.dumps(RECORD)[:20]

    assert "line 2" in refused(tmp_path, written(tmp_path, lines, "a.ndjson"))
    deep = '{"a":' * 100_000
    assert "a.json" in refused(tmp_path, written(tmp_path, deep, "a.json"))


def test_a_rejected_record_is_named_by_its_line(tmp_path):
    records = [RECORD | {"session_id": str(n)} for n in range(40)]
    records[30]["start"] = "someday"
    lines = "\n".join(map(json.dumps, records))
    (file,) = imported(tmp_path, written(tmp_path, lines, "a.ndjson"))["files"]

    assert file["rejections"][0]["line"] == 31


def test_an_archive_brings_all_of_its_tables(tmp_path):
    clients = "client_id,referral_date\nann,2026-01-02\n"
    content = archive({"a.csv": CSV, "b/clients.csv": clients, "__MACOSX/a.csv": "x"})
    report = imported(tmp_path, written(tmp_path, content, "all.zip"))

    assert [file["file"] for file in report["files"]] == [
        "all.zip, a.csv",
        "all.zip, b/clients.csv",
    ]


def test_an_archive_in_an_archive_is_read_and_no_deeper(tmp_path):
    once = archive({"a.csv.gz": gzip.compress(CSV.encode())})
    assert read(tmp_path, once, "all.zip") == 1

    twice = archive({"b.zip": once})
    assert "inside" in refused(tmp_path, written(tmp_path, twice, "all.zip"))


def test_a_folder_brings_what_can_be_an_export(tmp_path):
    for name in ("a.csv", "b.xlsx", "c.ndjson", "d.md", ".hidden.csv", "~$e.xlsx"):
        written(tmp_path, "x", name)
    (tmp_path / "inner").mkdir()

    assert [file.name for file in files([tmp_path])] == ["a.csv", "b.xlsx", "c.ndjson"]


def test_resources_that_are_not_read_here_are_left_alone(tmp_path):
    condition = written(tmp_path, '{"resourceType":"Condition","id":"1"}', "c.ndjson")
    report = imported(tmp_path, written(tmp_path, CSV), condition)

    assert remarks(report)["left_alone"] == 1
    assert "Condition" in refused(tmp_path, condition)


def test_a_bundle_resolves_its_own_addresses(tmp_path):
    entries = [
        {"fullUrl": "urn:uuid:1", "resource": {"resourceType": "Patient", "id": "ann"}},
        {
            "fullUrl": "urn:uuid:2",
            "resource": {
                "resourceType": "Encounter",
                "id": "e",
                "status": "finished",
                "subject": {"reference": "urn:uuid:1"},
                "period": {"start": "2026-01-10T09:00:00Z"},
                "participant": [{"individual": {"display": "Dr. Vale"}}],
            },
        },
    ]
    bundle = json.dumps({"resourceType": "Bundle", "entry": entries})
    imported(tmp_path, written(tmp_path, bundle, "bundle.json"))

    assert held(tmp_path, "select client_id from clients") == [("ann",)]
    assert held(tmp_path, "select counselor from counselors") == [("Dr. Vale",)]


def test_a_name_becomes_a_stable_pseudonym_and_stays_out_of_the_store(tmp_path):
    imported(tmp_path, written(tmp_path, NAMES.format("Zelda Quirk")))
    ((first,),) = held(tmp_path, "select client_id from clients")
    imported(tmp_path, written(tmp_path, NAMES.format('"QUIRK,  Zelda"')))
    store = tmp_path / "store"

    assert held(tmp_path, "select client_id from clients") == [(first,)]
    assert beside.names(store)[first] == '"QUIRK,  Zelda"'.strip('"')
    for file in store.iterdir():
        told = b"quirk" in file.read_bytes().lower()
        assert told == (file.name == "names.json")
    for name in ("names.json", "pseudonyms.key"):
        assert stat.S_IMODE((store / name).stat().st_mode) == 0o600


def test_names_can_be_forgotten_and_the_pseudonym_stays(tmp_path):
    file = written(tmp_path, NAMES.format("Zelda Quirk"))
    imported(tmp_path, file)
    beside.forget_names(tmp_path / "store")
    assert beside.names(tmp_path / "store") == {}

    assert not imported(tmp_path, file)["published"]


def test_another_clinic_gives_another_pseudonym(tmp_path):
    pseudonyms = set()
    for clinic in ("a", "b"):
        folder = tmp_path / clinic
        imported(folder, written(folder, NAMES.format("Zelda Quirk")))
        pseudonyms |= set(held(folder, "select client_id from clients"))

    assert len(pseudonyms) == 2


def test_ids_are_not_taken_for_names_unless_the_clinic_says_so(tmp_path):
    file = written(tmp_path, NAMES.format("ann"))
    imported(tmp_path, file)
    assert held(tmp_path, "select client_id from clients") == [("ann",)]
    assert not (tmp_path / "store" / "pseudonyms.key").exists()

    imported(tmp_path / "b", file, rules="client_names = true")
    assert held(tmp_path / "b", "select client_id from clients") != [("ann",)]


def test_a_first_look_keeps_no_key(tmp_path):
    one = found(tmp_path, written(tmp_path, NAMES.format("Zelda Quirk")))

    assert one.rows == 1
    assert not (tmp_path / "store").exists()


def test_whether_clients_are_names_is_judged_over_all_parts_of_an_export(tmp_path):
    some = written(tmp_path, NAMES.format("Ada Stone"), "january.csv")
    more = "".join(f"C{n},Ruth Vale,2026-02-{n:02},attended\n" for n in range(1, 9))
    rest = written(tmp_path, NAMES.splitlines()[0] + "\n" + more, "february.csv")
    imported(tmp_path, some, rest)

    assert ("Ada Stone",) in held(tmp_path, "select client_id from clients")
