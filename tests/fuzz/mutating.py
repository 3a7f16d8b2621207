"""Changes that keep a file a file: cells, lines, encodings, members of an archive."""

import io
import random
import zipfile

import atheris

CELLS = (
    *("", " ", "0", "-1", "1e999", "NaN", "1,5", "1.234,5", "9.37795E+12", "1001.0"),
    *("31/12/2026", "12/31/2026", "01/02/2026", "2026-02-30", "5/5/26", "46027", "0.5"),
    *("2026-10-25 01:30", "2026-03-29T02:30:00+02:00", "99999-01-01", "0001-01-01"),
    *("Total", "NULL", "=1+1", "\u200bann", "e\u0301", '"', "'", "\t", "\\", "%", "{}"),
    *("attended", "Show", "no-show", "x", "~", "SRS", "WAI-SR", "ORS", "Zoë Ünal"),
    "a" * 5_000,
)
BREAKS = (b"\n", b"\r\n", b"\r")
SEPARATORS = (b",", b";", b"\t", b"|")
ENCODINGS = ("utf-16", "utf-16-be", "cp1252", "utf-8-sig")


def mutated(data: bytes, most: int, seed: int) -> bytes:
    """Return another input: sometimes any bytes, mostly a file that is nearly right."""
    chance = random.Random(seed)
    first, content = data[:1] or b"\0", data[1:]
    if chance.random() < 0.05:
        first = bytes([chance.randrange(256)])
    if content[:2] == b"PK" and chance.random() < 0.9:
        return (first + _archive(content, chance))[:most]
    if chance.random() < 0.3:
        return first + atheris.Mutate(content, most - 1)
    change = chance.choice((_cell, _cell, _cell, _line, _column, _whole))
    return (first + change(content, chance))[:most]


def _cell(content: bytes, chance: random.Random) -> bytes:
    separator = max(SEPARATORS, key=content.count)
    lines = content.split(b"\n")
    place = chance.randrange(len(lines))
    cells = lines[place].split(separator)
    cells[chance.randrange(len(cells))] = chance.choice(CELLS).encode()
    lines[place] = separator.join(cells)
    return b"\n".join(lines)


def _line(content: bytes, chance: random.Random) -> bytes:
    lines = content.split(b"\n")
    place, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    kind = chance.randrange(4)
    if kind == 0:
        del lines[place]
    elif kind == 1:
        lines[place:place] = [lines[other]] * chance.choice((1, 2, 40))
    elif kind == 2:
        lines[place], lines[other] = lines[other], lines[place]
    else:
        lines[place] += chance.choice((b",", b'"', b"\0", b"\xff", b"\r", b",,,,"))
    return b"\n".join(lines)


def _column(content: bytes, chance: random.Random) -> bytes:
    separator = max(SEPARATORS, key=content.count)
    rows = [line.split(separator) for line in content.split(b"\n")]
    place = chance.randrange(max(map(len, rows)))
    twice = chance.random() < 0.5
    for row in rows:
        if place < len(row):
            row[place : place + 1] = [row[place]] * (2 if twice else 0)
    return b"\n".join(separator.join(row) for row in rows)


def _whole(content: bytes, chance: random.Random) -> bytes:
    kind = chance.randrange(4)
    if kind == 0:
        return content.replace(b"\n", chance.choice(BREAKS))
    if kind == 1:
        old = max(SEPARATORS, key=content.count)
        return content.replace(old, chance.choice(SEPARATORS))
    if kind == 2:
        text = content.decode("utf-8", "replace")
        return text.encode(chance.choice(ENCODINGS), "replace")
    return content[: chance.randrange(len(content) + 1)]


def _archive(content: bytes, chance: random.Random) -> bytes:
    """Change one member of an archive, and pack it again."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = {one: archive.read(one) for one in archive.namelist()}
    except Exception:  # noqa: BLE001 it is no archive any more
        return atheris.Mutate(content, len(content) + 64)
    if not members:
        return content
    chosen = chance.choice(sorted(members))
    members[chosen] = atheris.Mutate(members[chosen], len(members[chosen]) + 64)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, inner in members.items():
            archive.writestr(name, inner)
    return packed.getvalue()
