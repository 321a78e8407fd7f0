"""Times whole processes: CPU and wall time per file, peak memory. Of several runs the median, programs taking turns.

Reading: beside each goal stands what an XMLParser whose delegate does nothing reaches, on as many cores.

Writing: the same workbooks, cell by cell and look by look, by all three. The two libraries are told by a plan what to write
where (plans.py). nianbao does more, by design: it parses a report's JSON, lays the workbook out, reads what it has written
back and compares it (O704), syncs each file before it is renamed, and keeps a journal.
"""
import argparse
import hashlib
import json
import os
import shutil
import statistics
import subprocess
import sys
import threading
import time
from collections import defaultdict
from concurrent.futures import ProcessPoolExecutor
from itertools import zip_longest
from pathlib import Path

from make_corpus import main as make_corpus
from plans import plan

HERE = Path(__file__).resolve().parent
WORK = HERE.parent / ".build/benchmarks"
NIANBAO = HERE.parent / ".build/release/nianbao"


def script(name, *args): return [sys.executable, HERE / name, *args]


def batch(jobs, to="ndjson", *output): return [NIANBAO, "convert", "--files-from", "-", "--to", to, "--jobs", jobs, *output]


PROGRAMS = {
    "nianbao, 1 job": batch(1),
    f"nianbao, {os.cpu_count()} jobs": batch(os.cpu_count()),
    "floor (C: libzip, libxml2 SAX)": [WORK / "floor"],
    "XMLParser, doing nothing (Swift)": [WORK / "xmlparser"],
    "python-calamine, reading only": script("read_calamine.py"),
    "python-calamine, same work": script("convert_calamine.py"),
    "openpyxl read-only, reading only": script("read_openpyxl.py", "readonly"),
    "openpyxl, reading only": script("read_openpyxl.py", "full"),
}


ALONE, ALL_CORES, FLOOR, PARSER, CALAMINE, SAME_WORK, READ_ONLY, OPENPYXL = PROGRAMS


class Peak(threading.Thread):
    """The most memory a process has held, asked of the system now and then: what `wait4` tells counts this process's too."""
    def __init__(self, pid):
        super().__init__(daemon=True)
        self.path, self.kilobytes = Path(f"/proc/{pid}/status"), 0
        self.start()

    def run(self):
        while True:
            time.sleep(0.01)
            try: text = self.path.read_text()
            except OSError: return
            if "VmHWM" not in text: return
            self.kilobytes = int(text.split("VmHWM:")[1].split()[0])


def measured(command, paths, folder=None):
    """CPU seconds, wall seconds and peak memory in MiB of one run over the files; `folder` is where it writes, empty before."""
    if folder:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
    names = WORK / "names.txt"
    names.write_text("".join(f"{path}\n" for path in paths))
    with open(names) as source, open(WORK / "output", "wb") as target:
        begun = time.perf_counter()
        process = subprocess.Popen(list(map(str, command)), stdin=source, stdout=target, stderr=subprocess.DEVNULL)
        peak = Peak(process.pid)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
    # 1 says that reports have errors, as a board's may.
    if process.returncode > 1 or process.returncode < 0: raise SystemExit(f"{command}: exit {process.returncode}")
    return usage.ru_utime + usage.ru_stime, wall, peak.kilobytes / 1024


def table(title, jobs, runs):
    """`jobs` are (name, command, files), and the folder that is written to, if any; prints a line each."""
    results = defaultdict(list)
    for _ in range(runs):
        for name, *job in jobs: results[name].append(measured(*job))
    print(f"\n{title}\n{'':34}{'CPU ms/file':>12}{'wall ms/file':>13}{'MiB':>7}", flush=True)
    medians = {}
    for name, _, paths, *_ in jobs:
        cpu, wall, memory = (statistics.median(values) for values in zip(*results[name]))
        medians[name] = (cpu / len(paths) * 1000, wall / len(paths) * 1000, memory)
        print(f"{name:34}{medians[name][0]:12.2f}{medians[name][1]:13.2f}{memory or float('nan'):7.0f}")
    return medians


def corpus(count):
    # Another script makes another corpus.
    version = hashlib.sha256((HERE / "make_corpus.py").read_bytes()).hexdigest()[:8]
    folder = WORK / f"corpus-{count}-{version}"
    if len(list(folder.glob("*.xlsx"))) != count:
        print(f"making {count} workbooks …", file=sys.stderr)
        make_corpus(folder, count)
    return sorted(folder.glob("*.xlsx"))


def writing(files, runs):
    """The reports of the files as filled standard workbooks."""
    folder = WORK / "writing"

    def written(name, kind): return sorted((folder / name).glob(f"*.{kind}"))

    measured(batch(os.cpu_count(), "json", "-o", folder / "json"), files, folder / "json")
    measured(batch(os.cpu_count(), "xlsx", "-o", folder / "nianbao"), files, folder / "nianbao")
    books = written("nianbao", "xlsx")
    shutil.rmtree(folder / "plans", ignore_errors=True)
    (folder / "plans").mkdir()
    with ProcessPoolExecutor() as pool:
        for book, text in zip(books, pool.map(plan, books)): (folder / "plans" / f"{book.stem}.plan").write_text(text, "utf-8")
    reports, plans = written("json", "json"), written("plans", "plan")
    medians = table("Writing filled workbooks", [
        ("nianbao, 1 job", batch(1, "xlsx", "-o", folder / "nianbao"), reports, folder / "nianbao"),
        ("libxlsxwriter (C)", [WORK / "write_libxlsxwriter", folder / "c"], plans, folder / "c"),
        ("XlsxWriter", script("write_xlsxwriter.py", folder / "python"), plans, folder / "python"),
    ], runs)
    for name in ("nianbao", "c", "python"):
        for path, book in list(zip(plans, written(name, "xlsx"), strict=True))[::50]:
            if path.read_text("utf-8") != plan(book): raise SystemExit(f"{book} is not what {path} says")
    return medians


def agencies(count, reports):
    """Reports as JSON of so many agencies, each named otherwise."""
    folder = WORK / f"agencies-{count}"
    if len(list(folder.glob("*.json"))) != count:
        folder.mkdir(parents=True, exist_ok=True)
        for number in range(count):
            report = reports[number % len(reports)]
            report = report | {"agency": report["agency"] | {"name": f"望川市第{number}局"}}
            (folder / f"{number:05}.json").write_text(json.dumps(report, ensure_ascii=False), "utf-8")
    return sorted(folder.glob("*.json"))


def office(files, many, runs):
    """What checks, boards and roll-ups cost beside converting alone, and what memory an agency takes."""
    folder = WORK / "office"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    of_year = ["--year", 2024, "--jobs", 1, "-o"]
    medians = table("Checking, on one core", [
        ("convert to ndjson", batch(1), files),
        ("convert to csv", batch(1, "csv", "-o", folder / "all.csv"), files),
        ("convert to sqlite", batch(1, "sqlite", "-o", folder / "all.sqlite"), files),
        ("board", [NIANBAO, "board", files[0].parent, *of_year, folder / "board.xlsx"], files),
        ("aggregate", [NIANBAO, "aggregate", files[0].parent, "--agency", "望川市人民政府", *of_year, folder / "sum.xlsx"], files),
    ], runs)
    alone = medians.pop("convert to ndjson")[0]
    goals = [(f"{name}, CPU, of converting to ndjson, at most", cpu / alone, 2.0) for name, (cpu, *_) in medians.items()]
    measured(batch(os.cpu_count(), "ndjson", "-o", folder / "all.ndjson"), files)
    reports = [json.loads(line) for line in (folder / "all.ndjson").read_text("utf-8").splitlines()]
    counts = sorted({100, 1000, many or 1000})
    inboxes = {count: agencies(count, reports) for count in counts}

    def kept(name, *command):
        peaks = [
            measured([NIANBAO, command[0], paths[0].parent, *command[1:], *of_year, folder / f"{name}.xlsx"], paths)[2]
            for paths in inboxes.values()
        ]
        print(f"{name:34}" + ", ".join(f"{count} agencies {peak:.0f} MiB" for count, peak in zip(counts, peaks)))
        return [
            (f"{name}, KB an agency beyond the first 100, at most", (peaks[-1] - peaks[0]) * 1024 / (counts[-1] - 100), 10),
            (f"{name}, MiB for {counts[-1]} agencies, at most", peaks[-1], 200),
        ]

    print("\nMemory of many agencies")
    return goals + kept("board", "board") + kept("aggregate", "aggregate", "--agency", "望川市人民政府")


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--files", type=int, default=1000)
    options.add_argument("--many", type=int, default=10_000, help="0 leaves the large corpus out")
    options.add_argument("--runs", type=int, default=3)
    options = options.parse_args()
    files = corpus(options.files)
    sizes = sorted(path.stat().st_size / 1024 for path in files)
    print(f"{len(files)} workbooks of {sizes[0]:.0f} to {sizes[-1]:.0f} KB, median {statistics.median(sizes):.0f} KB; {os.cpu_count()} cores")

    # openpyxl takes minutes for them all; a tenth gives the same figure a file.
    jobs = [(name, command, files[:max(10, len(files) // 10)] if "openpyxl" in name else files) for name, command in PROGRAMS.items()]
    whole = table("Batch", jobs, options.runs)
    one = [files[1]]
    single = table("One file, from starting the process", [
        ("nianbao convert", [NIANBAO, "convert", *one], one),
        (PARSER, PROGRAMS[PARSER], one),
        (CALAMINE, PROGRAMS[CALAMINE], one),
        (OPENPYXL, PROGRAMS[OPENPYXL], one),
    ], 7 * options.runs)

    written = writing(files[:max(10, len(files) // 5)], options.runs)

    def reading(cpu, wall, one):
        """The goals of reading, with CPU and wall time a file of the batch and the wall time of one file alone."""
        return [
            ("CPU, of the floor's, at most", cpu / whole[FLOOR][0], 3.0),
            ("times faster than openpyxl, at least", whole[OPENPYXL][0] / cpu, 30),
            ("times faster than openpyxl read-only, at least", whole[READ_ONLY][0] / cpu, 7),
            ("CPU, of python-calamine's reading, at most", cpu / whole[CALAMINE][0], 1.5),
            ("CPU, of python-calamine doing the same, below", cpu / whole[SAME_WORK][0], 1),
            ("wall on all cores, of calamine's reading, at most", wall / whole[CALAMINE][1], 0.9),
            ("one file, wall, of python-calamine's, at most", one / single[CALAMINE][1], 0.6),
            ("one file, wall, of openpyxl's, at most", one / single[OPENPYXL][1], 0.06),
        ]

    goals = reading(whole[ALONE][0], whole[ALL_CORES][1], single["nianbao convert"][1])
    bounds = reading(whole[PARSER][0], whole[PARSER][1] / os.cpu_count(), single[PARSER][1])
    ours = written["nianbao, 1 job"][0]
    goals += [
        ("writing, CPU, of libxlsxwriter's, at most", ours / written["libxlsxwriter (C)"][0], 1.1),
        ("writing, times faster than XlsxWriter, at least", written["XlsxWriter"][0] / ours, 3),
    ]
    goals += office(files, options.many, options.runs)
    if options.many:
        scaled = table("Scaling", [
            (f"{len(paths)} files, {jobs} jobs", batch(jobs), paths)
            for paths in (files, corpus(options.many)) for jobs in sorted({1, os.cpu_count()})
        ], 1)
        few, many = (scaled[f"{count} files, {os.cpu_count()} jobs"][2] for count in (len(files), options.many))
        goals += [("memory of many files, of few, at most", many / few, 1.2), ("memory of many files, MiB, at most", many, 100)]
    print(f"\n{'Goals':52}{'wanted':>7}{'measured':>9}  {'':8}XMLParser alone")
    for (name, value, goal), bound in zip_longest(goals, (f"{value:15.2f}" for _, value, _ in bounds), fillvalue=""):
        is_met = value >= goal if "at least" in name else value <= goal
        print(f"{name:52}{goal:7}{value:9.2f}  {'met' if is_met else 'missed':8}{bound}")


main()
