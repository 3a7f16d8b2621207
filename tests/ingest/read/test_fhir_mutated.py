"""Resources that break their own standard are rows or a sentence, never a crash."""

import json
import random

import pytest

from ingest.read.formats import texts
from ingest.refusals import Refused
from tests.ingest.samples import EXPORTS

SEEDS = [
    json.loads(line)
    for file in sorted(EXPORTS.glob("fhir/*.ndjson"))
    for line in file.read_text(encoding="utf-8").splitlines()
]
ODD = [None, True, 3, "x", "", [], {}, [[]], [None], {"a": [1]}, "#p", "Patient?", "/"]
RUNS = 150


def mutated(part, chance):
    if chance.random() < 0.08:
        return chance.choice(ODD)
    if isinstance(part, dict):
        return {key: mutated(one, chance) for key, one in part.items()}
    return [mutated(one, chance) for one in part] if isinstance(part, list) else part


def outcome(file, folder):
    """Return the names of the tables that were read, or the refusal."""
    try:
        return " ".join(one.name for one in texts(file, folder))
    except Refused as refusal:
        return str(refusal)


@pytest.mark.parametrize("shape", ["lines", "list", "bundle"])
def test_no_mutation_is_a_crash(tmp_path, shape):
    chance = random.Random(7)
    for run in range(RUNS):
        records = [mutated(chance.choice(SEEDS), chance) for _ in range(4)]
        entries = [{"fullUrl": "urn:uuid:1", "resource": one} for one in records]
        text = {
            "lines": "\n".join(map(json.dumps, records)),
            "list": json.dumps(records),
            "bundle": json.dumps({"resourceType": "Bundle", "entry": entries}),
        }[shape]
        folder = tmp_path / str(run)
        folder.mkdir()
        file = tmp_path / "a.json"
        file.write_text(text, encoding="utf-8")
        said = outcome(file, folder)

        assert "a.json" in said
