"""`check` as a user runs it: last year's report, explanations, the kind of body, SARIF, colours."""
import json, os
import pytest
from cli import CASES, in_terminal, nianbao

CITY = json.loads((CASES["city"] / "report.json").read_text("utf-8"))


def write(path, report):
    path.write_text(json.dumps(report, ensure_ascii=False), "utf-8")
    return path


@pytest.fixture
def years(tmp_path):
    """A city's report and the one of the year before that it does not follow from in one column."""
    before = json.loads(json.dumps(CITY))
    before["year"] = CITY["year"] - 1
    before["requests"]["carriedForward"] = dict(CITY["requests"]["carriedOver"])
    before["requests"]["carriedForward"]["naturalPerson"] += 1
    for row in ("regulations", "normativeDocuments"):
        now = CITY["proactive"][row]
        before["proactive"][row]["inForce"] = now["inForce"] - now["issued"] + now["repealed"]
    return write(tmp_path / "now.json", CITY), write(tmp_path / "before.json", before)


def findings(*args):
    done = nianbao("check", *args, "--format", "json")
    return done.returncode, [f for f in json.loads(done.stdout)["findings"] if f["severity"] == "error"]


def test_year_against_year(years):
    code, [finding] = findings(years[0], "--previous", years[1])
    column = "naturalPerson"
    assert code == 1 and finding["code"] == "Y801"
    assert finding["fields"] == [f"requests.carriedOver.{column}", f"previous.requests.carriedForward.{column}"]
    assert (finding["found"], finding["expected"]) == ("34", "35")


def test_an_explanation_holds_until_the_values_change(years, tmp_path):
    _, [finding] = findings(years[0], "--previous", years[1])
    accepted = {key: finding[key] for key in ("code", "fields", "found", "expected")} | {"reason": "上年多记一件"}
    explanations = write(tmp_path / "说明.json", [accepted])
    done = nianbao("check", years[0], "--previous", years[1], "--accept", explanations, "--format", "json")
    shown = json.loads(done.stdout)
    assert done.returncode == 0 and shown["summary"]["accepted"] == 1
    assert [f["accepted"] for f in shown["findings"] if "accepted" in f] == ["上年多记一件"]
    write(explanations, [accepted | {"found": "33"}])
    assert nianbao("check", years[0], "--previous", years[1], "--accept", explanations).returncode == 1


def test_the_file_that_cannot_be_read_is_named(years, tmp_path):
    done = nianbao("check", years[0], "--previous", tmp_path / "none.json")
    assert done.returncode == 2 and b"none.json" in done.stderr and b"I001" in done.stderr
    done = nianbao("convert", years[0], "-o", tmp_path / "no" / "out.xlsx")
    assert done.returncode == 2 and b"out.xlsx" in done.stderr and b"O702" in done.stderr


def test_a_list_that_is_none_is_named(years, tmp_path):
    done = nianbao("check", years[0], "--accept", write(tmp_path / "说明.json", {"code": "Y801"}))
    assert done.returncode == 2 and b"J604" in done.stderr


def test_the_kind_of_body_can_be_given(tmp_path):
    report = write(tmp_path / "report.json", CITY)
    codes = lambda *args: [f["code"] for f in json.loads(nianbao("check", report, *args, "--format", "json").stdout)["findings"]]
    assert "C505" not in codes() and "C505" in codes("--body", "county")
    assert nianbao("check", report, "--body", "kingdom").returncode == 64


def test_text_against_tables(tmp_path):
    report = json.loads(json.dumps(CITY))
    report["narrative"]["overview"] += "\n全年收到行政复议案件134件。"
    code, [finding] = findings(write(tmp_path / "report.json", report))
    assert (code, finding["code"], finding["fields"]) == (1, "T601", ["disputes.review.total"])
    assert (finding["found"], finding["expected"]) == ("134", "351")


def test_sarif(tmp_path):
    done = nianbao("check", CASES["broken-sums"] / "input.xlsx", "--format", "sarif")
    log = json.loads(done.stdout)
    [run] = log["runs"]
    assert log["version"] == "2.1.0" and run["tool"]["driver"]["name"] == "nianbao"
    assert {r["ruleId"] for r in run["results"]} == {r["id"] for r in run["tool"]["driver"]["rules"]}
    assert {r["level"] for r in run["results"]} <= {"error", "warning", "note"}


def shown_in_terminal(**environment):
    return in_terminal("stdout", "check", CASES["broken-sums"] / "input.xlsx", env=os.environ | environment)


def test_colours_only_on_a_terminal_that_wants_them():
    assert "\x1b[" in shown_in_terminal(NO_COLOR="")
    assert "\x1b[" not in shown_in_terminal(NO_COLOR="1")
    assert b"\x1b[" not in nianbao("check", CASES["broken-sums"] / "input.xlsx").stdout
