"""What a clinic answered, written down as the mapping file that an import reads."""

import json
import tomllib
from datetime import date
from pathlib import Path

from ingest.refusals import Refused

OPENING = (
    "# What this clinic's exports mean. Written by the Data page; keep it or change it."
)


def entries(mapping: Path | None) -> dict:
    """Return the entries of a mapping file, or {} where there is none yet."""
    if mapping is None or not mapping.exists():
        return {}
    return read(mapping.read_text(encoding="utf-8"))


def read(text: str) -> dict:
    """Return the entries of a mapping file's text, or refuse with a sentence."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        raise Refused(f"The mapping file cannot be read: {problem}.") from None


def text(entries: dict) -> str:
    """Return entries as TOML: single ones first, then tables, and tables of tables."""
    return "\n".join([OPENING, *_lines(entries, ())]) + "\n"


def _lines(entries: dict, path: tuple[str, ...]) -> list[str]:
    plain = {k: v for k, v in entries.items() if not isinstance(v, dict)}
    tables = {k: v for k, v in entries.items() if isinstance(v, dict)}
    lines = [f"{_key(name)} = {_value(value)}" for name, value in plain.items()]
    if path and (plain or not tables):
        lines.insert(0, f"\n[{'.'.join(map(_key, path))}]")
    for name, table in tables.items():
        lines += _lines(table, (*path, name))
    return lines


def _key(name: str) -> str:
    bare = name.isascii() and name.replace("_", "").replace("-", "").isalnum()
    return name if bare else _quoted(name)


def _value(value) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return f"[{', '.join(map(_value, value))}]"
    return _quoted(str(value))


def _quoted(text: str) -> str:
    """Return a TOML string; JSON's escapes are TOML's, except for one character."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
