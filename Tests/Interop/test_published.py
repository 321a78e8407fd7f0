"""The published report: what Word, browsers and LibreOffice make of it."""
import os
import re
import subprocess
import sys

import pytest
from cases import FORM
from cli import CASES, convert, dump, nianbao, report_of
from form import Field, printed
from lxml import html
from package import faults
from published import W, page, part, word, word_text
from random_reports import random_report

HOSTILE = {
    "markup": "<w:p/>&amp;<script>alert(1)</script>]]>{{text}}{{#blocks}}\"'",
    "marks on markup": "<\u0338b>&\u0301lt;\"\u0308",
    "controls": "甲\x00\x07\x1b[31m乙\x7f\x9b\ufffe丙",
    "spaces": "全角　空格 两个  半角\t制表，标点：“引”——……",
    "emoji": "😀👩‍💻🇨🇳é̂",
    "rare": "𠮷𪚥𰻝㐂䶮",
    "directions": "甲\u202e乙\u2066丙",
    "Markdown": "# *a* _b_ `c` [d](e) | 1. f",
}


def report(form="2021", narrative={}, figures={}, year=2024):
    return FORM[form].report(year, {"name": "望川市人民政府", "phone": "0790-6600110"}, narrative, figures)


def written(given, folder, *extensions, options=()):
    """A report in several formats."""
    source = folder / "source.json"
    source.write_text(dump(given), "utf-8")
    paths = [folder / f"report.{extension}" for extension in extensions]
    for path in paths:
        done = nianbao("convert", source, "-o", path, *options)
        # What looks like a name of a figure and is none is an error of the text, and stays as it is.
        assert done.returncode == 0 or "T611" in done.stderr.decode(), done.stderr.decode()
    return paths


def expected_tables(form, given):
    """Each table as the notice prints it, by a second reading of the form."""
    values, marks = FORM[form].figures(given), given.get("marks", {})

    def shown(content):
        if not isinstance(content, Field): return content
        value = values[content.path]
        return marks.get(content.path, "") if value is None else f"{value:f}".rstrip("0").rstrip(".") if "." in f"{value:f}" else f"{value:f}"

    for table in map(printed, FORM[form].definition["tables"]):
        yield {at: shown(content) for at, content in table.cells.items()}, sorted(table.merges)


def given_reports():
    reports = {name: report_of(name) for name in CASES}
    return reports | {f"random-{id}-{seed}": random_report(FORM[id], seed) for id in FORM for seed in (300, 301)}


GIVEN = given_reports()


@pytest.mark.parametrize("name", GIVEN)
def test_tables_are_the_notices(name, tmp_path):
    given = GIVEN[name]
    docx, htm = written(given, tmp_path, "docx", "htm")
    want = list(expected_tables(given["form"], given))
    for blocks in (word(docx), page(htm)):
        assert [(cells, merges) for kind, *rest in blocks if kind == "table" for cells, merges in [rest]] == want


@pytest.mark.parametrize("name", GIVEN)
def test_word_and_web_page_say_the_same(name, tmp_path):
    docx, htm = written(GIVEN[name], tmp_path, "docx", "html")
    assert word(docx) == page(htm)


@pytest.mark.parametrize("form", FORM)
def test_sections_stand_in_order(form, tmp_path):
    ids = [entry["id"] for entry in FORM[form].definition["narrative"]]
    given = report(form, {id: f"这是{id}。" for id in ids}, year=2020 if form == "2019" else 2024)
    blocks = word(written(given, tmp_path, "docx")[0])
    assert blocks[0] == ("title", f"望川市人民政府\n{given['year']}年政府信息公开工作年度报告")
    order = [kind if kind == "table" else rest[0] for kind, *rest in blocks]
    assert [text for kind, text, *_ in blocks if kind == "heading 1"] == [
        "一、总体情况", "二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况", "四、政府信息公开行政复议、行政诉讼情况",
        "五、存在的主要问题及改进情况", "六、其他需要报告的事项"]
    assert order.index("这是preface。") < order.index("一、总体情况") < order.index("这是overview。") < order.index("table")
    assert [text for text in order if text.startswith("这是")] == [f"这是{id}。" for id in ids]


def test_blank_sections_are_shown_and_told(tmp_path):
    source = tmp_path / "source.json"
    source.write_text(dump(report(narrative={"overview": "有"})), "utf-8")
    done = nianbao("convert", source, "-o", tmp_path / "report.docx")
    assert done.returncode == 0
    assert done.stderr.decode().count("D401") == 3
    assert [kind for kind, *_ in word(tmp_path / "report.docx")].count("notice") == 3
    assert nianbao("convert", source, "-o", tmp_path / "report.xlsx").stderr == b""


def test_drafts_are_marked(tmp_path):
    docx, htm, md = written(report_of("city") | {"narrative": {}}, tmp_path, "docx", "html", "md", options=["--draft"])
    blocks = word(docx)
    assert blocks == page(htm)
    assert [text for kind, text, *_ in blocks if kind == "notice"] == ["【草稿】"] * 4
    assert blocks[1] == ("notice", "【草稿】") and blocks[blocks.index(("heading 1", "一、总体情况")) + 1] == ("notice", "【草稿】")
    assert md.read_text("utf-8").count("【草稿】") == 4


def test_names_in_the_prose_are_figures_and_tables(tmp_path):
    given = report_of("city")
    given["narrative"]["overview"] = "新收{{本年新收.总计}}件。\n{{表:复议诉讼}}"
    blocks = word(written(given, tmp_path, "docx")[0])
    at = blocks.index(("text", "新收3119件。"))
    assert blocks[at + 1] == [block for block in blocks if block[0] == "table"][-1]


@pytest.mark.parametrize("name", GIVEN)
def test_reads_back_the_same(name, tmp_path):
    given = GIVEN[name]
    for path in written(given, tmp_path, "docx", "html"):
        again = convert(path)
        assert [again[key] for key in ("form", "year", "proactive", "requests", "disputes")] == [
            given[key] for key in ("form", "year", "proactive", "requests", "disputes")]
        assert again.get("marks", {}) == given.get("marks", {})
        assert again["agency"]["name"] == given["agency"]["name"]
        for id, text in given["narrative"].items():
            # The preface is followed by what it does not say.
            if text: assert " ".join(again["narrative"][id].split()).startswith(" ".join(text.split())), id
            elif id != "preface": assert again["narrative"][id] is None, id


def test_packages_are_sound(tmp_path):
    for name, given in GIVEN.items():
        path, = written(given, tmp_path, "docx")
        assert faults(path) == [], name


@pytest.mark.skipif("OOXML_VALIDATOR" not in os.environ, reason="OOXML_VALIDATOR names no script")
def test_packages_are_valid_by_the_schemas(tmp_path):
    for name, given in GIVEN.items():
        path, = written(given, tmp_path, "docx")
        done = subprocess.run([sys.executable, os.environ["OOXML_VALIDATOR"], str(path)], capture_output=True, text=True)
        assert (done.returncode, done.stdout) == (0, ""), name


def test_page_and_type_are_those_of_official_documents(tmp_path):
    path, = written(report(), tmp_path, "docx")
    document, styles = part(path), part(path, "word/styles.xml")
    margins = document.find(f".//{W}sectPr/{W}pgMar")
    millimetres = {side: round(int(margins.get(W + side)) / 1440 * 25.4) for side in ("top", "bottom", "left", "right")}
    assert millimetres == {"top": 37, "bottom": 35, "left": 28, "right": 26}
    size = {style.get(W + "styleId"): style.find(f"{W}rPr/{W}sz") for style in styles.iter(W + "style")}
    assert size["Title"].get(W + "val") == "44"
    levels = {style.get(W + "styleId"): style.find(f"{W}pPr/{W}outlineLvl") for style in styles.iter(W + "style")}
    assert [levels[f"Heading{n}"].get(W + "val") for n in (1, 2, 3)] == ["0", "1", "2"]
    assert all(run.find(f"{W}rPr/{W}rFonts").get(W + "eastAsia") for run in document.iter(W + "r"))
    assert part(path, "word/settings.xml").find(W + "evenAndOddHeaders") is not None
    for table in document.iter(W + "tbl"):
        widths = [int(column.get(W + "w")) for column in table.iter(W + "gridCol")]
        assert sum(widths) == round(156 / 25.4 * 1440) and min(widths) > 0
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in table.iter(W + "tr"))
    requests = list(document.iter(W + "tbl"))[1]
    assert len(list(requests.iter(W + "tblHeader"))) == 3


def test_same_input_same_bytes(tmp_path):
    for extension in ("docx", "html", "md", "txt"):
        path, = written(report_of("city"), tmp_path, extension)
        first = path.read_bytes()
        assert written(report_of("city"), tmp_path, extension)[0].read_bytes() == first


def test_web_page_is_accessible_and_alone(tmp_path):
    path, = written(report_of("city"), tmp_path, "html")
    root = html.parse(str(path)).getroot()
    assert root.get("lang") == "zh-CN" and root.findtext("head/title").startswith("望川市人民政府2024年")
    assert not any(root.iter("script", "link", "img", "iframe"))
    assert "http" not in re.sub(r"https://www\.wangchuan\.example/", "", path.read_text("utf-8"))
    for table in root.iter("table"):
        assert table.findtext("caption")
        names = [cell.get("id") for cell in table.iter("th")]
        assert len(set(names)) == len(names) and all(cell.get("scope") in ("row", "col") for cell in table.iter("th"))
        for cell in table.iter("td"): assert set(cell.get("headers").split()) <= set(names) and cell.get("headers")
    headers = {cell.get("id"): cell.text_content() for cell in root.iter("th")}
    penalties, = [cell for cell in root.iter("td") if cell.text_content() == "3985758"]
    assert [headers[name] for name in penalties.get("headers").split()] == ["行政处罚", "第二十条第（六）项", "本年处理决定数量"]


# Text that means to be something else

@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_text_comes_through(case, tmp_path):
    text = HOSTILE[case]
    given = report(narrative={"overview": text, "problems": "甲" + text}) | {"agency": {"name": text.replace("\t", " ")}}
    docx, htm, md, txt = written(given, tmp_path, "docx", "html", "md", "txt")
    want = re.sub("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe]", "", text)
    assert ("text", "甲" + want) in word(docx) and word(docx) == page(htm)
    assert faults(docx) == []
    assert "　　甲" + want + "\n" in txt.read_text("utf-8")
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f]", md.read_text("utf-8"))


def test_long_text(tmp_path):
    given = report(narrative={"overview": "长" * 100_000, "problems": "\n".join(f"第{n}段。" for n in range(20_000))})
    docx, htm = written(given, tmp_path, "docx", "html")
    assert ("text", "长" * 100_000) in word(docx) and len(word(docx)) > 20_000
    assert word(docx) == page(htm)


# LibreOffice

def test_libreoffice_reads_and_saves_the_same(soffice, tmp_path):
    books = {}
    for name, given in GIVEN.items(): books[name] = written(given, tmp_path, "docx")[0].rename(tmp_path / f"{name}.docx")
    saved = soffice(books.values(), "docx")
    texts = soffice(books.values(), "txt:Text (encoded):UTF8")
    for name, path in books.items():
        # Styles get other ids; and LibreOffice escapes what reads like an escape, though only spreadsheets have those.
        blocks, again = ([rest for _, *rest in word(file)] for file in (path, saved[path]))
        assert repr(blocks) == repr(again).replace("_x005F_", "_"), name
        lines = [line for line in texts[path].with_suffix(".txt").read_text("utf-8-sig").split("\n") if line]
        ours = [line for p in part(path).iter(W + "p") for line in word_text(p).split("\n") if line]
        assert lines == ours, name


def test_pdf(tmp_path):
    path, = written(report_of("city"), tmp_path, "pdf")
    text = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True).stdout.decode()
    assert "六、其他需要报告的事项" in text and "3985758" in text and re.search(r"— ?2 ?—", text)
    info = subprocess.run(["pdfinfo", path], capture_output=True, check=True).stdout.decode()
    assert "A4" in info and re.search(r"Tagged:\s+yes", info) and "望川市人民政府2024年" in info
    fonts = subprocess.run(["pdffonts", path], capture_output=True, check=True).stdout.decode().splitlines()[2:]
    assert fonts and all(line.split()[-5] == "yes" for line in fonts)
    assert b"/Outlines" in path.read_bytes()
    # Neither the profile nor the Word document stays behind.
    assert sorted(os.listdir(tmp_path)) == ["report.pdf", "source.json"]


def test_without_libreoffice(tmp_path):
    done = nianbao("convert", CASES["city"] / "input.xlsx", "-o", tmp_path / "report.pdf", env={"PATH": str(tmp_path), "LANG": "C.UTF-8"})
    assert done.returncode == 2 and "D411" in done.stderr.decode() and "libreoffice-writer-nogui" in done.stderr.decode()
    assert os.listdir(tmp_path) == []


def test_a_libreoffice_that_fails(tmp_path):
    (tmp_path / "soffice").write_text("#!/bin/sh\necho 'cannot start' >&2\nexit 77\n")
    (tmp_path / "soffice").chmod(0o755)
    done = nianbao("convert", CASES["city"] / "input.xlsx", "-o", tmp_path / "report.pdf", env={"PATH": f"{tmp_path}:/usr/bin:/bin", "LANG": "C.UTF-8"})
    assert done.returncode == 2 and "D412" in done.stderr.decode() and "cannot start" in done.stderr.decode()


# Templates of an office

@pytest.fixture
def templates(tmp_path):
    folder = tmp_path / "模板"
    assert nianbao("template", "--document", "-o", folder).returncode == 0
    return folder


def test_templates_that_are_written_out_give_the_same(templates, tmp_path):
    for extension in ("docx", "html", "md", "txt"):
        path, = written(report_of("city"), tmp_path, extension)
        ours = path.read_bytes()
        assert written(report_of("city"), tmp_path, extension, options=["--template", templates])[0].read_bytes() == ours


def test_wording_and_style_can_be_changed(templates, tmp_path):
    for name, old, new in [("document.xml", "<w:t>【草稿】", "<w:t>【代拟稿】"), ("styles.xml", 'w:val="44"', 'w:val="40"')]:
        file = templates / name
        assert old in file.read_text("utf-8")
        file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")
    path, = written(report(), tmp_path, "docx", options=["--draft", "--template", templates])
    assert ("notice", "【代拟稿】") in word(path)


def test_templates_are_not_overwritten(templates):
    (templates / "report.md").write_text("ours")
    done = nianbao("template", "--document", "-o", templates)
    assert done.returncode == 2 and "D407" in done.stderr.decode()
    assert (templates / "report.md").read_text() == "ours"


BROKEN = {
    "missing": (None, "D402", ""),
    "not closed": ("甲\n{{#blocks}}\n乙", "D404", "3"),
    "closed by another name": ("甲\n{{#blocks}}{{/block}}\n乙", "D404", "2"),
    "tag not finished": ("甲\n乙 {{title", "D404", "2"),
    "partial": ("甲\n\n{{> report}}", "D404", "3"),
    "delimiters": ("{{=<% %>=}}", "D404", "1"),
    "not UTF-8": (b"\xff\xfe", "D404", "1"),
    "large": ("甲" * 30_000, "D403", ""),
    "deep": ("{{#title}}" * 5_000, "D404", "1"),
    "long name": ("{{" + "a(" * 20_000 + ")" * 20_000 + "}}", "D404", "1"),
    "without end": ("{{#blocks}}" * 12 + "x" + "{{/blocks}}" * 12, "D405", ""),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_template_is_named(case, templates, tmp_path):
    content, code, line = BROKEN[case]
    file = templates / "report.txt"
    if content is None: file.unlink()
    else: file.write_bytes(content if isinstance(content, bytes) else content.encode())
    done = nianbao("convert", CASES["city"] / "input.xlsx", "--template", templates, "-o", tmp_path / "report.txt")
    told = done.stderr.decode()
    assert done.returncode == 2 and code in told and str(file) in told and (not line or f"第 {line} 行" in told), told
    assert not (tmp_path / "report.txt").exists()


def test_a_template_of_no_xml_is_not_written(templates, tmp_path):
    file = templates / "document.xml"
    file.write_text(file.read_text("utf-8").replace("</w:body>", ""), "utf-8")
    done = nianbao("convert", CASES["city"] / "input.xlsx", "--template", templates, "-o", tmp_path / "report.docx")
    assert done.returncode == 2 and "D406" in done.stderr.decode() and str(file) in done.stderr.decode()
    assert not (tmp_path / "report.docx").exists()


def test_a_template_prints_nothing_raw(templates, tmp_path):
    (templates / "report.html").write_text("{{.}}{{{.}}}{{blocks}}{{{name}}}{{#blocks}}{{.}}{{&table}}{{{text}}}{{/blocks}}{{uppercased(name)}}")
    given = report(narrative={"overview": "<script>"}) | {"agency": {"name": "<script>"}}
    path, = written(given, tmp_path, "html", options=["--template", templates])
    assert "<" not in path.read_text("utf-8")
