"""Whether the tables of an export speak of the same clients."""

import duckdb

ENOUGH = 0.95  # of the ids: below it is remarked
FORMS = {
    "leading zeros": "ltrim({}, '0')",
    "capital letters": "lower({})",
    "blanks": r"regexp_replace({}, '\s', '', 'g')",
    "what stands before the number": r"regexp_replace({}, '^\D+', '')",
}
MENDS = {
    "leading zeros": "A spreadsheet drops them: export again, and do not open the file"
    " before it is imported.",
    "capital letters": "Export both tables from the same report.",
    "blanks": "Export both tables from the same report.",
    "what stands before the number": "A mapping file can add it, as in"
    ' [columns.clients] client_id = { prefix = "C-", of = "client id" }.',
}
Meeting = tuple[str, int, int, float, str]


def of(connection: duckdb.DuckDBPyConnection) -> list[Meeting]:
    """Return (table, clients, unknown, share, cause) per table that names clients.

    `unknown` is how many of its clients no session knows; `share` (0-1) of the ids that
    meet, counted from the side on which more do: a list of all clients meets the
    sessions of one month. Scores are counted from theirs alone. `cause` is what the ids
    differ in, where that explains it.
    """
    return [
        met
        for table in ("clients", "alliance", "outcomes")
        if (met := _met(connection, table)) is not None
    ]


def _met(connection: duckdb.DuckDBPyConnection, table: str) -> Meeting | None:
    of_all, known, among = _shared(connection, table, "{}")
    if not of_all or not among:
        return None
    share = known / of_all
    if table == "clients":
        share = max(share, known / among)
    cause = ""
    if share < ENOUGH:
        for name, form in FORMS.items():
            others, met, _ = _shared(connection, table, form)
            if others and met / others > max(0.5, known / of_all):
                cause = name
                break
    return table, of_all, of_all - known, share, cause


def _shared(
    connection: duckdb.DuckDBPyConnection, table: str, form: str
) -> tuple[int, int, int]:
    """Return a table's ids, how many of them sessions know, and the sessions' ids."""
    own, others = (
        f"(select distinct {form.format('client_id')} as id from exported.{name})"
        for name in (table, "sessions")
    )
    ((ids, known, among),) = connection.execute(
        f"select count(*), count(others.id), (select count(*) from {others})"
        f" from {own} as own left join {others} as others on own.id = others.id"
    ).fetchall()
    return ids, known, among
