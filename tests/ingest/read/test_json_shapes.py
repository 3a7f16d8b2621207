"""Which JSON is a table: records and lists, a line each or one text; how it is flat."""

import json

import pytest

from ingest.read.formats import json_text, texts
from ingest.read.formats.json_parts import cell, flat
from ingest.read.formats.json_text import looks_like, parsed
from ingest.refusals import NotOurs, Refused

ONE, TWO = {"a": 1, "b": "x"}, {"b": "y", "c": None}


def read(folder, content, name="a.json"):
    """Return the tables of a JSON file: their names, shifts and lines."""
    scratch = folder / "scratch"
    scratch.mkdir(exist_ok=True)
    text = content if isinstance(content, str | bytes) else json.dumps(content)
    file = folder / name
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return [
        (
            one.name,
            one.shift,
            one.path.read_text(encoding="utf-8").rstrip("\n").split("\n"),
        )
        for one in texts(file, scratch)
    ]


TABLE = ["a,b,c", "1,x,", ",y,"]


@pytest.mark.parametrize(
    "content",
    [
        [ONE, TWO],
        {"of": [ONE, TWO], "total": 2, "empty": [], "mixed": [ONE, 3], "one": ONE},
        json.dumps({"of": [ONE, TWO]}, indent=1),
        "\n\n".join(map(json.dumps, [ONE, TWO])) + "\n",
        f"{json.dumps(ONE)}\n3\n{json.dumps(TWO)}",
        b"\xef\xbb\xbf" + json.dumps([ONE, TWO]).encode(),
        b"\xef\xbb\xbf" + json.dumps(ONE).encode() + b"\n" + json.dumps(TWO).encode(),
        f" \n {json.dumps([ONE, TWO])}",
    ],
)
def test_records_are_a_table(tmp_path, content):
    assert read(tmp_path, content) == [("a.json", -1, TABLE)]


def test_a_record_alone_is_a_line(tmp_path):
    assert read(tmp_path, {"a": 1}) == [("a.json", -1, ["a", "1"])]


def test_lists_of_lists_are_rows(tmp_path):
    rows = [["a", "b"], [1.50, None], [True, "x\ny"]]

    assert read(tmp_path, rows) == [("a.json", 0, ["a,b", "1.5,", "true,x\u2028y"])]


def test_two_lists_are_two_tables_by_name(tmp_path):
    both = {"visits": [ONE], "rows": [["a"], ["1"]]}

    assert read(tmp_path, both) == [
        ("a.json, visits", -1, ["a,b", "1,x"]),
        ("a.json, rows", 0, ["a", "1"]),
    ]


@pytest.mark.parametrize(
    "content", [[], {"a": {"b": 1}, "c": [[1], {}]}, [1, 2], [{}, []], [[], {}]]
)
def test_json_without_a_list_of_records_is_no_table(tmp_path, content):
    with pytest.raises(NotOurs, match=r"a\.json: the JSON holds no list of records"):
        read(tmp_path, json.dumps(content, indent=1))


def test_resources_stand_alone_in_a_list_or_a_line_each(tmp_path):
    one, two = ({"resourceType": "Patient", "id": n} for n in "12")
    whole = [("a.json", -1, ["Patient,1,,,,", "Patient,2,,,,"])]

    def rows(content):
        return [
            (name, shift, all_[1:]) for name, shift, all_ in read(tmp_path, content)
        ]

    assert rows([one, two]) == whole
    assert rows(f"{json.dumps(one)}\n{json.dumps(two)}") == whole
    assert rows(one) == [("a.json", -1, ["Patient,1,,,,"])]
    bundle = {"resourceType": "Bundle", "entry": [{"resource": one}, {"resource": two}]}
    assert rows(bundle) == whole
    assert rows(json.dumps(bundle, indent=1)) == whole
    assert rows(json.dumps(bundle) + "\n") == whole
    bundle["entry"] += [{"resource": {"id": "none"}}, {"resource": 3}]
    assert rows(bundle) == whole


def test_a_bundle_of_nothing_is_refused(tmp_path):
    empty = json.dumps({"resourceType": "Bundle"})
    with pytest.raises(NotOurs, match=r"a\.json: holds no FHIR resource"):
        read(tmp_path, empty)


def test_the_line_at_which_json_breaks_is_named(tmp_path):
    broken = r"a\.json: is not complete JSON \(stops making sense at line {}\)"
    with pytest.raises(Refused, match=broken.format(3)):
        read(tmp_path, f'{json.dumps(ONE)}\n{json.dumps(TWO)}\n{{"a": ')
    with pytest.raises(Refused, match=broken.format(2)):
        read(tmp_path, '[{"a": 1},\n{"a": }]')
    with pytest.raises(Refused, match="the JSON is not UTF-8"):
        read(tmp_path, b'[{"a": "\xe4"}]')


def test_json_of_more_than_256_mebibytes_is_refused(tmp_path):
    file = tmp_path / "a.json"
    file.write_bytes(b"[" + b" " * 99)
    with file.open("r+b") as stream:
        stream.truncate((256 << 20) + 1)
    with pytest.raises(Refused, match="one JSON text of more than 256 MiB"):
        list(json_text._whole(file, "a.json", "a.json", tmp_path, None))
    assert json_text.LARGEST == 268_435_456


def test_json_of_the_largest_size_is_read(tmp_path, monkeypatch):
    whole = json.dumps([ONE])
    monkeypatch.setattr(json_text, "LARGEST", len(whole))
    assert read(tmp_path, whole)
    with pytest.raises(Refused, match="one JSON text of more than"):
        read(tmp_path, whole + " ")


@pytest.mark.parametrize("parts", [500, 501])
def test_records_have_up_to_500_parts(tmp_path, parts):
    records = [{f"a{n}": 1} for n in range(parts)]
    if parts == 500:
        ((_, _, table),) = read(tmp_path, records)
        assert (len(table), table[0].count(",")) == (501, 499)
        return
    with pytest.raises(Refused, match=r"a\.json: the records have more than 500 parts"):
        read(tmp_path, records)


def nested(depth):
    return {"a": nested(depth - 1)} if depth else 1


def test_an_object_is_flat_to_six_levels_below_it_and_to_three_items():
    assert flat(nested(7)) == {"a.a.a.a.a.a.a": "1"}
    assert flat(nested(8)) == {"a.a.a.a.a.a.a": '{"a": 1}'}
    assert flat({"a": {"b": "x"}, "c": [1, {"d": 2}, [3], 4]}) == {
        "a.b": "x",
        "c.0": "1",
        "c.1.d": "2",
        "c.2.0": "3",
    }


def test_a_value_as_text():
    values = [None, True, False, "x", 3, {"a": [1]}]

    assert list(map(cell, values)) == ["", "true", "false", "x", "3", '{"a": [1]}']


def test_numbers_stay_as_they_are_written():
    assert parsed("[1.50, 12345678901234567890, 1e400, NaN]") == [
        "1.50",
        "12345678901234567890",
        "1e400",
        "NaN",
    ]


@pytest.mark.parametrize(
    ("start", "is_json"),
    [
        (b"{", True),
        (b"[", True),
        (b" \n\t[1", True),
        (b"\xef\xbb\xbf {", True),
        (b"a{", False),
        (b"", False),
        (b'"', False),
    ],
)
def test_what_begins_like_json(start, is_json):
    assert looks_like(start) is is_json
