"""What the fuzzer starts from: our samples, and what goes wrong in real files."""

import gzip
from pathlib import Path

from tests.ingest import sheets, workbooks

EXPORTS = Path(__file__).parents[1] / "ingest" / "exports"
NAMES = (
    *("sessions.csv", "alliance.csv", "outcomes.csv", "clients.csv", "counselors.csv"),
    *("export.json", "export.ndjson", "export.xlsx", "export.zip", "export.csv.gz"),
    "export.parquet",
)
HEADER = ["session_id", "client_id", "counselor_id", "start", "status"]
ROWS = [
    ["00123", "ann", "ruth", "2026-01-10 09:00", "attended"],
    ["2", "bob", "ruth", "2026-01-11", "no-show"],
    ["3", "Zoë Ünal", "omar", "2026-10-25 01:30", "late cancel"],
    ["4", "NA", "omar", "2026-09-01 10:00", "scheduled"],
]
SCORES = "client,date,instrument,score\nann,2026-01-10,SRS,38\nbob,2026-01-11,ORS,41\n"
CLIENTS = (
    "client,referral date,discharge date,discharge reason,mandated,severity\n"
    "ann,2026-01-01,2026-06-01,planned,yes,mild\nbob,2026-02-01,,,no,\n"
)
WIDE = (
    "client,date,ORS,SRS total,WAI-SR Bond\nann,2026-01-10,20,38,\nbob,1/9/26,n/a,,14\n"
)
COUNSELORS = "counselor,name,weekly_hours,caseload_limit\nruth,Ruth A,20,30\nomar,,,\n"


def csv_text(rows, separator=",") -> str:
    """Return rows as text, without any quoting."""
    return "\n".join(separator.join(row) for row in rows) + "\n"


def seeds():
    """Yield inputs: a byte that stands for the name, and a file."""
    plain = csv_text([HEADER, *ROWS])
    dates = ("10/01/2026", "5/5/26", "46027", "2026-01-10T09:00:00Z", "10.01.2026 9:00")
    dates += (
        "2026-01-10 9:00 - 9:50",
        "1/10/2026 9 a.m.",
        "2026-01-10 9:00:00.0000000",
    )
    texts = [plain, csv_text([HEADER, *ROWS], ";"), csv_text([HEADER, *ROWS], "\t")]
    texts += [plain.replace("2026-01-10 09:00", date) for date in dates]
    texts += ["Clinic export\n\n" + plain, plain + "\nTotal,,,,4\n", plain + ROWS[0][0]]
    texts += [plain.replace("ann", '"ann\nb"'), plain.replace("ann", '"ann'), HEADER[0]]
    scored = [[*HEADER, "SRS"], *([*row, str(30 + n)] for n, row in enumerate(ROWS))]
    lasting = zip(ROWS, ("50 min", "1h 20", "0:50", "PT50M"), strict=True)
    texts += [csv_text([[*HEADER, "length"], *([*row, one] for row, one in lasting)])]
    texts += [csv_text(scored), csv_text(scored).replace("31", "n/a")]
    texts += [plain.replace("status", "start"), plain.replace("00123", "9.3E+12")]
    yield from (_named("sessions.csv", text.encode()) for text in texts)
    yield from (
        _named("sessions.csv", plain.encode(encoding))
        for encoding in ("utf-8-sig", "utf-16", "cp1252")
    )
    yield from (
        _named(name, text.encode())
        for name, text in (
            *(("alliance.csv", SCORES), ("outcomes.csv", SCORES.replace("38", "1,5"))),
            *(("clients.csv", CLIENTS), ("counselors.csv", COUNSELORS)),
            *(("alliance.csv", WIDE), ("outcomes.csv", WIDE)),
        )
    )
    yield _named("export.xlsx", workbooks.xlsx([HEADER, *ROWS]))
    zeros = [[sheets.dated(123, sheets.FIVE_DIGITS), *row[1:]] for row in ROWS]
    yield _named("export.xlsx", sheets.book(sheets.rows(HEADER, *zeros)))
    yield _named("export.zip", workbooks.archive({"a.csv": plain, "b.csv": SCORES}))
    yield _named("export.csv.gz", gzip.compress(plain.encode(), mtime=0))
    yield _named("export.parquet", workbooks.as_parquet([HEADER, *ROWS]))
    for file in sorted(EXPORTS.rglob("*.*")):
        if file.suffix in (".csv", ".json", ".ndjson") and file.stat().st_size < 40_000:
            name = {".csv": "sessions.csv"}.get(file.suffix, f"export{file.suffix}")
            yield _named(name, file.read_bytes())


def _named(name: str, content: bytes) -> bytes:
    return bytes([NAMES.index(name)]) + content
