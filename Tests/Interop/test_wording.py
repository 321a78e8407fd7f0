"""Names of figures in the prose, and drafts, through the command."""
import json
from cli import CASES, convert, nianbao, parse, report_of, write


def save(report, path):
    path.write_text(json.dumps(report, ensure_ascii=False, default=float), "utf-8")
    return path


def findings(path, *args):
    found = json.loads(nianbao("check", path, *args, "--format", "json").stdout)["findings"]
    return [f for f in found if f["code"].startswith("T")]


def city(tmp_path, overview, name="report.xlsx"):
    report = report_of("city")
    report["narrative"]["overview"] = overview
    return write(report, tmp_path / name)


def test_names_are_kept_as_written_and_checked_filled(tmp_path):
    text = "新收{{依申请.本年新收.总计}}件，行政复议案件{{行政复议.总计}}件，另有{{本年新收．总数}}。\n行政诉讼{{ 予以公开.总计 }}件。"
    path = city(tmp_path, text)
    assert convert(path)["narrative"]["overview"] == text
    unknown, differs = sorted(findings(path), key=lambda f: f["code"], reverse=True)
    assert (unknown["code"], unknown["found"]) == ("T611", "本年新收．总数") and "本年新收.总计" in unknown["expected"]
    # A figure of another row is a wrong statement as if it were typed.
    assert (differs["code"], differs["found"], differs["expected"]) == ("T601", "1362", "46")


def test_a_blank_figure_is_named_with_its_cell(tmp_path):
    report = report_of("city")
    report["requests"]["received"]["research"] = None
    report["narrative"]["overview"] = "科研机构{{本年新收.科研机构}}件"
    [finding] = findings(write(report, tmp_path / "report.xlsx"))
    assert (finding["code"], finding["fields"]) == ("T613", ["requests.received.research"])
    # Where the name stands, and the cell that is blank.
    assert [cell["sheet"] for cell in finding["cells"]] == ["总体情况", "依申请公开"]


def test_comparisons_want_last_years_report(tmp_path):
    path = city(tmp_path, "新收政府信息公开申请{{本年新收.总计}}件，同比{{同比:本年新收.总计}}。")
    before = report_of("city")
    before["year"] -= 1
    assert [f["code"] for f in findings(path)] == ["T614"]
    assert findings(path, "--previous", save(before, tmp_path / "before.json")) == []


def test_drafts_agree_with_the_tables_and_are_told(tmp_path):
    for name in CASES:
        report = report_of(name)
        report["narrative"] = {}
        before = {**report, "year": report["year"] - 1}
        source = save(report, tmp_path / f"{name}.json")
        output = tmp_path / f"{name}.xlsx"
        done = nianbao("convert", source, "--draft", "--previous", save(before, tmp_path / "before.json"), "-o", output)
        assert done.returncode == 0, done.stderr.decode()
        drafted = convert(output)["narrative"]
        assert all(text.startswith("【草稿】") for text in drafted.values()) and len(drafted) == 4
        assert {f["code"] for f in findings(output)} == {"T615"}, name
        # Drafting again leaves what is there.
        assert parse(nianbao("convert", output, "--draft").stdout)["narrative"] == drafted


def test_written_sections_are_left_alone():
    report = report_of("city")
    drafted = nianbao("convert", CASES["city"] / "input.xlsx", "--draft").stdout
    assert parse(drafted)["narrative"] == report["narrative"]


def test_a_previous_report_that_cannot_be_read(tmp_path):
    done = nianbao("convert", CASES["city"] / "input.xlsx", "--draft", "--previous", tmp_path / "none.xlsx")
    assert done.returncode == 2 and b"I001" in done.stderr and b"none.xlsx" in done.stderr
