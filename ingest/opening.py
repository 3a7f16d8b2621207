"""All tables of one import, opened before any is read: some tell about others."""

from pathlib import Path

from ingest import steps
from ingest.merge import remarks
from ingest.recognize import scores
from ingest.recognize.mapping import Mapping
from ingest.recognize.sources import Source, opened
from ingest.refusals import LeftAlone
from ingest.report import Report


def all_tables(
    files: list[Path], work: Path, mapping: Mapping, report: Report
) -> list[Source]:
    """Return the tables of all files; what is left alone is remarked on."""
    sources, left = [], []
    parts = steps.shares(file.stat().st_size if file.is_file() else 0 for file in files)
    for file, (begin, _) in zip(files, parts, strict=True):
        steps.reached(f"Opening {file.name}", steps.READING, steps.OPENING * begin)
        try:
            tables = opened(file, work, mapping, left)
            sources += scores.with_scores(tables, mapping)
        except LeftAlone as other:
            left.append(other.name)
            if len(files) == 1:
                raise
    says = "tables in the files that are none of ours, and were left alone"
    for name in left:
        report.remarks.append(remarks.remark("left_alone", says, "files", 1, name))
    return sources
