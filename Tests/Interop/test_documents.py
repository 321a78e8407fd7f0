"""The same report as a Word document or a web page, written in many ways, reads the same."""
import re
from itertools import product

import docx
import documents
import pytest
from cases import FORM
from cli import ROOT, convert, nianbao, parse, report_of
from random_reports import random_report

REPORTS = {
    "city": report_of("city"),
    "bureau": report_of("broken-sums"),
    "town": report_of("town-2019"),
    **{f"random{seed}": random_report(FORM[id], seed) for seed, id in [(1, "2021"), (2, "2021"), (3, "2019"), (4, "2019")]},
}
CITY = REPORTS["city"]
FORM_2021 = FORM["2021"]


def shown(name, collapsed=False):
    """What of a report a document says; a page shows any blanks as one."""
    report = REPORTS[name]
    report = report | {"agency": dict.fromkeys(report["agency"]) | {"name": report["agency"]["name"]}}
    if not collapsed: return report
    return report | {"narrative": {id: text and re.sub(r"[ \t]+", " ", text) for id, text in report["narrative"].items()}}


def word(name, folder, **how):
    path = folder / f"{name}.docx"
    documents.word(FORM[REPORTS[name]["form"]], REPORTS[name], path, **how)
    return path


@pytest.mark.parametrize("name", REPORTS)
def test_word_document(name, tmp_path):
    assert convert(word(name, tmp_path)) == shown(name)


@pytest.fixture(scope="module")
def resaved(soffice, tmp_path_factory):
    folder = tmp_path_factory.mktemp("documents")
    made = {name: word(name, folder) for name in REPORTS}
    saved = {extension: soffice(made.values(), extension) for extension in ("docx", "html")}
    return {(name, extension): saved[extension][path] for name, path in made.items() for extension in saved}


@pytest.mark.parametrize("name", REPORTS)
def test_document_that_libreoffice_saved(name, resaved):
    assert convert(resaved[name, "docx"]) == shown(name)


@pytest.mark.parametrize("name", REPORTS)
def test_page_that_libreoffice_made_of_a_document(name, resaved):
    # It breaks lines at blanks, and a line end between Chinese characters is none.
    def unbroken(report):
        return report | {"narrative": {id: text and re.sub(r"(?<=[^\x00-\xff]) (?=[^\x00-\xff])", "", text) for id, text in report["narrative"].items()}}
    assert unbroken(convert(resaved[name, "html"])) == unbroken(shown(name, collapsed=True))


ENCODINGS = {
    "gb2312": ("gb2312", "gb18030"), "undeclared GB18030": (None, "gb18030"), "utf-8": ("utf-8", "utf-8"), "undeclared UTF-8": (None, "utf-8"),
    "with a mark": (None, "utf-8-sig"), "UTF-16": (None, "utf-16"), "wrongly declared": ("gbk", "utf-8"), "wrongly declared too": ("utf-8", "gb18030"),
}
SHAPES = {
    "plain": {}, "nested": {"wrap": documents.nested}, "no end tags": {"end_tags": False}, "headings": {"heading": "h2"},
    "nested, no end tags": {"wrap": documents.nested, "end_tags": False},
}


@pytest.mark.parametrize("name, shape, encoding", list(product(REPORTS, SHAPES, ENCODINGS)))
def test_page(name, shape, encoding, tmp_path):
    charset, codec = ENCODINGS[encoding]
    text = documents.page(FORM[REPORTS[name]["form"]], REPORTS[name], charset, **SHAPES[shape])
    (tmp_path / "page.htm").write_bytes(text.encode(codec))
    assert convert(tmp_path / "page.htm") == shown(name, collapsed=True)


@pytest.mark.parametrize("file", ["city.docx", "libreoffice.docx", "city.html"])
def test_files_of_programs(file):
    assert convert(ROOT / "Fixtures/programs" / file) == shown("city")


def test_page_named_as_a_workbook(soffice, tmp_path):
    source = ROOT / "Fixtures/city/input.xlsx"
    page = soffice([source], "html")[source]
    (tmp_path / "book.xls").write_bytes(page.read_bytes())
    found = convert(tmp_path / "book.xls")
    assert {key: found[key] for key in ("year", "proactive", "requests", "disputes")} == {key: CITY[key] for key in ("year", "proactive", "requests", "disputes")}
    assert found["agency"] == CITY["agency"]


def test_title_over_two_lines_and_contacts_in_the_preface(tmp_path):
    preface = "本报告的电子版可从望川市政府网站（https://www.wangchuan.example/）下载（地址：望川市滨江大道1号，电话：0790-6600110，邮编：338000）。"
    report = CITY | {"narrative": CITY["narrative"] | {"preface": preface}}
    documents.word(FORM_2021, report, tmp_path / "report.docx", lines=["望川市人民政府", "2024年政府信息公开工作年度报告"])
    assert convert(tmp_path / "report.docx") == report | {"agency": CITY["agency"] | {"email": None}}


def test_automatic_numbers_are_text(soffice, tmp_path):
    def listed(document):
        for text in ("甲。", "乙。"): document.add_paragraph(text, style="List Number")
    path = word("city", tmp_path, arrange=listed)
    for file in (path, soffice([path], "docx")[path]):
        assert convert(file)["narrative"]["other"] == CITY["narrative"]["other"] + "\n1.甲。\n2.乙。"


def test_headers_footers_and_comments_are_left_out(tmp_path):
    def adorn(document):
        section = document.sections[0]
        section.header.paragraphs[0].text = "望川市审计局2023年政府信息公开工作年度报告"
        section.footer.paragraphs[0].text = "第 1 页"
        document.add_comment(document.paragraphs[0].runs, "请核对", "某人")
    assert convert(word("city", tmp_path, arrange=adorn)) == shown("city")


def test_blank_zero_and_mark_stay_apart(tmp_path):
    path = word("city", tmp_path)
    document = docx.Document(path)
    cells = document.tables[0].rows[2].cells
    for cell, text in zip(cells[1:4], ("/", "0 ", " ")): cell.text = text
    document.save(path)
    found = convert(path)
    assert found["proactive"]["regulations"] == {"issued": None, "repealed": 0, "inForce": None}
    assert found["marks"] == {"proactive.regulations.issued": "/"}


def test_origins_name_the_table_and_its_cell(tmp_path):
    origins = convert(word("city", tmp_path), "--origins")["origins"]
    assert len(origins) == 200
    assert origins["requests.received.total"] == {"sheet": "表格2", "cell": "J4", "raw": "3119"}
    path = word("bureau", tmp_path)
    found = parse(nianbao("check", path, "--format", "json").stdout)["findings"]
    assert {cell["sheet"] for f in found if f["code"] == "R303" for cell in f["cells"]} == {"表格2"}


def test_document_becomes_a_workbook(tmp_path):
    source = word("city", tmp_path)
    done = nianbao("convert", source, "-o", tmp_path / "book.xlsx")
    assert (done.returncode, done.stderr) == (0, b"")
    assert convert(tmp_path / "book.xlsx") == shown("city")
