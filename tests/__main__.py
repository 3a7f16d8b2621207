"""Run the whole suite on every processor: what `python run.py test` starts."""

import os
import sys

import pytest

from tests.browser import chromium

ON_EVERY_PROCESSOR = ("-n", "logical", "--dist", "worksteal")

# Many tests start processes, which would compile every module anew.
COMPILED_EACH_TIME = "PYTHONDONTWRITEBYTECODE"

if __name__ == "__main__":
    os.environ.pop(COMPILED_EACH_TIME, None)
    sys.dont_write_bytecode = False
    chromium.provide()
    sys.exit(pytest.main([*ON_EVERY_PROCESSOR, *sys.argv[1:]]))
