"""What became of every row of an import, as tables and sentences."""

import pandas as pd

import ingest
from ui import words

IDENTITY = (
    "Rows read (and further rows where a cell names several people) = new + changed "
    "+ unchanged + set aside + rejected, for every file."
)
HOW = (
    "The same import runs in a terminal, in the project's folder. Nothing leaves this "
    "machine either way; the pages turn to the new data at the next click."
)
COMMAND = (
    "python -m ingest path/to/your/export --mapping your_mapping.toml --dry-run\n"
    "python -m ingest path/to/your/export --mapping your_mapping.toml"
)
KEPT_MAPPING = (
    "These answers are kept with the store when you publish, and used the next time. "
    "The same file works in the terminal; dropped above with an export, it answers "
    "everything it holds."
)
NAMES_OF_PARTS = ("new", "changed", "unchanged", "set_aside", "rejected")


def noticed(remarks: pd.DataFrame) -> str:
    """Say whether the import noticed anything."""
    if remarks.empty:
        return "The import noticed nothing unusual"
    return f"The import noticed {words.count(len(remarks), 'thing')} worth a look"


def identity(report: dict, begins: str = "") -> str:
    """Return the accounting of all files together, as one sum."""
    accounts = files(report)
    if accounts.empty:
        return "What the last import did is not on record"
    sums = accounts[["read", *NAMES_OF_PARTS]].sum()
    parts = [
        f"{words.number(sums[name])} {name.replace('_', ' ')}"
        for name in NAMES_OF_PARTS
        if sums[name] or name == "new"
    ]
    more = sum(file.get("further", 0) for file in report["files"])
    further = words.count(more, "further row") + " of several people in a cell"
    read = f"{words.count(sums['read'], 'row')} read{f' + {further}' if more else ''}"
    return f"{begins}{read} = {' + '.join(parts)}"


def files(report: dict) -> pd.DataFrame:
    """List the accounting of each file.

    Columns: file, table; rows read, new, changed, unchanged, set_aside, rejected; and
    not_used, the headings that nothing was read from.
    """
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
    """List file, line, column, why and value (its kind) of the rows not read.

    A column that is empty throughout is left out.
    """
    found = [one for file in report.get("files", []) for one in file["rejections"]]
    listed = pd.DataFrame(found).rename(columns={"reason": "why"})
    return listed[[name for name in listed if listed[name].ne("").any()]]


def aside(report: dict) -> pd.DataFrame:
    """List file, why and rows (count) of what was set aside."""
    return pd.DataFrame(
        [
            {"file": file["file"], "why": reason, "rows": rows}
            for file in report.get("files", [])
            for reason, rows in sorted(file["set_aside"].items())
        ]
    )


def rejections(rejected: pd.DataFrame) -> str:
    """Say how many rows could not be read, and that they are in no number."""
    rows = words.count(len(rejected), "row")
    return f"{rows} could not be read and {'is' if len(rejected) == 1 else 'are'} in no number"


def would(report: ingest.Report) -> str:
    """Say what an import would do."""
    return identity(report.as_dict(), "Nothing changed. An import would do this: ")


def done(report: ingest.Report, locale: str | None) -> str:
    """Say what an import did."""
    if not report.published:
        return (
            "Everything in these files was known already, so nothing changed. "
            + identity(report.as_dict())
        )
    through = words.day(pd.Timestamp(report.data_through), locale)
    return f"Published. {identity(report.as_dict())}, data through {through}."
