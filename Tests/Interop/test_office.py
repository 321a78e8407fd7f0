"""Board, roll-up and comparison against what openpyxl reads, and LibreOffice computes."""
import json
import os
import re
import shutil
import signal
import subprocess
import time
from decimal import Decimal
from random import Random

import openpyxl
import pytest
from cases import FORM
from cli import CASES, CLI, convert, in_terminal, nianbao, parse
from collection import YEAR, added_up, cells, collect, figures, save
from lxml import html
from package import faults

AGENCY = "望川市人民政府"


@pytest.fixture(scope="module")
def collected(soffice, tmp_path_factory):
    return collect(tmp_path_factory.mktemp("collection"), soffice, int(os.environ.get("AGENCIES", "60")))


@pytest.fixture(scope="module")
def board(collected, tmp_path_factory):
    folder = tmp_path_factory.mktemp("board")
    done = nianbao("board", collected.folder, "--roster", collected.roster, "--year", YEAR, "--return", folder / "退回", "-o", folder / "进度.json")
    assert done.returncode == 1, done.stderr.decode()
    return folder


def test_the_board_knows_every_state(collected, board):
    found = parse((board / "进度.json").read_text("utf-8"))
    assert {row["agency"]: row["state"] for row in found["agencies"]} == collected.states
    assert found["counts"] == {"agencies": len(collected.states), "outside": len(found["outside"])} | {
        state: list(collected.states.values()).count(state) for state in found["counts"] if state not in ("agencies", "outside")}
    assert "南山县气象台" in {row["agency"] for row in found["outside"]}


def test_the_board_as_a_workbook_and_a_page_says_the_same(collected, board):
    found = parse((board / "进度.json").read_text("utf-8"))
    for extension in ("xlsx", "html"):
        done = nianbao("board", collected.folder, "--roster", collected.roster, "--year", YEAR, "-o", board / f"进度.{extension}")
        assert done.returncode == 1, done.stderr.decode()
    assert faults(board / "进度.xlsx") == []
    book = openpyxl.load_workbook(board / "进度.xlsx")
    page = book.worksheets[0]
    head = next(row for row in range(1, 9) if page.cell(row, 1).value == "序号")
    rows = list(page.iter_rows(min_row=head + 1, values_only=True))
    assert [row[1] for row in rows] == [row["agency"] for row in found["agencies"]]
    assert [row[3] or 0 for row in rows] == [sum(file["summary"]["errors"] for file in row["files"]) for row in found["agencies"]]
    assert page.freeze_panes == f"A{head + 1}" and page.auto_filter.ref == f"A{head}:I{head + len(rows)}"
    findings = sum(len(file["findings"]) for row in found["agencies"] + found["outside"] for file in row["files"])
    assert sum(1 for row in book["核对结果"].iter_rows(min_row=3) if row[3].value) == findings
    tree = html.fromstring((board / "进度.html").read_bytes())
    texts = [[cell.text_content() for cell in row.iterfind("td")] for row in tree.find(".//table").iterfind("tbody/tr")]
    assert [row[1] for row in texts] == [row["agency"] for row in found["agencies"]]
    assert [row[2] for row in texts] == [row[2] for row in rows]
    assert not tree.xpath("//script|//link|//img") and "http" not in (board / "进度.html").read_text("utf-8")


@pytest.mark.parametrize("command", [["board"], ["aggregate", "--agency", AGENCY]])
def test_a_bar_on_a_terminal(collected, tmp_path, command):
    args = [*command, collected.folder, "--year", YEAR, "-o", tmp_path / "out.xlsx"]
    shown = in_terminal("stderr", *args)
    bars = re.findall("\r\x1b\\[K\\[#*\\.*] (\\d+)/(\\d+)，每秒 \\d+ 份，还要 \\d+:\\d\\d，读不了 (\\d+) 份", shown)
    done, totals, failed = zip(*(map(int, bar) for bar in bars))
    assert done[0] == 1 and done == tuple(sorted(done)) and len(set(totals)) == 1
    assert failed == tuple(sorted(failed)) and done[-1] <= totals[0]
    # The bar is gone before what there is to say; where there is no terminal, there is none.
    plain = nianbao(*args).stderr.decode()
    assert shown.replace("\r\n", "\n").rpartition("\r\x1b[K")[2] == plain and "\x1b" not in plain


def test_what_needs_mending_comes_back_marked(collected, board):
    found = parse((board / "进度.json").read_text("utf-8"))
    rows = found["agencies"] + found["outside"]
    wrong = [(row["agency"], file) for row in rows for file in row["files"] if file["summary"]["errors"] and file["form"]]
    back = [path for path in (board / "退回").iterdir() if not path.name.startswith(".")]
    assert sorted(file["returned"] for _, file in wrong) == sorted(path.name for path in back) and len(back) > 3
    for agency, file in wrong: assert re.fullmatch(rf"{agency}-{file['year']}(-\d)?\.xlsx", file["returned"])
    assert all(file["returned"] is None for row in rows for file in row["files"] if not file["summary"]["errors"])
    for path in back: assert openpyxl.load_workbook(path).sheetnames[0] == "错误清单"


def test_what_was_returned_before_goes_and_nothing_else(tmp_path):
    folder, back = tmp_path / "in", tmp_path / "退回"
    (folder / "sub").mkdir(parents=True)
    form = three(folder)
    wrong = {"requests.received.total": 1, "requests.received.business": 2}
    for n, name in enumerate(["财政局", "望川市民政局", "市/教\\育局"]): save(folder / f"{n}.xlsx", form, name, wrong)
    book = openpyxl.Workbook()
    for row in (["单位名称"], ["望川市财政局"], ["望川市民政局"]): book.active.append(row)
    book.save(tmp_path / "r.xlsx")
    def run():
        done = nianbao("board", folder, "--roster", tmp_path / "r.xlsx", "--year", YEAR, "--return", back, "-o", folder / "进度.xlsx")
        assert done.returncode == 1, done.stderr.decode()
        page = openpyxl.load_workbook(folder / "进度.xlsx").worksheets[0]
        head = next(row for row in range(1, 9) if page.cell(row, 1).value == "序号")
        column = [cell.value for cell in page[head]].index("退回的文件") + 1
        shown = {page.cell(row, 2).value: page.cell(row, column).value for row in range(head + 1, page.max_row + 1)}
        return {path.name for path in back.iterdir() if path.suffix == ".xlsx"}, shown
    assert run() == ({"望川市财政局-2024.xlsx", "望川市民政局-2024.xlsx", "市_教_育局-2024.xlsx"},
                     {"望川市财政局": "望川市财政局-2024.xlsx", "望川市民政局": "望川市民政局-2024.xlsx"})
    # Mended: what was sent back is gone. What somebody put there, or changed, stays, and nothing takes its name.
    save(folder / "1.xlsx", form, "望川市民政局", figures(Random(1), form))
    own, changed = back / "我的.xlsx", back / "望川市财政局-2024.xlsx"
    own.write_bytes((back / "望川市民政局-2024.xlsx").read_bytes())
    changed.write_bytes(b"changed")
    names, shown = run()
    assert names == {"我的.xlsx", "望川市财政局-2024.xlsx", "望川市财政局-2024-2.xlsx", "市_教_育局-2024.xlsx"}
    assert shown == {"望川市财政局": "望川市财政局-2024-2.xlsx", "望川市民政局": None}
    assert changed.read_bytes() == b"changed" and run() == (names, shown)
    # A run that is refused changes nothing.
    done = nianbao("board", folder, "--return", back, "-o", folder / "0.xlsx")
    assert done.returncode == 2 and b"O703" in done.stderr
    assert {path.name for path in back.iterdir() if path.suffix == ".xlsx"} == names and not (back / ".nianbao-returned").exists()
    # A list that somebody wrote leads nowhere else.
    status = (tmp_path / "r.xlsx").stat()
    (back / ".nianbao.returned").write_text(json.dumps([{"name": "../r.xlsx", "size": status.st_size, "modified": status.st_mtime_ns}]))
    run()
    assert (tmp_path / "r.xlsx").exists()


def test_what_goes_back_has_not_come_in(tmp_path):
    folder = tmp_path / "in"
    back = folder / "退回"
    (folder / "邮箱").mkdir(parents=True)
    wrong = {"requests.received.total": 1, "requests.received.business": 2}
    save(folder / "邮箱/a.xlsx", FORM["2021"], "望川市财政局", wrong)
    def files():
        found = parse(nianbao("board", folder, "--year", YEAR).stdout)
        return sorted(file["file"].removeprefix(f"{folder}/") for row in found["agencies"] for file in row["files"])
    nianbao("board", folder, "--year", YEAR, "--return", back, "-o", tmp_path / "b.json")
    name = "望川市财政局-2024.xlsx"
    assert (back / name).exists() and files() == ["邮箱/a.xlsx"]
    save(folder / "邮箱/a.xlsx", FORM["2021"], "望川市财政局", {"requests.received.total": 2, "requests.received.business": 2})
    done = nianbao("aggregate", folder, "--agency", AGENCY, "--year", YEAR, "-o", "-")
    assert parse(done.stdout)["requests"]["received"]["total"] == 2 and b"H901" not in done.stderr
    # Whoever names the folder wants it; and what was mended there has come in.
    assert parse(nianbao("board", back, "--year", YEAR).stdout)["counts"]["agencies"] == 1
    shutil.copy(folder / "邮箱/a.xlsx", back / name)
    assert files() == [f"退回/{name}", "邮箱/a.xlsx"]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_leaves_nothing_among_what_goes_back(tmp_path, number):
    folder, back = tmp_path / "in", tmp_path / "退回"
    folder.mkdir()
    one = save(tmp_path / "one.xlsx", FORM["2021"], "望川市财政局", {"requests.received.total": 1, "requests.received.business": 2})
    for n in range(300): shutil.copy(one, folder / f"{n}.xlsx")
    process = subprocess.Popen([CLI, "board", folder, "--return", back], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while not (back / ".nianbao-returned").exists() and process.poll() is None: time.sleep(.01)
    time.sleep(.1)
    process.send_signal(number)
    assert process.wait(30) == -number
    assert list(back.iterdir()) == []


@pytest.fixture(scope="module")
def summed(collected, tmp_path_factory):
    path = tmp_path_factory.mktemp("sum") / "汇总.xlsx"
    done = nianbao("aggregate", collected.folder, "--roster", collected.roster, "--agency", AGENCY, "--year", YEAR, "-o", path)
    assert done.returncode == 1, done.stderr.decode()
    return path, done.stderr.decode()


def test_the_sum_is_what_openpyxl_adds_up(collected, summed):
    sums, blanks = added_up(collected)
    report = convert(summed[0])
    assert collected.form.figures(report) == sums
    assert report["agency"]["name"] == AGENCY and report["year"] == YEAR
    book = openpyxl.load_workbook(summed[0], data_only=True)
    page = book["各单位"]
    names = {page.cell(row, 1).value: row for row in range(6, page.max_row + 1)}
    assert [name for name in names if name not in ("合计", "空白的单位数")] and len(names) == len(collected.added) + 2
    columns = dict(zip(collected.form.kinds, range(4, 4 + len(collected.form.kinds))))
    assert {path: page.cell(names["空白的单位数"], column).value for path, column in columns.items()} == blanks
    values = {path: page.cell(names["合计"], column).value for path, column in columns.items()}
    assert {path: None if value in (None, "") else Decimal(str(value)) for path, value in values.items()} == sums
    for path in list(columns)[:: 7]:
        total = [page.cell(row, columns[path]).value for name, row in names.items() if row < names["合计"]]
        assert sum(Decimal(str(value)) for value in total if isinstance(value, (int, float))) == (sums[path] or 0)


def test_every_figure_is_a_formula_over_the_matrix(collected, summed):
    book = openpyxl.load_workbook(summed[0])
    for path in collected.form.kinds:
        sheet, cell = book.defined_names[path].attr_text.replace("$", "").split("!")
        cell = book[sheet.strip("'")][cell]
        assert cell.value.startswith("=IF(COUNT('各单位'!") and cell.hyperlink.location.startswith("'各单位'!")
        column = cell.hyperlink.location.split("!")[1]
        assert book["各单位"][column].hyperlink.location == path
    assert faults(summed[0]) == []


def test_libreoffice_computes_the_same(summed, soffice):
    path = summed[0]
    again = soffice([path], "xlsx")[path]
    assert convert(again) == convert(path)
    before, after = (openpyxl.load_workbook(each, data_only=True) for each in (path, again))
    for sheet in before:
        for row in sheet.iter_rows():
            for cell in row:
                other = after[sheet.title][cell.coordinate].value
                if isinstance(cell.value, (int, float)): assert other == cell.value, (sheet.title, cell.coordinate)


def test_who_is_missing_and_who_is_left_out_is_named(collected, summed):
    told = summed[1]
    for name, state in collected.states.items():
        if state == "missing": assert f"{name}：警告 H905" in told
    for code in ("H901", "H902", "H903", "H905", "H906", "H909", "W202"): assert code in told
    page = openpyxl.load_workbook(summed[0])["汇总情况"]
    codes = [row[3] for row in page.iter_rows(min_row=4, values_only=True)]
    assert sum(f" {code} " in line for line in told.splitlines() for code in set(codes)) == len(codes)


def test_reports_with_errors_are_left_out_when_asked(collected, tmp_path):
    done = nianbao("aggregate", collected.folder, "--agency", AGENCY, "--year", YEAR, "--skip-invalid", "-o", tmp_path / "s.json")
    assert done.returncode == 1
    assert done.stderr.decode().count(" H904 ") == list(collected.states.values()).count("errors")
    valid = [cells(path, collected.form) for name, path in collected.added.items() if collected.states.get(name) != "errors"]
    path = "requests.received.total"
    assert collected.form.figures(parse((tmp_path / "s.json").read_text("utf-8")))[path] == sum(book[path] for book in valid)


def three(folder):
    """Three agencies whose figures at one place are 10, 20 and 40."""
    form = FORM["2021"]
    names = ["望川市财政局", "望川市民政局", "望川市教育局"]
    for n, name in enumerate(names):
        values = figures(Random(n), form) | {"proactive.licensing.decisions": 10 * 2 ** n, "proactive.fees.amount": Decimal("0.1") * (n + 1)}
        save(folder / f"{n}.xlsx", form, name, values)
    return form


def test_a_report_that_differs_names_the_agency(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    form = three(folder)
    done = nianbao("aggregate", folder, "--agency", AGENCY, "--year", YEAR, "-o", tmp_path / "sum.json")
    assert done.returncode == 0, done.stderr.decode()
    report = parse((tmp_path / "sum.json").read_text("utf-8"))
    assert report["proactive"]["licensing"]["decisions"] == 70 and report["proactive"]["fees"]["amount"] == Decimal("0.6")
    report["proactive"]["licensing"]["decisions"] = 50
    (tmp_path / "own.json").write_text(json.dumps(report, ensure_ascii=False, default=float), "utf-8")
    done = nianbao("aggregate", folder, "--agency", AGENCY, "--year", YEAR, "--compare", tmp_path / "own.json", "-o", tmp_path / "sum.xlsx")
    lines = [line for line in done.stderr.decode().splitlines() if "H911" in line]
    assert done.returncode == 1 and len(lines) == 1 and "望川市民政局" in lines[0] and "-20" in lines[0]
    row = list(openpyxl.load_workbook(tmp_path / "sum.xlsx")["与上报比较"].iter_rows(min_row=4, values_only=True))
    assert [cell for cell in row[0][1:]] == [50, 70, -20, "望川市民政局"]
    same = nianbao("aggregate", folder, "--agency", AGENCY, "--year", YEAR, "--own", tmp_path / "own.json", "-o", "-")
    assert parse(same.stdout)["proactive"]["licensing"]["decisions"] == 120


def test_what_cannot_be_read_of_the_compared_report_is_told_and_no_difference(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    form = three(folder)
    nianbao("aggregate", folder, "--agency", AGENCY, "--year", YEAR, "-o", tmp_path / "sum.json")
    nianbao("convert", tmp_path / "sum.json", "-o", tmp_path / "own.xlsx")
    book = openpyxl.load_workbook(tmp_path / "own.xlsx")
    cell = next(cell for row in book["主动公开"].iter_rows() for cell in row if cell.value == 70)
    cell.value = "详见附表"
    book.save(tmp_path / "own.xlsx")
    done = nianbao("aggregate", folder, "--agency", AGENCY, "--year", YEAR, "--compare", tmp_path / "own.xlsx", "-o", tmp_path / "s.xlsx")
    told = done.stderr.decode()
    assert done.returncode == 1 and "H911" not in told
    assert [line for line in told.splitlines() if "own.xlsx" in line and "F311" in line and cell.coordinate in line]
    listed = openpyxl.load_workbook(tmp_path / "s.xlsx")["汇总情况"]
    assert [row for row in listed.iter_rows(values_only=True) if "F311" in row and str(tmp_path / "own.xlsx") in row]


def test_the_governments_own_report_counts_once(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    form = three(folder)
    office = ["--agency", AGENCY, "--year", YEAR, "-o", tmp_path / "sum.json"]
    def added(own):
        done = nianbao("aggregate", folder, *office, "--own", own)
        report = parse((tmp_path / "sum.json").read_text("utf-8"))
        return done.returncode, report["proactive"]["licensing"]["decisions"], re.findall(r"([HW]\d{3}) ", done.stderr.decode())
    own = {"proactive.licensing.decisions": 80}
    inside = save(folder / "本级.xlsx", form, AGENCY + "办公室", own)
    (tmp_path / "link.xlsx").symlink_to(inside)
    assert added(inside) == added(tmp_path / "link.xlsx") == (0, 150, [])
    assert added(save(folder / "本级.xlsx", form, AGENCY, own)) == (0, 150, [])
    assert added(folder / "0.xlsx") == (1, 70, ["H913", "H912"])
    inside.unlink()
    other = save(tmp_path / "财政局.xlsx", form, "望川市财政局", {"proactive.licensing.decisions": 11})
    assert added(other) == (1, 71, ["H913", "H901"])


def test_every_file_that_came_in_is_in_the_summary(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    form = three(folder)
    (folder / "坏.xlsx").write_bytes(b"bad")
    save(folder / "错.xlsx", form, "望川市审计局", {"requests.received.total": 1, "requests.received.business": 2})
    for options, counts in ([], "收到 5 份：计入 4 份，未计入 0 份，读不了 1 份；"), (["--skip-invalid"], "收到 5 份：计入 3 份，未计入 1 份，读不了 1 份；"):
        done = nianbao("aggregate", folder, "--agency", AGENCY, "--year", YEAR, *options, "-o", "-")
        assert counts in done.stderr.decode()
    # What is left out is no success, even where it was asked for.
    (folder / "坏.xlsx").unlink()
    done = nianbao("aggregate", folder, "--agency", AGENCY, "--year", YEAR, "--skip-invalid", "-o", "-")
    assert done.returncode == 1 and done.stderr.count(b" H904 ") == 1


def test_the_draft_of_the_sum_has_its_figures(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    three(folder)
    nianbao("aggregate", folder, "--agency", AGENCY, "--year", YEAR, "-o", tmp_path / "sum.json")
    report = parse((tmp_path / "sum.json").read_text("utf-8"))
    drafted = convert(tmp_path / "sum.json", "--draft")
    assert str(report["requests"]["received"]["total"]) in "".join(drafted["narrative"].values())


def test_compare_tells_what_changed(tmp_path):
    first, report = CASES["city"] / "input.xlsx", convert(CASES["city"] / "input.xlsx")
    assert nianbao("compare", first, first).returncode == 0
    report["requests"]["received"]["business"] = 54
    report["proactive"]["fees"]["amount"] = None
    report["narrative"]["other"] = "全年收取信息处理费25元。"
    report["agency"]["phone"] = "0790-6600111"
    (tmp_path / "second.json").write_text(json.dumps(report, ensure_ascii=False, default=float), "utf-8")
    done = nianbao("compare", first, tmp_path / "second.json", "--format", "json")
    found = parse(done.stdout)
    assert done.returncode == 1 and not found["same"]
    assert [(change["field"], change["before"], change["after"], change["difference"]) for change in found["figures"]] == [
        ("proactive.fees.amount", convert(first)["proactive"]["fees"]["amount"], None, None), ("requests.received.business", 53, 54, 1)]
    texts = {change["field"]: change["pieces"] for change in found["texts"]}
    assert set(texts) == {"agency.phone", "narrative.other"}
    for name, pieces in texts.items():
        group, entry = name.split(".")
        assert "".join(piece.get("same", "") + piece.get("out", "") for piece in pieces) == convert(first)[group][entry]
        assert "".join(piece.get("same", "") + piece.get("in", "") for piece in pieces) == report[group][entry]
    assert {finding["code"] for finding in found["new"]} >= {"R301", "R303"}
    text = nianbao("compare", first, tmp_path / "second.json").stdout.decode()
    assert "53 → 54  +1" in text
    for extension in ("html", "xlsx", "json"):
        assert nianbao("compare", first, tmp_path / "second.json", "-o", tmp_path / f"c.{extension}").returncode == 1
    book = openpyxl.load_workbook(tmp_path / "c.xlsx")
    assert [row[1:] for row in book["数"].iter_rows(min_row=6, values_only=True)][1] == (53, 54, 1)
    tree = html.fromstring((tmp_path / "c.html").read_bytes())
    assert "".join(tree.xpath("//del/text()")) and "".join(tree.xpath("//ins/text()"))
    assert nianbao("compare", first, tmp_path / "absent.xlsx").returncode == 2


def test_wrong_uses_and_rosters(tmp_path):
    assert nianbao("board", tmp_path, "-o", tmp_path / "x.pdf").returncode == 64
    assert nianbao("aggregate", tmp_path, "--agency", AGENCY, "--year", 1999, "-o", "-").returncode == 64
    empty = nianbao("aggregate", tmp_path, "--agency", AGENCY, "--year", YEAR, "-o", tmp_path / "x.json")
    assert empty.returncode == 2 and b"H910" in empty.stderr and not (tmp_path / "x.json").exists()
    # Why nothing was added is told too.
    (tmp_path / "坏.xlsx").write_bytes(b"bad")
    empty = nianbao("aggregate", tmp_path, "--agency", AGENCY, "--year", YEAR, "-o", tmp_path / "x.json").stderr.decode()
    assert re.findall(" ([HW][0-9]{3}) ", empty) == ["W210", "H910"] and "读不了 1 份" in empty
    openpyxl.Workbook().save(tmp_path / "r.xlsx")
    done = nianbao("board", tmp_path, "--roster", tmp_path / "r.xlsx")
    assert done.returncode == 2 and b"H908" in done.stderr
    done = nianbao("board", tmp_path / "收件", "-o", tmp_path / "b.json")
    assert done.returncode == 2 and b"I001" in done.stderr and not (tmp_path / "b.json").exists()
    for name in ("", "xhtml"): assert nianbao("board", tmp_path, "-o", name).returncode == 64
    for name in ("", "xhtml"): assert nianbao("compare", tmp_path, tmp_path, "-o", name).returncode == 64


def test_an_option_and_an_ending_that_differ(tmp_path):
    one, other = CASES["city"] / "input.xlsx", CASES["broken-sums"] / "input.xlsx"
    for name, format in (("c.xlsx", "html"), ("c.html", "json"), ("c.txt", "xlsx"), ("c.docx", "html"), ("c.json", "text")):
        done = nianbao("compare", one, other, "-o", tmp_path / name, "--format", format)
        assert done.returncode == 64 and not (tmp_path / name).exists() and name in done.stderr.decode()
    for name, format in (("c.xlsx", "xlsx"), ("c.htm", "html"), ("c.txt", "text"), ("c.out", "json"), ("-", "html")):
        assert nianbao("compare", one, other, "-o", tmp_path / name if name != "-" else name, "--format", format).returncode == 1


def test_what_came_in_is_not_overwritten(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    three(folder)
    report, last = folder / "1.xlsx", folder / "0.xlsx"
    before = report.read_bytes()
    office = ["--agency", AGENCY, "--year", YEAR]
    for command in (
        ["aggregate", folder, *office], ["aggregate", last, report, *office], ["board", folder], ["board", report],
        ["convert", last, "--previous", report], ["convert", last, "--charts", "--previous", folder / "2.xlsx", "--earlier", report],
        ["check", last, "--previous", report, "--mark", report],
    ):
        done = nianbao(*command, *([] if "--mark" in command else ["-o", report]))
        assert (done.returncode, b"O703" in done.stderr) == (2, True), (command, done.stderr.decode())
        assert report.read_bytes() == before
    locked = folder / "locked.xlsx"
    locked.write_bytes(b"locked")
    done = nianbao("board", "./locked.xlsx", "-o", locked, cwd=folder)
    assert (done.returncode, b"O703" in done.stderr, locked.read_bytes()) == (2, True, b"locked")
    locked.unlink()
    # Nor is what cannot be read, or is no board.
    for name, content in ("坏.xlsx", b"bad"), ("坏.json", b"{}"), ("坏.html", b"<html><body><h1>2024"):
        (folder / name).write_bytes(content)
        done = nianbao("board", folder, "-o", folder / name)
        assert (done.returncode, b"O703" in done.stderr, (folder / name).read_bytes()) == (2, True, content)
        (folder / name).unlink()
    for name in ("进度.json", "进度.html", "board.xlsx"):
        for _ in range(2): assert nianbao("board", folder, "-o", folder / name, "--lang", "en" if name == "board.xlsx" else "zh").returncode == 0
        (folder / name).unlink()
    # A board among what came in is no report.
    states = []
    for _ in range(2):
        done = nianbao("board", folder, "--year", YEAR, "-o", folder / "进度.xlsx")
        states.append((done.returncode, done.stderr.decode().splitlines()[-1]))
    assert states[0] == states[1]


def test_the_office_s_own_files_are_no_reports(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    three(folder)
    book = openpyxl.Workbook()
    for row in (["单位名称"], ["望川市财政局"], ["望川市民政局"], ["望川市教育局"]): book.active.append(row)
    book.save(folder / "名单.xlsx")
    for name in ("进度.xlsx", "进度.html", "进度.json", "b.xlsx"):
        done = nianbao("board", folder, "--roster", folder / "名单.xlsx", "--year", YEAR, "-o", folder / name, "--lang", "en" if name == "b.xlsx" else "zh")
        assert done.returncode == 0, done.stderr.decode()
    done = nianbao("aggregate", folder, "--roster", folder / "名单.xlsx", "--agency", AGENCY, "--year", YEAR, "-o", tmp_path / "s.json")
    assert done.returncode == 0 and "收到 3 份：计入 3 份" in done.stderr.decode()


def test_a_sum_can_be_handed_on(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    three(folder)
    county = "望川市南山县人民政府"
    assert nianbao("aggregate", folder, "--agency", county, "--year", YEAR, "-o", tmp_path / "sum.xlsx").returncode == 0
    assert b"C504" not in nianbao("check", tmp_path / "sum.xlsx").stdout
    done = nianbao("aggregate", tmp_path / "sum.xlsx", "--agency", AGENCY, "--year", YEAR, "-o", "-")
    assert parse(done.stdout)["proactive"]["licensing"]["decisions"] == 70, done.stderr.decode()


def test_a_roster_in_several_columns_and_sheets(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    three(folder)
    book = openpyxl.Workbook()
    for row in (["序号", "单位名称", "序号", "单位名称"], [1, "望川市财政局", 2, "望川市民政局"]): book.active.append(row)
    towns = book.create_sheet("乡镇")
    for row in (["应报名单"], ["单位名称"], ["望川市教育局"], ["望川市水利局"]): towns.append(row)
    book.save(tmp_path / "r.xlsx")
    found = parse(nianbao("board", folder, "--roster", tmp_path / "r.xlsx", "--year", YEAR).stdout)
    assert [row["agency"] for row in found["agencies"]] == ["望川市财政局", "望川市民政局", "望川市教育局", "望川市水利局"]
    assert found["counts"]["missing"] == 1 and found["outside"] == []


def test_a_file_that_is_not_counted_is_not_said_to_be(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    three(folder)
    (folder / "坏.xlsx").write_bytes(b"bad")
    book = openpyxl.Workbook()
    for row in (["单位名称"], ["望川市财政局"], ["望川市民政局"]): book.active.append(row)
    book.save(tmp_path / "r.xlsx")
    done = nianbao("aggregate", folder, "--roster", tmp_path / "r.xlsx", "--agency", AGENCY, "--year", YEAR, "-o", tmp_path / "s.json")
    lines = [line for line in done.stderr.decode().splitlines() if "H906" in line]
    assert len(lines) == 1 and "望川市教育局" in lines[0]


def test_hostile_names_stay_text(tmp_path):
    name = "<script>alert(1)</script>=1+1局" + "长" * 40_000
    save(tmp_path / "a.xlsx", FORM["2021"], name, {"requests.received.total": 1})
    nianbao("board", tmp_path, "-o", tmp_path / "out.html")
    assert "<script>" not in (tmp_path / "out.html").read_text("utf-8")
    done = nianbao("aggregate", tmp_path / "a.xlsx", "--agency", "【年报汇总】=1", "--year", YEAR, "-o", tmp_path / "sum.xlsx")
    assert done.returncode in (0, 1), done.stderr.decode()
    assert convert(tmp_path / "sum.xlsx")["requests"]["received"]["total"] == 1


def test_a_roster_as_office_workers_keep_it(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    three(folder)
    names = ["望川市财政局", "望川市民政局", "望川市教育局"]
    def agencies(roster):
        done = nianbao("board", folder, "--roster", roster, "--year", YEAR)
        return [row["agency"] for row in parse(done.stdout)["agencies"]] if done.stdout else (done.returncode, done.stderr.decode())
    book = openpyxl.Workbook()
    for row in (["应报单位", "", ""], ["序号", "单位（部门）名称", "联系人"], *([n, name, "张"] for n, name in enumerate(names)),
                ["", "合计", 3], ["", "共3个", ""], ["", "填表人：张", ""], ["备注：按排名"]): book.active.append(row)
    book.save(tmp_path / "r.xlsx")
    assert agencies(tmp_path / "r.xlsx") == names
    for encoding in ("utf-8", "utf-8-sig", "gb18030", "utf-16"):
        (tmp_path / "r.csv").write_bytes("".join(f"{n},{name}\r\n" for n, name in [("序号", "单位名称"), *enumerate(names)]).encode(encoding))
        assert agencies(tmp_path / "r.csv") == names, encoding
    book = openpyxl.Workbook()
    book.active["A1"], book.active["A2"] = "单位名称", '="望川市"&"财政局"'
    book.save(tmp_path / "f.xlsx")
    code, told = agencies(tmp_path / "f.xlsx")
    assert code == 2 and "H908" in told and "Sheet!A2" in told
