"""What the Data page says of the store and of its last import."""

import pandas as pd

from ui import words

GIVES = {
    "sessions": ("sessions", "everything on these pages"),
    "alliance_scores": ("alliance", "how clients rate the alliance, early and later"),
    "outcome_scores": ("outcomes", "whether clients get better"),
    "client_details": ("clients", "discharge reasons, referral and what clients bring"),
    "counselor_details": (
        "counselors",
        "names, supervisors, sites, weekly hours and caseload limits",
    ),
}
IDENTITY = (
    "Rows read = new + changed + unchanged + set aside + rejected, for every file."
)
UNKNOWN_WORDS = (
    "A word that is not recognized is kept and counted, and left out of every rate. "
    "The mapping file can name it."
)
HOW = (
    "Export from your practice system as CSV: sessions are enough to begin. Then run "
    "the command below in the project's folder; the pages turn to the new data at the "
    "next click, and nothing leaves this machine. Columns or words of your own are "
    "named in a small mapping file, as in `sample_data/mapping.toml`."
)
COMMAND = (
    "python -m ingest path/to/your/export --mapping your_mapping.toml --dry-run\n"
    "python -m ingest path/to/your/export --mapping your_mapping.toml"
)


def held(facts: pd.Series) -> str:
    """Say how much the store holds."""
    return (
        f"{words.count(facts['sessions'], 'session')} of "
        f"{words.count(facts['clients'], 'client')} with "
        f"{words.count(facts['counselors'], 'counselor')}"
    )


def tables_of(facts: pd.Series) -> pd.DataFrame:
    """List the tables of an export: rows here, and what a missing one would give."""
    return pd.DataFrame(
        [
            {
                "table": table,
                "rows": int(facts[column]),
                "gives": gives
                if facts[column]
                else f"not exported; would give {gives}",
            }
            for column, (table, gives) in GIVES.items()
        ]
    )


def words_read(facts: pd.Series) -> str:
    """Say whether every status word was understood."""
    unknown = int(facts["unknown_status"])
    if not unknown:
        return "Every status word was recognized"
    return f"{words.count(unknown, 'session')} carry a status word nobody recognized"


def noticed(remarks: pd.DataFrame) -> str:
    """Say whether the import noticed anything."""
    if remarks.empty:
        return "The import noticed nothing unusual"
    return f"The import noticed {words.count(len(remarks), 'thing')} worth a look"


def last_import(report: dict) -> str:
    """Say how many rows the last import read."""
    read = sum(file["read"] for file in report.get("files", []))
    if not read:
        return "What the last import did is not on record"
    return f"The last import read {words.count(read, 'row')}"


def files(report: dict) -> pd.DataFrame:
    """List the accounting of each file."""
    return pd.DataFrame(
        [
            {
                "file": file["file"],
                "table": file["table"],
                **{
                    name: file[name] for name in ("read", "new", "changed", "unchanged")
                },
                "set_aside": sum(file["set_aside"].values()),
                "rejected": sum(file["rejected"].values()),
                "not_used": ", ".join(file["unused"]),
            }
            for file in report.get("files", [])
        ]
    )


def rejected(report: dict) -> pd.DataFrame:
    """List the rows that could not be read, by place and reason."""
    return pd.DataFrame(
        [one for file in report.get("files", []) for one in file["rejections"]]
    )
