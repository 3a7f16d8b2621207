"""A Parquet file as a text table."""

from pathlib import Path

import duckdb

from ingest.read.formats.text import Text, place
from ingest.read.limits import check_cells
from ingest.refusals import Refused

BROKEN = "{}: this Parquet file is damaged or incomplete. Export it again."


def read(path: Path, name: str, file: str, scratch: Path) -> Text:
    """Return a Parquet file as a Text, every value as text."""
    target = place(scratch)
    with duckdb.connect(config={"autoinstall_known_extensions": "false"}) as connection:
        connection.execute("set enable_progress_bar = false; set TimeZone = 'UTC'")
        try:
            ((rows,),) = connection.execute(
                "select sum(num_rows) from parquet_file_metadata(?)", [str(path)]
            ).fetchall()
            table = connection.from_parquet(str(path), hive_partitioning=False).select(
                "columns(*)::varchar"
            )
            check_cells(name, int(rows), len(table.columns))
            table.write_csv(str(target), header=True, sep=",")
        except duckdb.Error:
            raise Refused(BROKEN.format(name)) from None
    return Text(name, file, target, delimiter=",")
