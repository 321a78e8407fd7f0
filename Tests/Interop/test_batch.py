"""Many files at once: a made-up month's intake, whose every report is known, through each format; and runs that are killed.

NIANBAO_CORPUS=300 makes the intake that large.
"""
import csv
import os
import random
import re
import resource
import signal
import sqlite3
import subprocess
import time
import zipfile
from collections import Counter
from decimal import Decimal
from pathlib import Path

import corpus
import pytest
from cases import FORM
from cli import CASES, CLI, dump, in_terminal, nianbao, parse
from corpus import REFUSALS

COUNT = int(os.environ.get("NIANBAO_CORPUS", "48"))


@pytest.fixture(scope="module")
def intake(tmp_path_factory, soffice):
    """The folder 收件 and what was put there."""
    folder = tmp_path_factory.mktemp("batch")
    return folder, corpus.make(folder / "收件", COUNT, soffice)


def run(folder, *args, expect=1, **how):
    done = subprocess.run([CLI, "convert", *map(str, args)], cwd=folder, capture_output=True, timeout=600, **how)
    assert done.returncode == expect, done.stderr.decode()
    return done


@pytest.fixture(scope="module")
def lines(intake):
    """The whole intake as lines of JSON, with origins."""
    folder, _ = intake
    return [parse(line) for line in run(folder, "收件", "--to", "ndjson", "--origins").stdout.splitlines()]


def test_every_report_is_read_in_order(intake, lines):
    _, handed = intake
    readable = [one for one in handed if one.report]
    assert [line["file"] for line in lines] == [f"收件/{one.name}" for one in readable]
    for line, one in zip(lines, readable):
        form = FORM[one.report["form"]]
        assert (line["form"], line["agency"]["name"], line["year"]) == (form.id, *one.identity), one.name
        assert form.figures(line) == form.figures(one.report), one.name


def test_bad_files_are_told_and_stop_nothing(intake):
    folder, handed = intake
    assert {one.defect for one in handed} == set(corpus.DEFECTS) | {None}
    told = run(folder, "收件", "--to", "ndjson", "-o", "所有.ndjson").stderr.decode().splitlines()
    for one in handed:
        about = [line for line in told if line.startswith(f"收件/{one.name}")]
        match one.defect:
            case defect if defect in REFUSALS: assert len(about) == 1 and REFUSALS[defect] in about[0], one
            case "broken-sum": assert "勾稽关系" in about[0], one
            case "not-a-number": assert "F311" in about[0] and "详见附表" in about[0], one
            case "duplicate": pass
            case _: assert all("B901" in line for line in about), one
    assert sum("B901" in line for line in told) == len(repeated(handed)) > 0
    assert all(any("B901" in line and f"“收件/{one.name}”" in line for line in told) for one in repeated(handed))
    unreadable = sum(one.report is None for one in handed)
    assert f"共 {len(handed)} 份" in told[-1] and f"读不了 {unreadable} 份" in told[-1]


def repeated(handed):
    """Those whose agency and year an earlier one has."""
    seen = set()
    return [one for one in handed if one.report and (one.identity in seen or seen.add(one.identity))]


def test_jobs_change_nothing(intake):
    folder, _ = intake
    alone, many = (run(folder, "收件", "--to", "ndjson", "--jobs", jobs) for jobs in (1, 5))
    assert alone.stdout == many.stdout
    assert alone.stderr.splitlines()[:-1] == many.stderr.splitlines()[:-1]


def test_folder_of_results(intake, lines):
    folder, _ = intake
    run(folder, "收件", "-o", "结果/", "--to", "json", "--origins")
    results = {path.name: parse(path.read_text("utf-8")) for path in (folder / "结果").glob("*.json")}
    expected, names = {}, Counter()
    for line in lines:
        name = f"{line['agency']['name']}-{line['year']}"
        names[name] += 1
        report = {key: value for key, value in line.items() if key != "file"}
        expected[f"{name}-{names[name]}.json" if names[name] > 1 else f"{name}.json"] = report
    assert results == expected
    again = run(folder, "收件", "-o", "结果/", "--to", "json", "--origins").stderr.decode()
    assert f"其中 {len(lines)} 份没有变" in again


def flattened(line):
    """The tidy rows of a report, by reading its JSON."""
    form = FORM[line["form"]]
    for path, value in form.figures(line).items():
        table, *row, column = path.split(".")
        origin = line["origins"].get(path, {})
        if value is not None: state = "zero" if value == 0 else "value"
        elif path in line.get("marks", {}): state = "mark"
        else: state = "unreadable" if origin.get("raw", "").strip() else "blank"
        yield (line["agency"]["name"], line["year"], form.id, table, ".".join(row), column, value, state,
               origin.get("sheet"), origin.get("cell"), line["file"])


COLUMNS = "agency year form table row column value state sheet cell file".split()


def test_csv_agrees_with_the_json(intake, lines):
    folder, handed = intake
    run(folder, "收件", "-o", "表.csv")
    with open(folder / "表.csv", encoding="utf-8-sig", newline="") as file:
        head, *rows = csv.reader(file)
    assert head == COLUMNS
    def texts(row): return ["" if value is None else str(value) for value in row]
    assert rows == [texts(row) for line in lines for row in flattened(line)]
    with open(folder / "表-findings.csv", encoding="utf-8-sig", newline="") as file:
        findings = list(csv.DictReader(file))
    assert_findings(findings, handed)


def test_sqlite_agrees_with_the_json(intake, lines):
    folder, handed = intake
    run(folder, "收件", "-o", "库", "--to", "sqlite")
    with sqlite3.connect(folder / "库/reports.sqlite") as database:
        database.row_factory = sqlite3.Row
        assert database.execute("pragma integrity_check").fetchone()[0] == "ok"
        rows = database.execute("select * from figures order by rowid").fetchall()
        findings = [dict(row) for row in database.execute("select * from findings")]
    expected = [row for line in lines for row in flattened(line)]
    assert rows[0].keys() == COLUMNS and len(rows) == len(expected)
    for row, (*before, value, state, sheet, cell, file) in zip(rows, expected):
        assert [*row][:6] == before and [*row][7:] == [state, sheet, cell, file]
        assert row["value"] is None if value is None else Decimal(str(row["value"])) == value
    assert_findings(findings, handed)


def assert_findings(findings, handed):
    """What is known to be wrong is there, and errors only with those that are."""
    codes = {}
    for finding in findings: codes.setdefault(finding["file"], set()).add(finding["code"])
    again = repeated(handed)
    for one in handed:
        found = codes.get(f"收件/{one.name}", set())
        if one.report is None: assert found == {REFUSALS[one.defect]}, one.name
        assert ("B901" in found) == any(one is other for other in again), one.name
        assert bool({"R301", "R303"} & found) == (one.defect == "broken-sum"), one.name
        assert ("F311" in found) == (one.defect == "not-a-number"), one.name


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir() if not path.name.startswith(".")}


def kill(folder, args, after):
    """Whether the run was killed before it ended."""
    process = subprocess.Popen([CLI, "convert", *args], cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try: process.wait(after)
    except subprocess.TimeoutExpired: process.send_signal(signal.SIGKILL)
    return process.wait() == -signal.SIGKILL


@pytest.mark.parametrize("format", ["json", "xlsx"])
def test_killed_twenty_times_and_resumed(intake, format):
    folder, _ = intake
    args = ["收件", "--to", format, "-o"]
    begun = time.monotonic()
    run(folder, *args, f"whole-{format}")
    whole = time.monotonic() - begun
    expected, out = contents(folder / f"whole-{format}"), folder / f"kill-{format}"
    chance, kills = random.Random(7), 0
    # The first runs end soon, the later ones get further with what is left.
    for attempt in range(20):
        kills += kill(folder, [*args, out.name], chance.uniform(0.02, whole / 6))
        for name, data in contents(out).items() if out.exists() else ():
            assert data == expected[name], f"{name} after {attempt + 1} runs"
    assert kills >= 10
    run(folder, *args, out.name)
    assert contents(out) == expected
    assert not [path for path in out.iterdir() if path.name.startswith(".nianbao-")]


@pytest.mark.parametrize("name", ["a.ndjson", "a.csv", "a.sqlite"])
def test_killed_while_writing_one_file(intake, name):
    folder, _ = intake
    out = folder / f"one-{name}"
    out.mkdir()
    run(folder, "收件", "-o", out / name)
    expected = contents(out)
    for path in out.iterdir(): path.unlink()
    for after in (0.05, 0.2, 0.4):
        if kill(folder, ["收件", "-o", str(out / name)], after): assert contents(out) == {}
    run(folder, "收件", "-o", out / name)
    assert contents(out) == expected
    assert {path.name for path in out.iterdir()} == set(expected)


@pytest.mark.parametrize("output", ["a.ndjson", "a.csv", "a.sqlite", "a-json", "a-xlsx"])
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_leaves_nothing_half_written(intake, output, number):
    folder, _ = intake
    args = [CLI, "convert", "收件", *(["--to", output[2:]] if "-" in output else []), "-o", output]
    for after in (0.1, 0.3):
        process = subprocess.Popen(args, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(after)
        process.send_signal(number)
        assert process.wait(30) in (-number, 1)
        found = [path.name for path in [*folder.iterdir(), *(folder / output).glob(".*")]]
        assert not [name for name in found if name.endswith(".part") or name.startswith(".nianbao-")]


def test_a_second_run_leaves_the_first_alone(intake):
    folder, _ = intake
    first = subprocess.Popen([CLI, "convert", "收件", "-o", "一.ndjson"], cwd=folder, stderr=subprocess.DEVNULL)
    pending = folder / ".一.ndjson.part"
    while not (pending.exists() and pending.stat().st_size) and first.poll() is None: time.sleep(0.001)
    os.kill(first.pid, signal.SIGSTOP)
    assert b"O710" in run(folder, "收件", "-o", "一.ndjson", expect=2).stderr and pending.exists()
    os.kill(first.pid, signal.SIGCONT)
    assert first.wait(60) == 1
    assert (folder / "一.ndjson").read_bytes() == run(folder, "收件", "--to", "ndjson").stdout


# Inputs

@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "收").mkdir()
    for name in ("city", "broken-sums", "bureau-zeros"): (tmp_path / f"收/{name}.xlsx").write_bytes((CASES[name] / "input.xlsx").read_bytes())
    return tmp_path


def files(done): return [parse(line)["file"] for line in done.stdout.splitlines()]


def test_lists_patterns_and_several_inputs(here):
    every = ["收/broken-sums.xlsx", "收/bureau-zeros.xlsx", "收/city.xlsx"]
    assert files(nianbao("convert", *reversed(every), "--to", "ndjson")) == every[::-1]
    assert files(nianbao("convert", "收/b*.xlsx", "--to", "ndjson")) == every[:2]
    for names in ("\n".join(every), "\r\n".join(every), "\0".join(every) + "\0", "收"):
        done = nianbao("convert", "--files-from", "-", "--to", "ndjson", input=names.encode())
        assert (done.returncode, files(done)) == (0, every)
    assert [path.name for path in here.iterdir()] == ["收"]
    (here / "名单.txt").write_text("\n".join(every), "gbk")
    assert files(nianbao("convert", "--files-from", "名单.txt", "--to", "ndjson")) == every


def test_results_that_no_longer_hold(here):
    def run(): return nianbao("convert", "收", "-o", "结果")
    assert run().returncode == 0
    whole = contents(here / "结果")
    victim = next(here / "结果" / name for name, data in whole.items() if parse(data)["year"] == 2023)
    victim.write_bytes(victim.read_bytes()[:100])
    done = run()
    assert done.returncode == 0 and f"O713 上次的结果“{victim.name}”" in done.stderr.decode()
    assert contents(here / "结果") == whole
    (here / "收/bureau-zeros.xlsx").rename(here / "乙.xlsx")
    done = run()
    assert done.returncode == 0 and f"O712 有 1 份结果的输入文件已经不在：{victim.name}" in done.stderr.decode()
    assert "共 2 份" in done.stderr.decode() and contents(here / "结果") == whole
    # A corrected one under another name takes its place.
    report = parse(victim.read_bytes())
    report["narrative"]["other"] = "没有收费。"
    (here / "收/改.json").write_text(dump(report), "utf-8")
    done = run()
    assert done.returncode == 0 and not re.search("B901|O71", done.stderr.decode())
    assert set(contents(here / "结果")) == set(whole) and parse(victim.read_bytes()) == report


def test_zips_of_old_windows_tools(here):
    def pack(name, entries):
        with zipfile.ZipFile(name, "w") as package:
            for entry, case in entries.items():
                info = zipfile.ZipInfo("x")
                info.filename = entry
                package.writestr(info, (CASES[case] / "input.xlsx").read_bytes())
    pack("旧.zip", {"收件\\科技局.xlsx": "city", "收件\\财政局.xlsx": "broken-sums"})
    assert files(nianbao("convert", "旧.zip", "--to", "ndjson")) == ["旧.zip/收件/科技局.xlsx", "旧.zip/收件/财政局.xlsx"]
    assert nianbao("convert", "旧.zip", "-o", "结果").returncode == 0 and len(contents(here / "结果")) == 2
    # One that is refused is still a zip: the exit code says that nothing could be read, not that it was asked for wrongly.
    for entry in ("..\\甲.xlsx", "C:\\甲.xlsx", "\\\\server\\甲.xlsx"):
        pack("坏.zip", {entry: "city"})
        done = nianbao("convert", "坏.zip", "-o", "无")
        assert done.returncode == 2 and "A108" in done.stderr.decode(), entry


def test_exit_codes(here):
    assert nianbao("convert", "收", "-o", "a").returncode == 0
    assert nianbao("convert", "收", "-o", "b", "--strict").returncode == 1
    (here / "坏.xlsx").write_bytes(b"")
    assert nianbao("convert", "收", "坏.xlsx", "-o", "c").returncode == 1
    assert nianbao("convert", "坏.xlsx", "没有.xlsx", "-o", "d").returncode == 2
    (here / "空").mkdir()
    done = nianbao("convert", "空", "-o", "e")
    assert done.returncode == 2 and "I004" in done.stderr.decode()
    (here / "名单.txt").write_text("\n")
    done = nianbao("convert", "--files-from", "名单.txt", "-o", "e")
    assert done.returncode == 2 and "I004 名单“名单.txt”是空的" in done.stderr.decode()
    os.mkfifo(here / "收/管道.xlsx")
    assert nianbao("convert", "收", "-o", "f").returncode == 0
    done = nianbao("convert", "收/*.xlsx", "-o", "f")
    assert done.returncode == 1 and "收/管道.xlsx：错误 I002" in done.stderr.decode()
    (here / "收/管道.xlsx").unlink()
    assert nianbao("convert", "收", "--to", "ndjson", "-o", "没有/a.ndjson").returncode == 2
    with open("/dev/full", "wb") as full:
        process = subprocess.run([CLI, "convert", "收", "--to", "ndjson"], stdout=full, stderr=subprocess.PIPE)
    assert process.returncode == 2 and "O702" in process.stderr.decode()


@pytest.mark.parametrize("args", [["-o", "a"], ["-o", "a.csv"], ["-o", "a.sqlite"], ["-o", "a.ndjson"]], ids=lambda args: args[-1])
def test_an_output_that_takes_no_more_ends_the_run(args, here):
    def limited():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
    done = subprocess.run([CLI, "convert", "收", *args], capture_output=True, preexec_fn=limited)
    told = [line for line in done.stderr.decode().splitlines() if "错误" in line]
    # The inputs are not to blame.
    assert done.returncode == 2 and len(told) == 1 and "O702" in told[0] and re.search("[一-鿿]+）。", told[0]), told
    assert [name for name in os.listdir() if name != "a"] == ["收"]
    if args == ["-o", "a"]: assert set(os.listdir("a")) <= {".nianbao.state"}


@pytest.mark.parametrize("args", [
    ["收"], ["收", "-o", "a.json"], ["收", "-"], ["--files-from", "x", "--into", "b.xlsx", "-o", "a"], ["收", "-o", "a", "--jobs", "0"],
    ["收", "-o", "a", "--previous", "x.xlsx"], ["收", "--to", "csv"], ["收", "--to", "parquet", "-o", "a"],
], ids=" ".join)
def test_usage(args, here):
    done = nianbao("convert", *args)
    assert done.returncode == 64 and done.stderr and not done.stdout
    assert [path.name for path in here.iterdir()] == ["收"]


def test_results_never_replace_inputs(here):
    before = contents(here / "收")
    for args in (["收", "-o", "收"], ["收/city.xlsx", "收/bureau-zeros.xlsx", "-o", "收"], ["收", "-o", "./收/", "--to", "csv"]):
        done = nianbao("convert", *args)
        assert done.returncode == 2 and "O703" in done.stderr.decode()
    assert contents(here / "收") == before
    (here / "a.ndjson").write_bytes((CASES["city"] / "report.json").read_bytes())
    done = nianbao("convert", "收", "a.ndjson", "-o", "a.ndjson")
    assert done.returncode == 2 and "O703" in done.stderr.decode()
    assert parse((here / "a.ndjson").read_bytes()) == parse((CASES["city"] / "report.json").read_bytes())
    # Results below the inputs are not read as inputs.
    for _ in range(2):
        assert nianbao("convert", "收", "-o", "收/全.csv").returncode == 0
        assert len(contents(here / "收")) == 5
    for name in ("全.csv", "全-findings.csv"): (here / "收" / name).unlink()
    for _ in range(2):
        assert nianbao("convert", "收", "-o", "收/结果").returncode == 0
        assert len(contents(here / "收/结果")) == 3


def test_workbooks_as_results(here):
    assert nianbao("convert", "收", "-o", "册", "--to", "xlsx").returncode == 0
    assert files(nianbao("convert", "册", "--to", "ndjson")) == [f"册/{path.name}" for path in sorted(Path("册").glob("*.xlsx"))]
    assert nianbao("convert", "册", "-o", "甲").returncode == 0
    assert nianbao("convert", "收", "-o", "乙").returncode == 0
    assert contents(here / "甲") == contents(here / "乙")


def test_a_bar_on_a_terminal(here):
    for number in range(40): (here / f"收/{number}.xlsx").write_bytes((here / "收/city.xlsx").read_bytes())
    shown = in_terminal("stderr", "convert", "收", "--to", "ndjson", cwd=here)
    assert re.search("\\r\x1b\\[K\\[#*\\.*] \\d+/43，每秒 \\d+ 份，还要 \\d+:\\d\\d，读不了 0 份", shown)
    assert "\x1b[K共 43 份" in shown.splitlines()[-1]
