"""The printed JSON Schema accepts what convert prints, and nothing that is no report."""
import json

import pytest
from cases import FORM
from cli import CASES, convert, dump, nianbao
from jsonschema import Draft202012Validator
from random_reports import random_report


@pytest.fixture(scope="module", params=FORM)
def form(request):
    return FORM[request.param]


@pytest.fixture(scope="module")
def validator(form):
    done = nianbao("forms", form.id, "--schema")
    assert done.returncode == 0
    schema = json.loads(done.stdout)
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def test_cases_are_valid(form, validator):
    for name, folder in CASES.items():
        for options in ([], ["--origins"]):
            report = json.loads(dump(convert(folder / "input.xlsx", *options)))
            assert validator.is_valid(report) == (report["form"] == form.id), name


def test_random_reports_are_valid(form, validator):
    for seed in range(20):
        validator.validate(json.loads(dump(random_report(form, seed))))


WRONG = {
    "form": lambda r: r.update(form="2008"),
    "no form": lambda r: r.pop("form"),
    "year as text": lambda r: r.update(year="二〇二四"),
    "fraction of a request": lambda r: r["requests"]["received"].update(total=3.5),
    "negative count": lambda r: r["requests"]["received"].update(total=-1),
    "figure as text": lambda r: r["requests"]["received"].update(total="3119"),
    "figure as a list": lambda r: r["disputes"]["review"].update(upheld=[1]),
    "unknown figure": lambda r: r["disputes"]["review"].update(won=1),
    "unknown row": lambda r: r["requests"].update(lost={"total": 1}),
    "unknown table": lambda r: r.update(finance={}),
    "agency as text": lambda r: r.update(agency="望川市人民政府"),
    "prose as a number": lambda r: r["narrative"].update(overview=1),
    "mark of an unknown figure": lambda r: r.update(marks={"requests.lost.total": "/"}),
}


@pytest.mark.parametrize("fault", WRONG)
def test_wrong_reports_are_not(form, validator, fault):
    report = json.loads(dump(form.report(form.definition["years"]["from"], {"name": "局"}, {}, dict.fromkeys(form.kinds, 0))))
    validator.validate(report)
    WRONG[fault](report)
    assert not validator.is_valid(report)


def test_a_decrease_is_no_wrong_count():
    schema = json.loads(nianbao("forms", "2019", "--schema").stdout)
    report = json.loads(dump(FORM["2019"].report(2020, {}, {}, {"proactive.licensing.change": -5, "proactive.procurement.amount": 0.5})))
    Draft202012Validator(schema).validate(report)
