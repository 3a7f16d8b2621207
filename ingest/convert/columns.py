"""The columns of a file that have a form: what each learns from its first cells."""

from ingest.convert import dates, numbers


def moments_of(conversion, seen: dict[str, set[str]]) -> dict[str, dates.Column]:
    """Return the columns of moments, each having learned from the cells seen."""
    usual = date_order(conversion)
    declared = None if usual else conversion.mapping.date_order
    rules = declared, conversion.mapping.day_zero, usual
    made = {
        name: dates.Column(*where, *rules) for name, where in _of(conversion, "moment")
    }
    return _taught(made, seen)


def date_order(conversion) -> str | None:
    """Return the order in which the file's system writes dates, where that is known.

    It goes before the clinic's answer, which is about files that nobody knows.
    """
    export = conversion.source.export
    return export.date_order if export else None


def numbers_of(conversion, seen: dict[str, set[str]]) -> dict[str, numbers.Column]:
    """Return the columns of numbers, each having learned from the cells seen."""
    made = {
        name: (numbers.Minutes if name == "minutes" else numbers.Column)(
            *where, conversion.mapping.decimal
        )
        for name, where in _of(conversion, "number")
    }
    return _taught(made, seen)


def _of(conversion, kind: str):
    source = conversion.source
    for name, column in conversion.columns.items():
        if column.kind == kind:
            where = conversion.cell(name), source.name, source.heading(name)
            yield name, (conversion.ask, *where)


def _taught(columns: dict, seen: dict[str, set[str]]) -> dict:
    for name, column in columns.items():
        column.learn(seen[name])
    return columns
