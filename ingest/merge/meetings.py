"""Whether the tables of an export speak of the same clients."""

import duckdb

ENOUGH = 0.95  # of the ids: below it is remarked
EXPLAINED = 0.5  # of the ids that do not meet: a cause makes more of them meet
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
    of_all, known, among = _known(connection, table, "{}")
    if not of_all or not among:
        return None
    unknown, share, cause = of_all - known, known / of_all, ""
    if table == "clients":
        share = max(share, known / among)
    for name, form in FORMS.items():
        _, met, _ = _known(connection, table, form) if share < ENOUGH else (0, 0, 0)
        if met - known > EXPLAINED * unknown:
            cause = name
            break
    return table, of_all, unknown, share, cause


def _known(
    connection: duckdb.DuckDBPyConnection, table: str, form: str
) -> tuple[int, int, int]:
    """Return a table's ids, how many of them sessions know in a form, the sessions' ids."""
    own, others = (
        f"(select distinct client_id as id from exported.{name})"
        for name in (table, "sessions")
    )
    formed = f"(select distinct {form.format('id')} as form from {others})"
    ((ids, known, among),) = connection.execute(
        "select count(*), count(formed.form),"
        f" (select count(*) from {others}) from {own} as own left join {formed} as formed"
        f" on {form.format('own.id')} = formed.form and formed.form <> ''"
    ).fetchall()
    return ids, known, among
