"""Every case of Fixtures gives the report and the findings that stand beside it."""
import json

import pytest
from cli import CASES, convert, nianbao, report_of

COMPLETE = {"bureau-zeros", "city", "town-2019", "form-of-2019-for-2022", "broken-sums"}


@pytest.mark.parametrize("name", CASES)
def test_report(name):
    assert convert(CASES[name] / "input.xlsx") == report_of(name)


@pytest.mark.parametrize("name", CASES)
def test_findings(name):
    def comparable(findings):
        return {
            (f["code"], f["severity"], frozenset(f["fields"]), frozenset((c["sheet"], c["cell"], c["raw"]) for c in f["cells"]))
            for f in findings
        }
    expected = json.loads((CASES[name] / "findings.json").read_text("utf-8"))
    done = nianbao("check", CASES[name] / "input.xlsx", "--format", "json")
    found = json.loads(done.stdout)
    assert comparable(found["findings"]) == comparable(expected)
    assert len(found["findings"]) == len(expected)
    severities = [finding["severity"] for finding in expected]
    assert found["summary"] == {s + "s": severities.count(s) for s in ("error", "warning", "note")}
    assert done.returncode == (1 if "error" in severities else 0)


@pytest.mark.parametrize("name", CASES)
def test_exit_tells_whether_every_figure_was_read(name):
    assert nianbao("convert", CASES[name] / "input.xlsx").returncode == (0 if name in COMPLETE else 1)


def test_origins():
    origins = convert(CASES["city"] / "input.xlsx", "--origins")["origins"]
    assert len(origins) == 200
    assert origins["requests.received.total"] == {"sheet": "依申请公开", "cell": "J5", "raw": "3119"}


def test_what_would_mend_a_blank():
    done = nianbao("check", CASES["town-2019"] / "input.xlsx", "--format", "json")
    found = {f["fields"][0]: f["expected"] for f in json.loads(done.stdout)["findings"] if f["fields"]}
    assert {path: int(value) for path, value in found.items()} == {
        "requests.received.total": 2, "requests.carriedOver.naturalPerson": 1, "disputes.review.total": 0,
    }
