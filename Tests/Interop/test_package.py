"""Every workbook written is a sound package, and by the schemas too where a validator is at hand."""
import os
import subprocess
import sys

import pytest
from cases import FORM
from cli import CASES, blank, report_of, write
from package import faults
from random_reports import random_report


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    folder = tmp_path_factory.mktemp("written")
    reports = {name: report_of(name) for name in CASES}
    reports |= {f"random-{id}-{seed}": random_report(FORM[id], seed) for id in FORM for seed in range(200, 205)}
    books = [write(report, folder / f"{name}.xlsx") for name, report in reports.items()]
    return books + [blank("2021", folder / "blank-2021.xlsx", 2025, "甲&乙<局>"), blank("2019", folder / "blank-2019.xlsx", 2019, "局")]


def test_packages_are_sound(written):
    assert {path.name: faults(path) for path in written if faults(path)} == {}


@pytest.mark.skipif("OOXML_VALIDATOR" not in os.environ, reason="OOXML_VALIDATOR names no script")
def test_packages_are_valid_by_the_schemas(written):
    done = subprocess.run([sys.executable, os.environ["OOXML_VALIDATOR"], *map(str, written)], capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, "")
