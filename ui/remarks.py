"""What the import noticed."""

from ui import accounting, data, frame, tables


def show(chosen) -> None:
    """List the remarks."""
    remarks = data.answer("remarks", chosen)
    frame.section(accounting.noticed(remarks))
    if len(remarks):
        tables.show(remarks, alt="What the import noticed", key="remarks")
