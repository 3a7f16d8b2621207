"""Look for files that crash or hang the import: `python -m tests.fuzz --minutes 30`.

Needs Atheris, which is not installed with the tests: `pip install atheris==3.0.0` (Linux,
macOS). A file that is found is left in the current folder; `python -m tests.fuzz FILE`
tries it again.
"""

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

import atheris

# What is imported before is not followed, and no input would be kept for where it leads.
with atheris.instrument_imports(include=["ingest"]):
    import duckdb

    from ingest import run
    from ingest.convert import clients
    from ingest.recognize.mapping import Mapping
    from ingest.report import Refused, Report
    from ingest.run import combine, connected
    from tests.fuzz import mutating, seeds

HANG_SECONDS = 10
MEMORY_MB = 3_000
WHOLE_EVERY = 6
SCRATCH = Path("/dev/shm")


def names(data: bytes) -> tuple[str, Mapping]:
    """Return the file name and the mapping that the first byte of an input stands for."""
    name = seeds.NAMES[data[0] % len(seeds.NAMES)]
    declares = Mapping(
        date_order="day-month-year", decimal=",",
        several_clients="split", several_counselors="split",
    )  # fmt: skip
    return name, declares if data[0] >= 128 else Mapping()


def accounted(file: Path, work: Path, mapping: Mapping) -> Report:
    """Read a file and account for its rows, but build no tables: four times faster."""
    with connected(work, mapping, [file]) as connection:
        met = clients.Names(connection, lambda: b"key")
        return combine(connection, [file], work, mapping, met, held=run.NOTHING)


def tried(data: bytes) -> None:
    """Import one input: it is read and accounted for, or refused with a sentence."""
    if not data:
        return
    name, mapping = names(data)
    base = SCRATCH if SCRATCH.is_dir() else None
    folder = Path(tempfile.mkdtemp(prefix="fuzz-", dir=base))
    try:
        (folder / name).write_bytes(data[1:])
        work = folder / "work"
        work.mkdir()
        if data[-1] % WHOLE_EVERY:
            report = accounted(folder / name, work, mapping)
        else:
            started = run.Import(folder, work, mapping, lambda: b"key")
            report = started.merged([folder / name], None)
        if not all(file.adds_up() for file in report.files):
            raise AssertionError("rows were lost or invented")
    except Refused as refusal:
        if not str(refusal).strip():
            raise AssertionError("refused without a sentence") from None
    finally:
        shutil.rmtree(folder)


def fuzz(corpus: Path, minutes: float, hang: int) -> None:
    """Mutate the seeds for so long; ends at the first crash or hang."""
    for number, seed in enumerate(seeds.seeds()):
        (corpus / f"seed-{number:03}").write_bytes(seed)
    options = {"max_total_time": round(minutes * 60), "timeout": hang}
    options |= {"rss_limit_mb": MEMORY_MB, "max_len": 200_000, "print_final_stats": 1}
    arguments = [f"-{name}={value}" for name, value in options.items()]
    atheris.Setup(
        [sys.argv[0], *arguments, str(corpus)],
        tried,
        custom_mutator=mutating.mutated,
    )
    atheris.Fuzz()


def main() -> None:
    """Fuzz, or try files that were found."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--hang", type=int, default=HANG_SECONDS, metavar="SECONDS")
    parser.add_argument("--corpus", type=Path, help="keep what is learned here")
    chosen = parser.parse_args()
    for file in chosen.files:
        tried(file.read_bytes())
        print(f"{file}: read or refused, as it should be")
    if not chosen.files:
        corpus = chosen.corpus or Path(tempfile.mkdtemp(prefix="fuzz-corpus-"))
        corpus.mkdir(exist_ok=True)
        print(f"duckdb {duckdb.__version__}, corpus in {corpus}", flush=True)
        fuzz(corpus, chosen.minutes, chosen.hang)


if __name__ == "__main__":
    main()
