"""Charts: what other programs find in them, held against the report."""
import io
import os
import re
import subprocess
import sys
import zipfile

import pytest
from cases import FORM
from cli import CASES, convert, dump, nianbao, report_of
from lxml import etree, html
from openpyxl import load_workbook
from package import faults
from published import part, page, word

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"


def yearly(year, total):
    report = report_of("city") | {"year": year}
    report["requests"]["received"]["total"] = total
    return report


EARLIER = {2020: 2210, 2022: 2678, 2023: 2987}


def total_of(node):
    """The figures of one column in a group of rows."""
    return node["total"] if "total" in node else sum(map(total_of, node.values()))


def expected(report):
    """The charts of a report that is filled, from its own JSON: {title: [(label, value)]}."""
    year, rows, disputes = report["year"], report["requests"], report["disputes"]
    applicants = {"自然人": "naturalPerson", "商业企业": "business", "科研机构": "research", "社会公益组织": "publicInterest",
                  "法律服务机构": "legalService", "其他组织": "otherOrganization"}
    results = {"予以公开": "granted", "部分公开": "partial", "不予公开": "refused", "无法提供": "unavailable",
               "不予处理": "notProcessed", "其他处理": "other"}
    ends = {"结果维持": "upheld", "结果纠正": "corrected", "其他结果": "otherResult", "尚未审结": "pending"}
    charts = {
        f"{year}年新收申请的申请人（件）": [(label, rows["received"][id]) for label, id in applicants.items()],
        f"{year}年申请的办理结果（件）": [(label, total_of(rows["results"][id])) for label, id in results.items()],
        f"{year}年行政复议的结果（件）": [(label, disputes["review"][id]) for label, id in ends.items()],
        f"{year}年行政诉讼的结果（件）": [
            (label, disputes["litigationDirect"][id] + disputes["litigationAfterReview"][id]) for label, id in ends.items()],
    }
    return {title: bars for title, bars in charts.items() if any(value for _, value in bars)}


@pytest.fixture
def write(tmp_path):
    """A report in a format, with charts; earlier years by their numbers of requests."""
    def write(report, extension, earlier={}, exit=0, name="report"):
        source = tmp_path / "source.json"
        source.write_text(dump(report), "utf-8")
        options = []
        for year, total in earlier.items():
            path = tmp_path / f"{year}.json"
            path.write_text(dump(yearly(year, total)), "utf-8")
            options += ["--previous" if year == report["year"] - 1 else "--earlier", path]
        path = tmp_path / f"{name}.{extension}"
        done = nianbao("convert", source, "--charts", "-o", path, *options)
        assert done.returncode == exit, done.stderr.decode()
        return path
    return write


def cache(reference):
    """The cached points of a reference as a list, None where there is none."""
    points = {int(point.get("idx")): point.findtext(C + "v") for point in reference.iter(C + "pt")}
    return [points.get(n) for n in range(int(reference.find(f".//{C}ptCount").get("val")))]


def chart_part(root):
    series, = root.iter(C + "ser")
    values = [None if value is None else int(value) for value in cache(series.find(C + "val"))]
    title = "".join(root.find(f"{C}chart/{C}title").itertext())
    return title, list(zip(cache(series.find(C + "cat")), values))


def word_charts(path):
    """In the order of the document."""
    with zipfile.ZipFile(path) as package:
        relations = {r.get("Id"): r.get("Target") for r in etree.fromstring(package.read("word/_rels/document.xml.rels"))}
        ids = [node.get("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id") for node in part(path).iter(C + "chart")]
        return [chart_part(etree.fromstring(package.read(f"word/{relations[id]}"))) for id in ids]


def page_charts(path):
    """From the drawing itself: each number stands in the line of its label, and bars are as long as they say."""
    charts = []
    for svg in html.parse(str(path), html.HTMLParser(encoding="utf-8")).getroot().iter("svg"):
        summary = svg.findtext("desc")
        title, bars = summary.split("：", 1)
        shown = [text.text for text in svg.iter("text") if text.get("class") is None]
        parsed = [re.fullmatch(r"(.+?)(?: (\d+)|没有数)", bar).groups() for bar in bars.split("，")]
        assert sorted(shown) == sorted(text for bar in parsed for text in bar if text is not None)
        assert "".join(text.text for text in svg.iter("text") if text.get("class")) == title == svg.findtext("title")
        values = [None if value is None else int(value) for _, value in parsed]
        boxes = [(float(box.get("width")), float(box.get("height"))) for box in svg.iter("rect")]
        side = 0 if len({height for _, height in boxes}) == 1 and "历年" not in title else 1
        lengths = [box[side] for box in boxes]
        known = [value for value in values if value is not None]
        assert lengths == pytest.approx([max(lengths) * value / max(known) for value in known], abs=0.11)
        charts.append((title, [(label, value) for (label, _), value in zip(parsed, values)]))
    return charts


YEARS = [("2020年", 2210), ("2021年", None), ("2022年", 2678), ("2023年", 2987), ("2024年", 3119)]


def is_filled(node):
    return all(map(is_filled, node.values())) if isinstance(node, dict) else node is not None


@pytest.mark.parametrize("name", [name for name in CASES if is_filled({id: report_of(name)[id] for id in ("requests", "disputes")})])
def test_charts_are_the_reports_figures(name, write):
    report = report_of(name)
    want = list(expected(report).items())
    assert word_charts(write(report, "docx")) == want
    assert page_charts(write(report, "html")) == want


def test_years_stand_beside_each_other(write):
    city = report_of("city")
    for charts in (word_charts(write(city, "docx", EARLIER)), page_charts(write(city, "html", EARLIER))):
        assert charts[2] == ("历年新收申请（件）", YEARS)
        # The same disputes each year, as the fixture says.
        disputes = sum(block["total"] for block in city["disputes"].values())
        assert charts[5] == ("历年行政复议和行政诉讼（件）", [(label, value and disputes) for label, value in YEARS])


def test_workbook_has_native_charts_over_its_cells(write):
    city = report_of("city")
    path = write(city, "xlsx", EARLIER)
    want = [(title, bars) for title, bars in expected(city).items()]
    sheet = load_workbook(path, data_only=True)["图解"]
    titles = {cell.value: cell.row for cell in sheet["A"] if cell.value}
    with zipfile.ZipFile(path) as package:
        parts = sorted(name for name in package.namelist() if re.fullmatch(r"xl/charts/chart\d+\.xml", name))
        charts = [etree.fromstring(package.read(name)) for name in parts]
    assert len(charts) == len(sheet._charts) == len(want) + 2
    read = dict(map(chart_part, charts))
    for title, bars in want + [("历年新收申请（件）", YEARS)]:
        assert read[title] == bars
        row = titles[title] + 1
        assert [(sheet.cell(row + n, 1).value, sheet.cell(row + n, 2).value) for n in range(len(bars))] == bars
    for root in charts:
        title, bars = chart_part(root)
        first = titles[title] + 1
        references = [node.text for node in root.find(f".//{C}ser").iter(C + "f")]
        assert references[-2:] == [f"'图解'!${column}${first}:${column}${first + len(bars) - 1}" for column in "AB"]


def test_workbook_computes_what_it_shows(write, soffice):
    city = report_of("city")
    path = write(city, "xlsx", EARLIER)
    saved = soffice([path], "xlsx")[path]
    ours, theirs = (load_workbook(file, data_only=True)["图解"] for file in (path, saved))
    assert [[cell.value for cell in row[:2]] for row in theirs.iter_rows(max_row=ours.max_row)] == [
        [cell.value for cell in row[:2]] for row in ours.iter_rows()]
    # The sheet of charts is no table, whoever saved it.
    assert convert(saved) == convert(path) == city


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("extension", ["xlsx", "docx", "html"])
def test_reads_back_as_without_charts(name, extension, write, tmp_path):
    report = report_of(name)
    path = write(report, extension)
    plain = tmp_path / f"plain.{extension}"
    assert nianbao("convert", tmp_path / "source.json", "-o", plain).returncode == 0
    assert convert(path) == convert(plain)


def test_marking_and_filling_keep_the_charts(write, tmp_path):
    path = write(report_of("broken-sums"), "xlsx")
    nianbao("check", path, "--mark", tmp_path / "marked.xlsx")
    nianbao("convert", CASES["city"] / "report.json", "--into", path, "-o", tmp_path / "filled.xlsx")
    for changed, report in (("marked", "broken-sums"), ("filled", "city")):
        assert convert(tmp_path / f"{changed}.xlsx") == report_of(report)
        assert len(load_workbook(tmp_path / f"{changed}.xlsx")["图解"]._charts) == len(load_workbook(path)["图解"]._charts) > 0


def test_word_opens_the_numbers_for_editing(write):
    path = write(report_of("city"), "docx", EARLIER)
    assert faults(path) == []
    with zipfile.ZipFile(path) as package:
        for n, (title, bars) in enumerate(word_charts(path), 1):
            relation, = etree.fromstring(package.read(f"word/charts/_rels/chart{n}.xml.rels"))
            assert relation.get("Target") == f"../embeddings/chart{n}.xlsx"
            sheet = load_workbook(io.BytesIO(package.read(f"word/embeddings/chart{n}.xlsx")))["Sheet1"]
            assert [[cell.value for cell in row] for row in sheet] == [[None, title], *map(list, bars)]


def test_pictures_say_what_they_show(write):
    docx, xlsx = (write(report_of("city"), extension) for extension in ("docx", "xlsx"))
    frames = list(part(docx).iter(WP + "docPr"))
    assert len({frame.get("id") for frame in frames}) == len(frames) == 4
    assert frames[0].get("descr") == "2024年新收申请的申请人（件）：自然人 3001，商业企业 53，科研机构 0，社会公益组织 0，法律服务机构 61，其他组织 4"
    assert f'descr="{frames[0].get("descr")}"' in zipfile.ZipFile(xlsx).read("xl/drawings/drawing1.xml").decode()
    root = html.parse(str(write(report_of("city"), "html")), html.HTMLParser(encoding="utf-8")).getroot()
    for svg in root.iter("svg"):
        assert svg.get("role") == "img"
        assert [root.get_element_by_id(id).tag for id in svg.get("aria-labelledby").split()] == ["title", "desc"]


def test_charts_stand_after_their_tables(write):
    root = html.parse(str(write(report_of("city"), "html")), html.HTMLParser(encoding="utf-8")).getroot()
    tags = [node.tag for node in root.find("body/main")]
    assert re.search("div svg svg h2 div svg svg h2 p h2 p$", " ".join(tags)), tags
    docx = write(report_of("city"), "docx")
    assert word(docx) == page(write(report_of("city"), "html"))


@pytest.mark.parametrize("extension", ["docx", "html", "xlsx", "md", "txt"])
def test_nothing_to_draw(extension, write, tmp_path):
    """A report of blanks or zeros is the same with and without charts."""
    for fill in (None, 0):
        report = FORM["2021"].report(2024, {"name": "局"}, {}, {} if fill is None else dict.fromkeys(FORM["2021"].kinds, fill))
        path = write(report, extension)
        assert nianbao("convert", tmp_path / "source.json", "-o", tmp_path / f"plain.{extension}").returncode == 0
        assert (tmp_path / f"plain.{extension}").read_bytes() == path.read_bytes()


@pytest.mark.parametrize("extension", ["docx", "html", "xlsx", "md", "txt"])
def test_same_input_same_bytes(extension, write):
    first = write(report_of("city"), extension, EARLIER).read_bytes()
    assert write(report_of("city"), extension, EARLIER, name="again").read_bytes() == first


def test_text_has_bars(write):
    text = write(report_of("city"), "txt").read_text("utf-8")
    assert "【2024年申请的办理结果（件）】\n予以公开  " + "█" * 30 + " 1362\n部分公开  " + "█" * 10 + " 454\n" in text


@pytest.mark.skipif("OOXML_VALIDATOR" not in os.environ, reason="OOXML_VALIDATOR names no script")
@pytest.mark.parametrize("extension", ["docx", "xlsx"])
def test_packages_are_valid_by_the_schemas(extension, write):
    path = write(report_of("city"), extension, EARLIER)
    done = subprocess.run([sys.executable, os.environ["OOXML_VALIDATOR"], str(path)], capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, "")


def test_pdf_shows_them(write):
    path = write(report_of("city"), "pdf", EARLIER)
    text = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True).stdout.decode()
    for title, bars in expected(report_of("city")).items():
        assert re.sub(r"\s", "", title) in re.sub(r"\s", "", text)
        for label, value in bars: assert re.search(rf"{label}\s+{value}\b", text), (label, value)


def test_other_years_and_agencies_are_named(tmp_path):
    for name, change in {"later": {"year": 2025}, "old": {"year": 2019}, "other": {"year": 2022, "agency": {"name": "乙市人民政府"}}}.items():
        (tmp_path / f"{name}.json").write_text(dump(report_of("city") | change), "utf-8")
    done = nianbao("convert", CASES["city"] / "report.json", "--charts", "-o", tmp_path / "report.docx",
                   *(f"--earlier={tmp_path / name}.json" for name in ("later", "old", "other")))
    told = done.stderr.decode()
    assert done.returncode == 0
    assert told.count("D421") == 2 and "later.json" in told and "old.json" in told and "2020—2023" in told
    assert told.count("D422") == 1 and "乙市人民政府" in told


@pytest.mark.parametrize("options", [["--charts", "-o", "report.json"], ["--charts"], ["--earlier", "a.json", "-o", "report.docx"],
                                     ["--charts", "--into", "a.xlsx", "-o", "b.xlsx"]])
def test_wrong_usage(options):
    done = nianbao("convert", CASES["city"] / "report.json", *options)
    assert done.returncode == 64 and done.stdout == b""
