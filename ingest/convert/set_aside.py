"""Which rows of a file are not data, and which cannot be read."""

import re
from typing import TYPE_CHECKING

from ingest.convert.dates import gaps
from ingest.convert.text import tidied
from ingest.recognize.exports import Aside
from ingest.recognize.layout import TYPES, stored_columns, tables
from ingest.recognize.recipes import condition, made
from ingest.recognize.sources import Source
from store.database import quoted

if TYPE_CHECKING:
    from ingest.convert.conversion import Conversion

SKIPPED = "forms without a score"
BLANK = "blank rows"
EMPTY = "empty "
TOTALS = "^(sub|grand)?[ -]?totals?( .*)?$|^sum$|^all clients$"


def aside(conversion: "Conversion") -> str:
    """Return, as SQL, why a row is set aside, else null.

    Set aside are blank rows, totals rows (a total in place of the client or the first
    word, and no date), what the practice system's declaration says, and forms that
    nobody filled in.
    """
    source = conversion.source
    names = [f"c{n}" for n in range(len(source.headings))]
    is_tidy = source.text.is_tidy
    listed = [f"nullif(trim({c}), '')" if is_tidy else tidied(c) for c in names]
    cells = ", ".join(listed)
    cases = [f"when coalesce({cells}) is null then {quoted(BLANK)}"]
    who = conversion.cell(tables()[source.target].required[0])
    total = " or ".join(
        f"coalesce(regexp_matches(lower({cell}), {quoted(TOTALS)}), false)"
        for cell in (who, f"coalesce({cells})")
    )
    when = next((name for name in ("start", "day") if name in conversion.columns), None)
    undated = f"{conversion.source.columns[when].trimmed} is null and " if when else ""
    cases.append(f"when {undated}({total}) then 'totals rows'")
    first = source.columns[tables()[source.target].required[0]]
    if len(first.places) == 1:
        again = f"trim(c{first.places[0]}) = {quoted(source.headings[first.places[0]])}"
        cases.append(f"when {again} then 'the header again'")
    for rule in source.export.aside if source.export else ():
        test, _ = condition(rule.when, conversion.headings)
        cases.append(f"when {test} then {_reason(conversion, rule)}")
    if conversion.items:
        cases.append(conversion.items.aside)
    elif "score" in conversion.columns:
        cases.append(f"when {conversion.cell('score')} is null then {quoted(SKIPPED)}")
    further = conversion.weekly.aside if conversion.weekly else ""
    return f"case {' '.join(cases)}{further} end"


def _reason(conversion: "Conversion", rule: Aside) -> str:
    """Return a rule's reason as SQL, with the row's word where it is a known one."""
    reason, export = quoted(rule.reason), conversion.source.export
    cell = made(rule.told, conversion.headings)
    if cell is None or export is None:
        return reason
    known = "^(" + "|".join(map(re.escape, export.said)) + ")$"
    word = f"lower({cell.trimmed})"
    named = f"{reason} || ', ' || {word}"
    return f"if(regexp_matches({word}, {quoted(known)}), {named}, {reason})"


def wrong(conversion: "Conversion", values: dict[str, str]) -> str:
    """Return, as SQL, the first required column that could not be read, else null.

    It begins with `EMPTY` where nothing was entered there. It is 'skipped' for an hour that the clocks skipped and 'range' for a score outside
    its instrument's range.
    """
    required = tables()[conversion.source.target].required
    checks = [conversion.items.wrong] if conversion.items else []
    checks += [
        f"when ({values[name]}) is null"
        f" then if({conversion.cell(name)} is null, '{EMPTY}', '') || {quoted(name)}"
        for name in required
        if conversion.columns[name].kind != "status"
    ]
    skipped = gaps(conversion.mapping.time_zone)
    if skipped and "start" in conversion.moments:
        start = values["start"]
        at = f"{start} > date_trunc('day', {start})"
        gone = f"{at} and date_trunc('hour', {start}) in ({skipped})"
        checks.append(f"when {gone} then 'skipped'")
    if conversion.scales:
        outside = conversion.scales.outside(values["score"], values.get("subscale"))
        checks.append(f"when {outside} then 'range'")
    return f"case {' '.join(checks)} end"


def optional(source: Source) -> list[str]:
    """Return the optional columns of a file whose values have a form."""
    kept, table = stored_columns(source.target), tables()[source.target]
    return [
        name
        for name, column in table.columns.items()
        if name in source.columns
        and name in kept
        and name not in table.required
        and column.kind in TYPES
    ]
