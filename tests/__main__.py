"""Run the whole suite on every processor: what `python run.py test` starts."""

import sys

import pytest

from tests.browser import chromium

ON_EVERY_PROCESSOR = ("-n", "logical", "--dist", "worksteal")

if __name__ == "__main__":
    chromium.provide()
    sys.exit(pytest.main([*ON_EVERY_PROCESSOR, *sys.argv[1:]]))
