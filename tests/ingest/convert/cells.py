"""A column of cells in a database, and what some SQL makes of each."""

from functools import cache
from itertools import count

import duckdb

NUMBERS = count()


@cache
def database():
    """Return the one database of all columns."""
    return duckdb.connect()


def asking(cells):
    """Return what answers SQL about a file ({source}) whose one column is `cell`."""
    table = f"cells_{next(NUMBERS)}"
    ask = database().execute
    ask(f"create table {table} (place integer, cell varchar)")
    rows = list(enumerate(cells))
    if rows:
        insert = f"insert into {table} values (?, ?)"  # noqa: S608
        database().executemany(insert, rows)
    return lambda sql: ask(sql.replace("{source}", table)).fetchall()


def read(ask, sql):
    """Return what the SQL makes of each cell, in the order of the cells."""
    rows = ask(f"select {sql} from {{source}} order by place")  # noqa: S608
    return [value for (value,) in rows]


def made(sql, *cells):
    """Return what the SQL makes of each of these cells."""
    return read(asking(cells), sql)
