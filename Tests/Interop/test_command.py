"""The program at the command line: exit codes, streams, files, help, and what it says of files it cannot read."""
import json
import os
import re
import signal
import stat
import subprocess
import time
import zipfile

import openpyxl
import pytest
from cli import CASES, CLI, ROOT, convert, dump, nianbao, parse, report_of
from parts import compound
from workbook import Sheet, save

CITY = CASES["city"] / "input.xlsx"
BROKEN = CASES["broken-sums"] / "input.xlsx"
UNREAD = CASES["text-in-cells"] / "input.xlsx"


@pytest.fixture
def here(tmp_path, monkeypatch):
    """An empty working directory."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


# Exit codes

def test_version():
    done = nianbao("--version")
    assert done.returncode == 0
    assert all(part.isdigit() for part in done.stdout.decode().strip().split()[-1].split("."))


def test_broken_relations_do_not_fail_a_conversion():
    done = nianbao("convert", BROKEN)
    assert done.returncode == 0
    assert len(done.stderr.decode().splitlines()) == 1
    assert "6" in done.stderr.decode()


def test_strict_fails_and_still_writes(here):
    done = nianbao("convert", BROKEN, "--strict", "-o", "report.json")
    assert done.returncode == 1
    assert parse((here / "report.json").read_text("utf-8")) == report_of("broken-sums")
    assert nianbao("convert", CITY, "--strict").returncode == 0


def test_unread_figures_are_named_with_their_cells(here):
    done = nianbao("convert", UNREAD, "-o", "report.json")
    assert (done.returncode, done.stdout) == (1, b"")
    told = done.stderr.decode()
    for code, cell in [("F316", "D4"), ("F312", "C5"), ("F313", "B8"), ("F311", "B11"), ("F315", "B12")]:
        assert any(code in line and f"主动公开!{cell}" in line for line in told.splitlines()), code
    assert parse((here / "report.json").read_text("utf-8")) == report_of("text-in-cells")


def test_nothing_to_say_of_a_clean_report():
    assert nianbao("convert", CITY).stderr == b""
    done = nianbao("check", CITY)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("args", [
    [], ["convert"], ["convert", CITY, "--no-such-option"], ["convert", CITY, "--to", "doc"], ["convert", CITY, "-o", "report.doc"],
    ["convert", CITY, "-o", "report"], ["convert", CITY, "--template", "."], ["convert", CITY, "--form", "2008"], ["convert", CITY, "--year", "last"], ["convert", CITY, "--max-entries", "x"],
    ["check", CITY, "--format", "xml"], ["check", CITY, "--lang", "fr"], ["template", "--form", "2008", "-o", "blank.xlsx"], ["template"],
    ["template", "--form", "2021", "-o", "blank.json"], ["template", "--agency", " ", "-o", "blank.xlsx"],
    ["template", "--agency", "长" * 201, "-o", "blank.xlsx"], ["forms", "2008"], ["publish", CITY],
], ids=lambda args: " ".join(str(arg).rsplit("/")[-1] for arg in args) or "nothing")
def test_usage(args, here):
    done = nianbao(*args)
    # Alone, the program shows its help.
    assert done.returncode == (64 if args else 0)
    assert args == [] or (done.stdout == b"" and done.stderr)
    assert list(here.iterdir()) == []


@pytest.mark.parametrize("args", [
    ["-o", "report.xlsx", "--to", "json"], ["-o", "报告.DOCX", "--to", "pdf"], ["-o", "all.csv", "--to", "ndjson"],
    ["-o", "all.json", "--to", "ndjson"], ["--into", str(CITY), "-o", "filled", "--to", "json"],
], ids=lambda args: args[-1])
def test_extension_and_format_may_not_contradict(args, here):
    done = nianbao("convert", CITY, *args)
    assert (done.returncode, done.stdout) == (64, b"")
    told = done.stderr.decode()
    assert args[-1] in told.splitlines()[0] and "用法：nianbao convert" in told
    assert os.listdir() == []


def test_extension_and_format_may_agree(here):
    for args in (["-o", "a.json", "--to", "json"], ["-o", "a.htm", "--to", "html"], ["-o", "a.dat", "--to", "json"]):
        assert nianbao("convert", CITY, *args).returncode == 0, args
    (here / "b.xlsx").mkdir()
    assert nianbao("convert", CITY, BROKEN, "-o", "b.xlsx", "--to", "json").returncode == 0


def test_extension_in_capitals(here):
    assert nianbao("convert", CITY, "-o", "REPORT.JSON").returncode == 0
    assert parse((here / "REPORT.JSON").read_bytes()) == report_of("city")


# Help

def test_help_is_chinese_unless_asked():
    for command in ([], ["convert"], ["template"], ["check"], ["forms"]):
        chinese = nianbao(*command, "--help").stdout.decode()
        english = nianbao(*command, "--help", "--lang", "en").stdout.decode()
        assert "用法" in chinese and "USAGE" not in chinese, command
        assert "usage" in english.lower(), command
        assert not any("一" <= letter <= "鿿" for letter in english), command


HELP = sorted((ROOT / "Fixtures/help").glob("*/*.txt"))


# Every command's help, so that its translation shows where it changes. After a wanted change write the files anew with
# `nianbao COMMAND --help --lang LANGUAGE`, N for the number of processors.
@pytest.mark.parametrize("file", HELP, ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_help_is_as_kept(file):
    command = [] if file.stem == "nianbao" else [file.stem]
    environment = os.environ | {"COLUMNS": "80"}
    shown = nianbao(*command, "--help", "--lang", file.parent.name, env=environment).stdout.decode()
    assert re.sub(r"(--jobs <n>[^-]*?(?:默认：|default: ))\d+", r"\1N", shown) == file.read_text("utf-8")


def test_every_command_has_its_help_kept():
    commands = re.findall(r"^  ([a-z]+) ", nianbao("--help").stdout.decode().partition("命令：")[2], re.MULTILINE)
    assert len(commands) == 8
    for language in ("zh", "en"):
        assert {file.stem for file in HELP if file.parent.name == language} == {*commands, "nianbao"}


@pytest.mark.parametrize("args", [["convert", "x", "--to", "doc"], ["compare", "x", "y", "--format", "doc"], ["check", "x", "--lang", "fr"]], ids=" ".join)
def test_choices_are_named_in_chinese(args, here):
    told = nianbao(*args).stderr.decode().splitlines()
    error = "".join(told[:next(at for at, line in enumerate(told) if line.startswith("说明："))])
    assert not re.search(r"\b(the|following|or)\b|'\. ", error)


def test_findings_in_english():
    done = nianbao("check", BROKEN, "--lang", "en")
    assert done.returncode == 1
    assert "R301" in done.stdout.decode() and "error" in done.stdout.decode().lower()
    message = json.loads(nianbao("check", BROKEN, "--lang", "en", "--format", "json").stdout)["findings"][0]["message"]
    # The form's own labels stay Chinese.
    assert re.search("[a-z]+ [a-z]+ [a-z]+", message)


def test_completions():
    for shell in ("bash", "zsh", "fish"):
        done = nianbao("--generate-completion-script", shell)
        assert done.returncode == 0 and b"nianbao" in done.stdout


# Streams

def test_standard_input():
    for source in (CITY, CASES["city"] / "report.json"):
        for args in (["convert", "-"], ["convert", "-", "-o", "-"], ["convert", "-", "--to", "json"]):
            done = nianbao(*args, input=source.read_bytes())
            assert done.returncode == 0, done.stderr.decode()
            assert parse(done.stdout) == report_of("city")
    assert nianbao("check", "-", input=BROKEN.read_bytes()).returncode == 1


def test_standard_input_from_a_pipe_and_a_file():
    piped = subprocess.run(f'cat "{CITY}" | "{CLI}" convert - | cat', shell=True, capture_output=True)
    assert parse(piped.stdout) == report_of("city")
    with open(CITY, "rb") as file:
        assert parse(nianbao("convert", "-", stdin=file).stdout) == report_of("city")


def test_workbook_on_standard_output(here):
    done = nianbao("convert", CITY, "--to", "xlsx")
    assert done.returncode == 0
    (here / "book.xlsx").write_bytes(done.stdout)
    assert convert("book.xlsx") == report_of("city")
    assert nianbao("template", "--form", "2021", "-o", "-").stdout[:2] == b"PK"


def test_reader_that_goes_away():
    for args in (["convert", CITY], ["check", BROKEN], ["forms", "2021"], ["convert", CITY, "--to", "xlsx"]):
        reader, writer = os.pipe()
        os.close(reader)
        process = subprocess.Popen([CLI, *map(str, args)], stdout=writer, stderr=subprocess.PIPE)
        os.close(writer)
        told = process.communicate(timeout=30)[1].decode()
        assert process.returncode not in (0, -signal.SIGILL, -signal.SIGTRAP, -signal.SIGSEGV), args
        assert "Fatal" not in told


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full")
def test_full_output_is_no_success():
    for args in (["convert", CITY], ["check", CITY], ["forms"], ["forms", "2021", "--schema"]):
        with open("/dev/full", "wb") as full:
            assert subprocess.run([CLI, *map(str, args)], stdout=full, stderr=subprocess.DEVNULL).returncode != 0, args


def test_closed_output_is_no_success():
    done = subprocess.run(f'"{CLI}" convert "{CITY}" >&-', shell=True, capture_output=True)
    assert done.returncode not in (0, 128 + signal.SIGILL, 128 + signal.SIGTRAP)


# Output files

def test_existing_output_is_replaced_whole(here):
    (here / "report.json").write_text("x" * 100_000)
    assert nianbao("convert", CITY, "-o", "report.json").returncode == 0
    assert parse((here / "report.json").read_bytes()) == report_of("city")
    assert os.listdir() == ["report.json"]


def test_failed_conversion_touches_nothing(here):
    (here / "input.xlsx").write_bytes(CITY.read_bytes()[:4000])
    (here / "old.json").write_text("kept")
    for output in ("old.json", "new.json", "new.xlsx"):
        done = nianbao("convert", "input.xlsx", "-o", output)
        assert (done.returncode, done.stdout) == (2, b"")
    assert (here / "old.json").read_text() == "kept"
    assert sorted(os.listdir()) == ["input.xlsx", "old.json"]


def test_output_in_a_folder_that_is_not_there(here):
    done = nianbao("convert", CITY, "-o", "none/report.json")
    assert done.returncode not in (0, 1) and done.returncode > 0
    assert os.listdir() == []


def test_folder_that_cannot_be_made(here):
    (here / "file").write_text("x")
    for args in (["convert", CITY, BROKEN, "-o", "file/out"], ["template", "--document", "-o", "file/out"]):
        done = nianbao(*args)
        told = done.stderr.decode()
        assert (done.returncode, done.stdout) == (2, b"") and "O702" in told and "不是目录" in told, args
    assert os.listdir() == ["file"]


def test_output_that_is_a_folder(here):
    (here / "report.json").mkdir()
    assert nianbao("convert", CITY, "-o", "report.json").returncode > 0
    assert os.listdir() == ["report.json"] and (here / "report.json").is_dir()


@pytest.mark.parametrize("link", ["same name", "other spelling", "symbolic link", "symbolic link as input", "hard link"])
def test_input_is_not_replaced_unless_forced(link, here):
    book = here / "book.xlsx"
    book.write_bytes(CITY.read_bytes())
    source, output = "book.xlsx", "book.xlsx"
    match link:
        case "other spelling": output = "./../" + here.name + "/book.xlsx"
        case "symbolic link":
            output = "link.xlsx"
            os.symlink("book.xlsx", output)
        case "symbolic link as input":
            source = "link.xlsx"
            os.symlink("book.xlsx", source)
        case "hard link":
            output = "link.xlsx"
            os.link("book.xlsx", output)
    done = nianbao("convert", source, "-o", output)
    assert done.returncode not in (0, 1) and done.stderr
    assert book.read_bytes() == CITY.read_bytes()
    assert nianbao("convert", source, "-o", output, "--force").returncode == 0
    assert convert(output) == report_of("city")
    assert (here / output).read_bytes() != CITY.read_bytes()


def test_linked_output_stays_a_link(here):
    (here / "store").mkdir()
    (here / "store/report.json").write_text("old")
    os.symlink("store/report.json", "report.json")
    assert nianbao("convert", CITY, "-o", "report.json").returncode == 0
    assert os.path.islink("report.json")
    assert parse((here / "store/report.json").read_bytes()) == report_of("city")
    assert os.listdir("store") == ["report.json"]


def test_link_to_nothing_is_filled(here):
    os.symlink("later.json", "report.json")
    done = nianbao("convert", CITY, "-o", "report.json")
    assert done.returncode == 0
    assert os.path.islink("report.json") and (here / "later.json").exists()


@pytest.mark.parametrize("output", ["report.json", "book.xlsx"])
def test_mode_is_kept(output, here):
    (here / output).write_text("old")
    os.chmod(output, 0o640)
    assert nianbao("convert", CITY, "-o", output).returncode == 0
    assert stat.S_IMODE(os.stat(output).st_mode) == 0o640


@pytest.mark.parametrize("output", ["report.json", "book.xlsx"])
def test_mode_of_a_new_file_follows_the_mask(output, here):
    done = subprocess.run(f'umask 027 && "{CLI}" convert "{CITY}" -o {output}', shell=True)
    assert done.returncode == 0
    assert stat.S_IMODE(os.stat(output).st_mode) == 0o640


def test_awkward_file_names(here):
    for name in ("报 表 (1).xlsx", "-报表.xlsx", "a\nb.xlsx", "'\".xlsx", "100%.xlsx"):
        (here / name).write_bytes(CITY.read_bytes())
        assert nianbao("convert", "-o", f"out {name}.json", "--", name).returncode == 0, name
        assert parse((here / f"out {name}.json").read_bytes()) == report_of("city")


def test_output_to_a_device():
    assert nianbao("convert", CITY, "-o", "/dev/stdout", "--to", "json").returncode in (0, 64)
    assert nianbao("convert", CITY, "-o", "/dev/null", "--to", "json").returncode in (0, 64)
    assert not stat.S_ISREG(os.stat("/dev/null").st_mode)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_leaves_nothing_half_written(number, here):
    ended = 0
    for after in range(30):
        process = subprocess.Popen([CLI, "convert", CITY, "-o", "book.xlsx"], stderr=subprocess.PIPE)
        time.sleep(0.01 + after / 500)
        process.send_signal(number)
        assert (process.communicate(timeout=30)[1], process.returncode in (0, -number)) == (b"", True)
        assert os.listdir() in ([], ["book.xlsx"])
        ended += process.returncode != 0
    assert ended > 3


def test_a_signal_ends_libreoffice_too(here, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(here))
    for after in (0.3, 0.8):
        process = subprocess.Popen([CLI, "convert", CITY, "-o", "report.pdf"])
        time.sleep(after)
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == -signal.SIGINT
        time.sleep(1)
        assert os.listdir() == []


# Files that are no workbook

PROGRAMS = ROOT / "Fixtures/programs"
PAGE = "<html><head><meta charset='gbk'></head><body><table><tr><td>一、本年新收</td></tr></table></body></html>"
DAMAGED = {
    "empty": (b"", "W201"),
    "only blanks": (b" \r\n", "W201"),
    "encrypted": (compound("EncryptedPackage"), "W202"),
    "cut legacy workbook": (compound("Workbook"), "W241"),
    "legacy workbook without the tables": (PROGRAMS / "libreoffice.xls", "F300"),
    "legacy document": (compound("WordDocument"), "W204"),
    "OpenDocument without the tables": (PROGRAMS / "libreoffice.ods", "F300"),
    "web page without the tables": (PAGE.encode("gbk"), "F300"),
    "web page by LibreOffice without the tables": (PROGRAMS / "libreoffice.html", "F300"),
    "web page in a single file": (b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n" + PAGE.encode(), "W209"),
    "RTF": (b"{\\rtf1\\ansi }", "W206"),
    "CSV": ("项目,数量\n本年新收,3119\n".encode(), "W210"),
    "CSV of Excel": ("项目,数量\r\n本年新收,3119\r\n".encode("gbk"), "W210"),
    "CSV with a mark": ("\ufeff项目,数量\n".encode(), "W210"),
    "PDF": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<</Type/Catalog>>\nendobj\n%%EOF\n", "W211"),
    "picture": (b"\x89PNG\r\n\x1a\n" + bytes(100), "W213"),
    "random": (bytes(range(256)) * 20, "W213"),
    "cut zip": (CITY.read_bytes()[:5000], "A101"),
    "JSON of something else": (b'{"name": 1}', "J602"),
    "cut JSON": (b'{"form": "2021", "year"', "J601"),
    "JSON list": (b"[1, 2]", None),
}


@pytest.mark.parametrize("name", DAMAGED)
def test_damaged_input_is_named(name, here):
    content, code = DAMAGED[name]
    data = content if isinstance(content, bytes) else content.read_bytes()
    (here / "input.xlsx").write_bytes(data)
    for args in (["convert", "input.xlsx"], ["convert", "input.xlsx", "-o", "out.xlsx"], ["check", "input.xlsx"], ["convert", "-"]):
        done = nianbao(*args, input=data)
        assert (done.returncode, done.stdout) == (2, b""), args
        assert code is None or code in done.stderr.decode(), args
        assert "input.xlsx" in done.stderr.decode() or args[-1] == "-"
    assert os.listdir() == ["input.xlsx"]


def test_input_that_is_not_there(here):
    for args in (["none.xlsx"], ["none/none.xlsx"], ["收件", "-o", "结果"], ["收件/*.xlsx", "-o", "结果/"]):
        done = nianbao("convert", *args)
        assert (done.returncode, done.stdout) == (2, b"")
        assert f"{args[0]}：错误 I001" in done.stderr.decode()
    assert os.listdir() == []


@pytest.mark.parametrize("option", ["--max-entries", "--max-part-size", "--max-total-size"])
def test_limits_can_be_set(option):
    done = nianbao("convert", CITY, option, "3")
    assert (done.returncode, done.stdout) == (2, b"")
    assert "3" in done.stderr.decode()
    assert nianbao("convert", CITY, option, "100000000").returncode == 0


def test_ratio_can_be_raised(here):
    sheets = [Sheet("大", {(row, 0): "0" * 1000 for row in range(3000)})]
    save(sheets, here / "book.xlsx")
    with zipfile.ZipFile(here / "book.xlsx", "a", zipfile.ZIP_DEFLATED) as book: book.writestr("xl/media/blank.xml", b" " * (4 << 20))
    refused = nianbao("convert", "book.xlsx")
    assert refused.returncode == 2 and "A106" in refused.stderr.decode()
    assert "A106" not in nianbao("convert", "book.xlsx", "--max-ratio", "5000").stderr.decode()


def test_workbook_with_backslashes_between_folders(here):
    with zipfile.ZipFile(BROKEN) as source, zipfile.ZipFile(here / "book.xlsx", "w") as book:
        for name in source.namelist():
            entry = zipfile.ZipInfo("x")
            entry.filename = name.replace("/", "\\")
            book.writestr(entry, source.read(name))
    assert convert("book.xlsx") == report_of("broken-sums")
    # What is changed in place can be opened by others again.
    assert nianbao("check", "book.xlsx", "--mark", "marked.xlsx").returncode == 1
    with zipfile.ZipFile("marked.xlsx") as marked: assert "xl/workbook.xml" in marked.namelist()
    assert openpyxl.load_workbook("marked.xlsx").sheetnames[0] == "错误清单"
    assert convert("marked.xlsx") == report_of("broken-sums")


# JSON in

def test_json_of_unknown_members_is_converted_with_a_warning(here):
    report = report_of("city")
    report["comment"] = "x"
    (here / "report.json").write_text(dump(report), "utf-8")
    done = nianbao("convert", "report.json", "--to", "json")
    assert done.returncode == 0 and b"comment" in done.stderr
    assert parse(done.stdout) == report_of("city")


def test_json_with_a_mark_of_bytes_and_in_utf_16(here):
    for encoding in ("utf-8-sig", "utf-8"):
        (here / "report.json").write_text(dump(report_of("city")), encoding)
        assert convert("report.json") == report_of("city"), encoding


def test_checks_of_json(here):
    (here / "report.json").write_text(dump(report_of("broken-sums")), "utf-8")
    done = nianbao("check", "report.json", "--format", "json")
    assert done.returncode == 1
    findings = json.loads(done.stdout)["findings"]
    assert len(findings) == 7 and all(finding["cells"] == [] for finding in findings)


def test_origins_survive_for_a_later_check(here):
    (here / "report.json").write_bytes(nianbao("convert", BROKEN, "--origins").stdout)
    from_json = json.loads(nianbao("check", "report.json", "--format", "json").stdout)
    assert from_json == json.loads(nianbao("check", BROKEN, "--format", "json").stdout)


def test_forms_are_listed():
    done = nianbao("forms")
    assert done.returncode == 0
    assert "2021" in done.stdout.decode() and "2019" in done.stdout.decode()
    rows = nianbao("forms", "2021").stdout.decode()
    for path in ("requests.results.refused.threeSecuritiesOneStability", "disputes.litigationAfterReview"):
        assert path in rows
    assert "3.危及“三安全一稳定”" in rows
