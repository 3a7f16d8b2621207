"""Ask the tables that an import builds."""


def asked(store, sql):
    """Return the rows as {first column: the others}; of one other, that alone."""
    with store.connection.cursor() as cursor:
        rows = cursor.execute(sql).fetchall()
    found = {row[0]: row[1] if len(row) == 2 else row[1:] for row in rows}
    assert len(found) == len(rows)
    return found


def by_client(store, columns, table, window=None):
    """Return these columns of a table by client, each of whom has one row."""
    only = f" where inactivity_window = {window}" if window else ""
    names = "(select client_key, client_id from clients)"
    return asked(
        store,
        f"select client_id, {columns} from {table}"  # noqa: S608
        f" inner join {names} using (client_key){only}",
    )


def by_session(store, columns):
    """Return these columns of the sessions by their id."""
    return asked(store, f"select session_id, {columns} from sessions")  # noqa: S608
