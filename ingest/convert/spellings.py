"""Ids of one person that two tables spell differently, made alike by declared rules.

The clinic declares them (`[ids]` in its mapping), and they hold for every table, also for
what is held from earlier imports: sessions of 00123 and scores of 123 are then of 123.
"""

from collections.abc import Collection

import duckdb

from ingest.recognize.layout import ID_RULES, IdRule

# What each rule leaves of an id, in the order in which they are applied.
FORMS: dict[IdRule, str] = {
    "blanks": r"regexp_replace({}, '\s', '', 'g')",
    "capital-letters": "lower({})",
    "prefix": r"regexp_replace({}, '^[^0-9]+', '')",
    "leading-zeros": "ltrim({}, '0')",
}
NAMES: dict[IdRule, str] = {
    "blanks": "blanks",
    "capital-letters": "capital letters",
    "prefix": "what stands before the number",
    "leading-zeros": "leading zeros",
}


def alike(cell: str, rules: Collection[IdRule]) -> str:
    """Return an id as SQL without what these rules leave out; unchanged if nothing is left."""
    form = cell
    for rule in ID_RULES:
        form = FORMS[rule].format(form) if rule in rules else form
    return f"coalesce(nullif({form}, ''), {cell})" if rules else cell


def named(rules: Collection[IdRule]) -> str:
    """Return what the rules leave out, in words."""
    return " and ".join(NAMES[rule] for rule in ID_RULES if rule in rules)


def declare(
    connection: duckdb.DuckDBPyConnection, ids: dict[str, list[IdRule]]
) -> None:
    """Make the macro `alike_<column>` of each column of people's ids, for what is held."""
    for column in ("client_id", "counselor_id"):
        form = alike("id", ids.get(column, []))
        connection.execute(f"create temp macro alike_{column}(id) as {form}")


def of_held(columns: Collection[str]) -> str:
    """Return what a SELECT takes of a held table with these columns: its ids made alike."""
    people = [one for one in ("client_id", "counselor_id") if one in columns]
    made = ", ".join(f"alike_{one}({one}) as {one}" for one in people)
    return f"* replace ({made})"
