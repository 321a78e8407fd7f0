#!/usr/bin/env python3
"""Builds the cases: input.xlsx, the expected report.json and findings.json. Needs openpyxl.

    python3 Fixtures/make.py
"""
import json
from pathlib import Path

from cases import CASES, MARK
from form import Field
from workbook import address, raw, save

HERE = Path(__file__).resolve().parent


def make(case):
    contents = case.figures | {path: content for path, (content, _) in case.cells.items()}
    plan = case.layout(case.form, case.form.report(case.year, case.agency, case.narrative, {}))
    places = {
        content.path: (sheet.name, address(*at), raw(contents.get(content.path)))
        for sheet in plan for at, content in sheet.cells.items() if isinstance(content, Field)
    }
    sheets = [sheet.filled(lambda field: contents.get(field.path)) for sheet in plan]
    case.arrange(sheets)

    meant = {path: meaning for path, (_, meaning) in case.cells.items()}
    marks = {path: contents[path].strip() for path, meaning in meant.items() if meaning is MARK}
    figures = case.figures | {path: None if meaning is MARK else meaning for path, meaning in meant.items()}

    folder = HERE / case.name
    folder.mkdir(exist_ok=True)
    save(sheets, folder / "input.xlsx")
    write(folder / "report.json", case.form.report(case.year, case.agency, case.narrative, figures, marks))
    write(folder / "findings.json", [
        {
            "code": finding.code, "severity": finding.severity, "fields": finding.fields,
            "cells": [
                dict(zip(("sheet", "cell", "raw"), place))
                for place in finding.cells or (places[path] for path in finding.fields)
            ],
        }
        for finding in case.findings
    ])


def write(path, value):
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", "utf-8")


for case in CASES:
    make(case)
