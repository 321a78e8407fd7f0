"""The program under test."""
import json
import os
import pty
import subprocess
from decimal import Decimal
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CLI = os.environ.get("NIANBAO") or str(ROOT / ".build/debug/nianbao")
CASES = {folder.parent.name: folder.parent for folder in sorted((ROOT / "Fixtures").glob("*/report.json"))}


def nianbao(*args, **how):
    return subprocess.run([CLI, *map(str, args)], capture_output=True, timeout=60, **how)


def in_terminal(stream, *args, **how):
    """What the program shows where its `stdout` or `stderr` is a terminal."""
    primary, secondary = pty.openpty()
    streams = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL} | {stream: secondary}
    process = subprocess.Popen([CLI, *map(str, args)], **streams, **how)
    os.close(secondary)
    shown = b""
    try:
        while piece := os.read(primary, 65536): shown += piece
    except OSError: pass  # the end, on Linux
    os.close(primary)
    process.wait(timeout=60)
    return shown.decode()


def parse(text):
    """JSON with every decimal as it is written; what Python takes beyond JSON (NaN) is refused."""
    def refuse(name): raise ValueError(name)
    return json.loads(text, parse_float=Decimal, parse_constant=refuse)


def dump(report):
    return json.dumps(report, ensure_ascii=False, default=float)


def report_of(name):
    return parse((CASES[name] / "report.json").read_text("utf-8"))


def convert(path, *options):
    """The report that a file converts to, complete or not."""
    done = nianbao("convert", path, *options)
    assert done.returncode in (0, 1), f"{path}: exit {done.returncode}: {done.stderr.decode()}"
    return parse(done.stdout)


def write(report, path):
    """A report through a JSON file into a filled workbook."""
    source = Path(path).with_suffix(".json")
    source.write_text(dump(report), "utf-8")
    done = nianbao("convert", source, "-o", path)
    assert done.returncode == 0, f"{path}: exit {done.returncode}: {done.stderr.decode()}"
    return path


def blank(form, path, year, agency):
    done = nianbao("template", "--form", form, "--year", year, "--agency", agency, "-o", path)
    assert done.returncode == 0, done.stderr.decode()
    return path
