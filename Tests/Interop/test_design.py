"""Names that docs/design.md gives stand in the sources."""
import re

from cli import ROOT

SOURCES = "\n".join(
    path.name + "\n" + path.read_text("utf-8")
    for folder in ("Sources", "Templates", "Tests", "Fixtures")
    for path in sorted((ROOT / folder).rglob("*"))
    if path.suffix in {".swift", ".h", ".json", ".py"}
)
FOREIGN = {"XMLParser", "Dictionary", "KeyValuePairs", "JSONDecoder", "String", "Decimal", "Double", "Int", "Sequence", "Set"}


def test_names_of_types_exist():
    page = (ROOT / "docs/design.md").read_text("utf-8")
    names = set(re.findall(r"`([A-Z][a-z]+(?:[A-Z][A-Za-z]*)+)`", page)) - FOREIGN
    assert len(names) > 50
    assert [name for name in sorted(names) if not re.search(rf"\b{name}\b", SOURCES)] == []


def test_the_folders_are_the_table():
    page = (ROOT / "docs/design.md").read_text("utf-8")
    rows = re.findall(r"^\| (\w+) \|", page[page.index("| folder |"):page.index("`Finding` is also")], re.M)
    folders = {path.name for path in (ROOT / "Sources").iterdir() if path.is_dir()}
    assert folders == set(rows) - {"folder"}
