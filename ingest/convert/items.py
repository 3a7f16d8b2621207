"""Single items of a form are added up as their instrument's scoring says, or not at all.

They stand in columns (a row is a form) or in rows (an `item` column names each). An item
that counts the other way round is turned, one that was not answered leaves the form
without a total unless the scoring prorates, and a total that the file states counts.
"""

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, NoReturn

from ingest.convert.numbers import Column
from ingest.convert.text import unless_missing
from ingest.read.limits import FIRST_ROWS
from ingest.recognize.instruments import Instrument, instruments, item_of
from ingest.recognize.layout import missing_words, plain
from ingest.recognize.recipes import Cell
from ingest.recognize.sources import Form
from ingest.refusals import Asked, Refused
from store.database import quoted

if TYPE_CHECKING:
    from ingest.convert.conversion import Conversion

SKIPPED = "forms without a score"
LACKING = "without a usable answer to item "
FURTHER = "further rows of a form whose items are added up"
STATED = "items of a form whose total is exported, too"
TWICE = "items of a form in which one stands twice, with different answers"
NOBODY = "items of a form that nobody filled in"
UNSCORED = "questions of a form that its score leaves out"
UNKNOWN = "rows of a form that are no item with a number"
TOTALS = ("total", "totalscore", "sum", "sumscore", "score", "rawscore", "overallscore")
DIFFERS = 0.005
# A word of a file: the instrument's, the item's, whose it is, what it means, and the number.
Word = tuple[str | None, str | None, Instrument | None, str, int | None]
FORMS = """
    create or replace temp table forms as
    with answers as (ANSWERS),

    each_item as (
        select
            form,
            instrument,
            item,
            min(answer) as answer,
            bool_or(is_filled) as is_filled,
            count(distinct answer) > 1 as is_twice,
            bool_or(is_filled and not coalesce(answer between low and high, false))
                as is_bad
        from answers
        inner join scorings using (instrument, item)
        where what = 'item' and form is not null and place = 0
        group by form, instrument, item
    ),

    added_up as (
        select
            form,
            place,
            subscale,
            items,
            prorate,
            is_mean,
            bool_or(is_bad) as is_bad,
            count(*) filter (is_filled and not is_bad) as answered,
            sum(if(turns, low + high - answer, answer))
                filter (is_filled and not is_bad) as added
        from each_item
        inner join scorings using (instrument, item)
        group by all
    ),

    scored as (
        select form, place, subscale, if(is_bad, null, SCORED) as score from added_up
    ),

    listed as (
        select
            form,
            max(score) filter (place = 0) as total,
            list(score order by place) filter (place > 0) as scores,
            list(subscale order by place) filter (place > 0) as subscales
        from scored
        group by form
    ),

    judged as (
        select
            form,
            coalesce(
                list(item order by item) filter (is_filled and not is_bad), []
            ) as answered,
            coalesce(list(item) filter (is_bad), []) as bad,
            not bool_or(is_filled) as is_empty,
            bool_or(is_twice) as is_twice
        from each_item
        group by form
    ),

    lacked as (
        select
            expected.form,
            coalesce(
                min(expected.item) filter (each_item.is_bad),
                min(expected.item) filter (not coalesce(each_item.is_filled, false))
            ) as item
        from (
            select distinct each_item.form, scorings.item
            from each_item
            inner join scorings using (instrument)
            where scorings.place = 0
        ) as expected
        left join each_item using (form, item)
        group by expected.form
    ),

    stated as (
        select distinct form
        from answers
        where what = 'total' and is_filled and is_whole and form is not null
    )

    select
        judged.*,
        listed.* exclude (form),
        if(listed.total is null, lacked.item, null) as lacking,
        stated.form is not null as is_stated
    from judged
    inner join listed using (form)
    inner join lacked using (form)
    left join stated using (form)
"""


def leaves_out(reason: str) -> bool:
    """Tell whether rows set aside for a reason are answers that make no total."""
    return LACKING in reason or reason in (TWICE, UNKNOWN)


class Items:
    """The single items of one file: `join`, `aside`, `wrong` and `differs` are SQL.

    `values` is the SQL of the columns that they make, `columns` the columns of numbers
    by name, whose forms can be learned again. `called` are the instruments added up, as
    the file spells them. `differs` tests that the total that a row states is not what
    its items give.
    """

    join, aside, wrong, differs = "", "", "", "false"

    def __init__(self) -> None:
        self.called: dict[str, Instrument] = {}
        self.values: dict[str, str] = {}
        self.columns: dict[str, Column] = {}

    def renew(self) -> None:
        """Make the SQL anew, after a column of numbers or moments was learned again."""


def items_of(conversion: "Conversion", spelled: Collection[str]) -> Items | None:
    """Return the single items of a file, None where it has none.

    `spelled` are the instruments in its first rows: without a column of items, one such
    as "PHQ-9 Q1" tells.
    Raises Asked where only the clinic knows whether items are turned already, and
    Refused where it is not known how items make a total.
    """
    if form := conversion.source.form:
        _ask(conversion, form.instrument)
        return InColumns(conversion, form)
    if not {"instrument", "score"} <= set(conversion.columns):
        return None
    rows = InRows(conversion)
    named = rows.in_one and not any(
        plain(word) not in rows.known and item_of(word, rows.known) for word in spelled
    )
    return None if named or not rows.learn() else rows


def _ask(conversion: "Conversion", instrument: Instrument) -> None:
    if instrument.must_say:
        *first, last = map(str, instrument.reverse)
        listed = f"items {', '.join(first)} and {last}" if first else f"item {last}"
        name = instrument.name
        raise Asked(
            f"{conversion.source.name}: {listed} of {name} count the other way round. Say"
            " whether the file holds them turned already, as points, in a mapping file:"
            f' [[instrument]] name = "{name}" and turned = true; or as they were'
            " answered: turned = false.",
            name,
            "turned",
        )


def _scored(
    answered: str, added: str, items: int | str, prorate: int | str, mean: str
) -> str:
    """Return, as SQL, the score of items of which so many were answered; else null."""
    return (
        f"case when {answered} = {items} then ({added}) / if({mean}, {items}, 1)"
        f" when {answered} > 0 and {items} - ({answered}) <= {prorate}"
        f" then ({added}) / ({answered}) * if({mean}, 1, {items}) end"
    )


class InColumns(Items):
    """Items that have a column each, so that a row is a form."""

    def __init__(self, conversion: "Conversion", form: Form) -> None:
        super().__init__()
        self.form, self.called = form, {form.instrument.name: form.instrument}
        cells = {f"item {number}": cell for number, cell in form.items.items()}
        cells |= {"total": form.stated} if form.stated else {}
        self.cells = {name: _entered(cell) for name, cell in cells.items()}
        listed = ", ".join(self.cells.values())
        rows = conversion.ask(f"select {listed} from {{source}} limit {FIRST_ROWS}")
        for place, (name, cell) in enumerate(cells.items()):
            heading = conversion.source.headings[cell.places[0]]
            column = Column(
                conversion.ask,
                self.cells[name],
                conversion.source.name,
                heading,
                conversion.mapping.decimal,
            )
            column.learn({row[place] for row in rows})
            self.columns[name] = column
        self.renew()

    def renew(self) -> None:
        """Make the SQL from the columns of numbers."""
        form, instrument = self.form, self.form.instrument
        low, high = instrument.item_low or 0, instrument.item_high or 0
        points, tests = [], []
        for number in form.items:
            name = f"item {number}"
            value, cell = self.columns[name].sql, self.cells[name]
            good = f"coalesce({value} between {low} and {high}, false)"
            turned = (
                f"{low + high} - {value}" if number in instrument.to_turn else value
            )
            points.append(f"if({good}, {turned}, null)")
            tests.append((name, number, cell, good))
        answered = " + ".join(f"(({one}) is not null)::integer" for one in points)
        added = " + ".join(f"coalesce({one}, 0)" for one in points)
        prorate = 0 if form.subscale else instrument.prorate
        mean = str(instrument.total == "mean").lower()
        computed = _scored(f"({answered})", added, len(points), prorate, mean)
        stated = self.columns["total"].sql if form.stated else "null::double"
        is_stated = f"{self.cells['total']} is not null" if form.stated else "false"
        bad = [
            f"when not ({is_stated}) and {cell} is not null and not {good}"
            for _, _, cell, good in tests
        ]
        self.wrong = " ".join(
            [
                *(
                    [f"when {is_stated} and {stated} is null then 'total'"]
                    if form.stated
                    else []
                ),
                *(
                    f"{test} then {quoted(name)}"
                    for test, (name, *_) in zip(bad, tests, strict=True)
                ),
            ]
        )
        lacking = " ".join(f"when {cell} is null then '{n}'" for _, n, cell, _ in tests)
        empty = f"coalesce({', '.join(self.cells.values())}) is null"
        none = quoted(SKIPPED)
        name = quoted(f" of {instrument.name}")
        self.aside = (
            f"when {empty} then {none} {' '.join(f'{test} then null' for test in bad)}"
            f" when not ({is_stated}) and ({computed}) is null"
            f" then {quoted('forms ' + LACKING)} || case {lacking} end || {name}"
        )
        self.values = {"score": f"coalesce({stated}, {computed})"}
        self.differs = f"coalesce(abs({stated} - ({computed})) > {DIFFERS}, false)"


def _entered(cell: Cell) -> str:
    return unless_missing(cell.trimmed, missing_words())


class InRows(Items):
    """Items that have a row each: a form is what one client answered on one day.

    The tables `item_words`, `scorings` and `forms` of the connection hold what each word
    means, which items make which score, and the scores of each form. The rows of a form
    carry one score each, its total first; those for which none is left are set aside.
    """

    def __init__(self, conversion: "Conversion") -> None:
        super().__init__()
        self.conversion = conversion
        self.known = {
            plain(name): instrument
            for instrument in instruments(conversion.mapping.instrument)
            for name in (instrument.name, *instrument.names)
        }
        self.in_one = "item" not in conversion.columns
        self.spelled = conversion.cell("instrument")
        self.word = self.spelled if self.in_one else conversion.cell("item")

    def learn(self) -> bool:
        """Learn what all words of the file mean; say whether there are items among them.

        Raises Refused where it is not known how items make a total, and Asked where only
        the clinic knows whether they are turned already.
        """
        words = self.conversion.ask(
            f"select distinct {self.spelled}, {self.word} from {{source}}"
        )
        rows = [self._meant(spelled, word) for spelled, word in words]
        met = {one.name: one for _, _, one, what, _ in rows if one and what == "item"}
        rows = [self._beside(row, met) for row in rows]
        for _, _, instrument, what, _ in rows:
            if what == "unknown" and (not instrument or instrument.name not in met):
                self._refuse_words(instrument)
        for instrument in met.values():
            _ask(self.conversion, instrument)
        if met:
            self._lay_out(rows, met)
            self.renew()
        return bool(met)

    def _meant(self, spelled: str | None, word: str | None) -> Word:
        """Return what a word means: an item, a total, or a question without a score."""
        instrument = self.known.get(plain(spelled or ""))
        if self.in_one and not instrument:
            found = item_of(spelled or "", self.known)
            instrument, what = found[0] if found else None, "item" if found else "total"
        else:
            bare = plain(word or "")
            is_total = self.in_one or bare in TOTALS or bare in self.known
            what = "total" if is_total or not bare else "item"
        if what == "total":
            return spelled, word, instrument, what, None
        if not instrument or not instrument.is_scored:
            self._refuse_scoring(instrument)
        number = instrument.item(word or "")
        if number in instrument.unscored:
            return spelled, word, instrument, "unscored", number
        if number is not None and not 1 <= number <= (instrument.items or 0):
            self._refuse(
                f"item {number} of {instrument.name}, which has {instrument.items}.",
                "Number them from 1 on, or export the total.",
            )
        return spelled, word, instrument, "item" if number else "unknown", number

    def _beside(self, row: Word, met: dict[str, Instrument]) -> Word:
        """Return the meaning of a word where "OQ45 1" makes an item of "OQ45 2", too."""
        spelled, word, instrument, what, number = row
        if self.in_one and what == "total" and instrument and instrument.name in met:
            number = instrument.item(word or "")
            what = "item" if number else what
        return spelled, word, instrument, what, number

    def _refuse_scoring(self, instrument: Instrument | None) -> NoReturn:
        of = self.conversion.source.heading("instrument")
        name = instrument.name if instrument else ""
        self._refuse(
            f"single items of {name or f'an instrument (column {of!r}) not known here'},"
            " and it is not known how they make its total.",
            f"Export the total, or say so in a mapping file: [[instrument]] name ="
            f' "{name or "..."}" with items, item_low and item_high (and reverse,'
            " turned, prorate).",
        )

    def _refuse_words(self, instrument: Instrument | None) -> NoReturn:
        name = instrument.name if instrument else "an instrument"
        self._refuse(
            f"single items of {name} by other words than their numbers.",
            "Export the numbers of the items, or the total.",
        )

    def _refuse(self, holds: str, mend: str) -> NoReturn:
        source = self.conversion.source
        column = source.heading("instrument" if self.in_one else "item")
        raise Refused(f"{source.name}, column {column!r}: holds {holds} {mend}")

    def _lay_out(self, rows: list[Word], met: dict[str, Instrument]) -> None:
        run = self.conversion.connection
        run.execute(
            "create or replace temp table item_words (spelled varchar, word varchar,"
            " instrument varchar, what varchar, item integer);"
            "create or replace temp table scorings (instrument varchar, place integer,"
            " subscale varchar, item integer, items integer, low double, high double,"
            " turns boolean, prorate integer, is_mean boolean)"
        )
        run.executemany(
            "insert into item_words values (?, ?, ?, ?, ?)",
            [
                [spelled, word, one.name if one else spelled, what, number]
                for spelled, word, one, what, number in rows
            ],
        )
        has_parts = self.conversion.source.target == "alliance"
        run.executemany(
            f"insert into scorings values ({', '.join('?' * 10)})",
            [row for one in met.values() for row in _scorings(one, has_parts)],
        )
        self.called = {
            spelled: one
            for spelled, _, one, _, _ in rows
            if spelled and one and one.name in met
        }

    def renew(self) -> None:
        """Score every form, and make the SQL that finds the scores of a row's form."""
        conversion = self.conversion
        day = f"{conversion.moments['day'].sql}::date"
        client = conversion.cell("client_id")
        session, rater, part = (
            conversion.cell(name) if name in conversion.columns else "null::varchar"
            for name in ("session_id", "rater", "subscale")
        )
        key = (
            f"case when {client} is not null and {day} is not null then"
            f" hash({client}, {day}, item_words.instrument, {session}, {rater}) end"
        )
        words = (
            f" left join item_words on {self.spelled} is not distinct from"
            f" item_words.spelled and {self.word} is not distinct from item_words.word"
        )
        cell, value = conversion.cell("score"), conversion.numbers["score"].sql
        answers = (
            f"select {key} as form, item_words.instrument, item_words.what,"
            f" item_words.item, {cell} is not null as is_filled, {value} as answer,"
            f" ({part}) is null as is_whole from {{source}}{words}"
        )
        scored = _scored("answered", "added", "items", "prorate", "is_mean")
        self.join = ""
        conversion.ask(FORMS.replace("ANSWERS", answers).replace("SCORED", scored))
        self.join = f"{words} left join forms on {key} = forms.form"
        self._read(cell, value, part)

    def _read(self, cell: str, value: str, part: str) -> None:
        is_item = "item_words.what = 'item'"
        place = "list_position(forms.answered, item_words.item)"
        score = f"if({is_item}, forms.scores[{place}], {value})"
        bad = f"{cell} is not null and list_contains(forms.bad, item_words.item)"
        lacking = (
            f"{quoted(f'items of a form {LACKING}')} || forms.lacking"
            " || ' of ' || item_words.instrument"
        )
        of_items = (
            "when forms.form is null then null"
            f" when forms.is_stated then {quoted(STATED)}"
            f" when {bad} then null"
            f" when forms.is_empty then {quoted(NOBODY)}"
            f" when forms.is_twice then {quoted(TWICE)}"
            f" when forms.lacking is not null then {lacking}"
            f" when {score} is null then {quoted(FURTHER)}"
        )
        self.values = {
            "score": score,
            "subscale": f"if({is_item}, forms.subscales[{place}], {part})",
        }
        self.wrong = f"when {is_item} and {bad} then 'answer'"
        self.aside = (
            f"when item_words.what = 'unscored' then {quoted(UNSCORED)}"
            f" when item_words.what = 'unknown' then {quoted(UNKNOWN)}"
            f" when {is_item} then case {of_items} end"
            f" when {cell} is null then {quoted(SKIPPED)}"
        )
        self.differs = (
            f"coalesce(item_words.what = 'total' and ({part}) is null"
            f" and abs({value} - forms.total) > {DIFFERS}, false)"
        )


def _scorings(instrument: Instrument, has_parts: bool) -> Iterator[list[object]]:
    """Yield the items of each score of an instrument, as rows of `scorings`.

    Place 0 is the total as it is judged; from 1 on are the scores that are kept. Where a
    form has no row left for its total, the store adds its subscales up.
    """
    parts: list[str | None] = [*instrument.subscale_items] if has_parts else []
    if len(parts) < (instrument.items or 0):
        parts = [None, *parts]
    for place, part in enumerate([None, *parts]):
        items = instrument.part(part)
        for item in items:
            yield [
                instrument.name,
                place,
                part,
                item,
                len(items),
                instrument.item_low,
                instrument.item_high,
                item in instrument.to_turn,
                0 if part else instrument.prorate,
                instrument.total == "mean",
            ]
