"""Large exports of the invented clinic, written once and kept in a work folder."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
MAPPING = ROOT / "sample_data" / "mapping.toml"
TABLES = ("sessions", "alliance", "outcomes", "clients", "counselors")
CLIENTS_IN_A_MILLION_SESSIONS = 120_000


def written(work: Path, millions: float) -> Path:
    """Return the folder of an export of about so many million sessions."""
    folder = work / f"export_{millions}_million"
    if not (folder / "written").exists():
        print(f"Writing an export of {millions} million sessions.", flush=True)
        clients = str(round(CLIENTS_IN_A_MILLION_SESSIONS * millions))
        make = str(ROOT / "sample_data" / "make.py")
        command = [sys.executable, make, "--clients", clients, "--out", str(folder)]
        subprocess.run(command, check=True)
        (folder / "written").touch()
    return folder


def files(folder: Path) -> list[Path]:
    return [folder / f"{table}.csv" for table in TABLES]
