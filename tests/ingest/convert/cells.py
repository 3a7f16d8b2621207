"""A column of cells in a database, and what some SQL makes of each."""

import duckdb


def asking(cells):
    """Return what answers SQL about a file ({source}) whose one column is `cell`."""
    connection = duckdb.connect()
    connection.execute("create table cells (place integer, cell varchar)")
    rows = list(enumerate(cells))
    if rows:
        connection.executemany("insert into cells values (?, ?)", rows)
    return lambda sql: connection.execute(sql.replace("{source}", "cells")).fetchall()


def read(ask, sql):
    """Return what the SQL makes of each cell, in the order of the cells."""
    rows = ask(f"select {sql} from {{source}} order by place")  # noqa: S608
    return [value for (value,) in rows]


def made(sql, *cells):
    """Return what the SQL makes of each of these cells."""
    return read(asking(cells), sql)
