"""Ids are text; what a spreadsheet made of them is undone where that is certain."""

POINT_ZERO = r"^\d+\.0$"


class Id:
    """One column of ids: `sql` is its value.

    Where every id of the column ends in .0, a spreadsheet has added that, and it is taken
    away (`was_number`); where only some do, they stay as they are.
    """

    def __init__(self, conversion, column: str, sample: set[str]):
        cell = conversion.cell(column)
        self.sql, self.was_number = conversion.composed(cell), False
        if sample and all(value.endswith(".0") for value in sample):
            test = f"regexp_matches({cell}, '{POINT_ZERO}')"
            ((others,),) = conversion.ask(
                f"select count(*) from {{source}} where {cell} is not null and not {test}"
            )
            self.was_number = others == 0
        if self.was_number:
            self.sql = f"regexp_replace({cell}, '[.]0$', '')"
