import sys
from pathlib import Path

import pytest

# The cases' own modules: forms, layouts and workbooks as values.
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "Fixtures"))

import office  # noqa: E402


@pytest.fixture(scope="session")
def soffice(tmp_path_factory):
    """Converts files by LibreOffice: soffice(files, "xlsx") -> {file: converted file}."""
    folder = tmp_path_factory.mktemp("soffice")
    return lambda files, extension: office.convert(files, extension, folder)
