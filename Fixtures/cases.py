"""The cases: what stands in each workbook, and what a reader must make of it."""
from dataclasses import dataclass, field

import layouts
from form import Form
from workbook import Error, Formula

MARK = object()  # what stands in the cell says that the row does not apply


@dataclass
class Finding:
    code: str
    severity: str
    fields: list = field(default_factory=list)
    # Addresses by sheet; without them, the cells of the fields.
    cells: list = None


@dataclass
class Case:
    name: str
    form: Form
    year: int
    agency: dict
    narrative: dict
    figures: dict
    # Cells that hold something else than the bare figure: (content, the figure it is, None or MARK).
    cells: dict = field(default_factory=dict)
    findings: list = field(default_factory=list)
    layout: object = layouts.sheet_per_table
    # Changes the sheets once they are laid out.
    arrange: object = staticmethod(lambda sheets: None)


FORM = {id: Form(id) for id in ("2021", "2019")}


def figures(form, rows):
    """Figures row by row: a path and its values from left to right, `_` where it is blank."""
    found = {}
    for prefix, *values in filter(None, map(str.split, rows.splitlines())):
        paths = form.paths(prefix)
        assert len(paths) == len(values), prefix
        found |= {path: number(value) for path, value in zip(paths, values)}
    return found


def number(text):
    return None if text == "_" else float(text) if "." in text else int(text)


def zeros(form):
    return dict.fromkeys(form.kinds, 0)


def broken(form, code, total):
    relation = form.relation(code, total)
    return Finding(code, "error", relation.left + relation.right)


# Published for 淮安 and the year 2024.
CITY = """
proactive.regulations 1 0 11
proactive.normativeDocuments 8 26 66
proactive.licensing 447228
proactive.penalties 3985758
proactive.coercion 88283
proactive.fees 96171.6
requests.received 3001 53 0 0 61 4 3119
requests.carriedOver 34 0 0 0 0 0 34
requests.results.granted 1288 21 0 0 50 3 1362
requests.results.partial 447 7 0 0 0 0 454
requests.results.refused.stateSecret 2 0 0 0 0 0 2
requests.results.refused.otherLaw 30 1 0 0 0 0 31
requests.results.refused.threeSecuritiesOneStability 5 0 0 0 0 0 5
requests.results.refused.thirdPartyRights 6 0 0 0 0 0 6
requests.results.refused.internalAffairs 7 1 0 0 0 0 8
requests.results.refused.deliberative 12 0 0 0 0 0 12
requests.results.refused.enforcementFile 9 0 0 0 0 0 9
requests.results.refused.administrativeInquiry 105 0 0 0 0 0 105
requests.results.unavailable.notHeld 746 12 0 0 10 1 769
requests.results.unavailable.needsCreation 11 0 0 0 0 0 11
requests.results.unavailable.unclear 1 0 0 0 0 0 1
requests.results.notProcessed.petition 56 6 0 0 0 0 62
requests.results.notProcessed.duplicate 25 0 0 0 0 0 25
requests.results.notProcessed.publication 0 0 0 0 0 0 0
requests.results.notProcessed.excessive 0 0 0 0 0 0 0
requests.results.notProcessed.reissue 1 0 0 0 0 0 1
requests.results.other.notCorrected 67 3 0 0 1 0 71
requests.results.other.feeUnpaid 6 0 0 0 0 0 6
requests.results.other.other 108 2 0 0 0 0 110
requests.results.total 2932 53 0 0 61 4 3050
requests.carriedForward 103 0 0 0 0 0 103
disputes.review 72 64 178 37 351
disputes.litigationDirect 13 4 8 1 26
disputes.litigationAfterReview 12 1 1 6 20
"""

# A bureau's year in which everything adds up.
BUREAU = zeros(FORM["2021"]) | figures(FORM["2021"], """
proactive.normativeDocuments 2 1 17
proactive.licensing 1264
proactive.penalties 318
proactive.coercion 5
proactive.fees 72701.2578
requests.received 40 5 0 0 2 0 47
requests.carriedOver 3 0 0 0 0 0 3
requests.results.granted 20 3 0 0 1 0 24
requests.results.partial 8 1 0 0 0 0 9
requests.results.refused.otherLaw 1 0 0 0 0 0 1
requests.results.unavailable.notHeld 9 1 0 0 1 0 11
requests.results.other.notCorrected 2 0 0 0 0 0 2
requests.results.total 40 5 0 0 2 0 47
requests.carriedForward 3 0 0 0 0 0 3
disputes.review 3 2 1 1 7
disputes.litigationDirect 1 0 0 0 1
""")

# A town that filled in little of the form of 2019.
TOWN = """
proactive.licensing 12 -5 1036
proactive.penalties 3 +2 _
proactive.procurement 4 36.5
requests.received 2 0 0 0 0 0 _
requests.carriedOver _ 0 0 0 0 0 1
disputes.review 0 0 0 0 _
disputes.litigationAfterReview _ _ _ _ 0
"""


def zero_cells(form):
    """Zeros as they stand in published reports: typed as text, blanks before and behind."""
    shapes = ["0 ", "0", " 0", "0 "]
    return {path: (shapes[n % 4], 0) for n, path in enumerate(form.kinds)}


def old_proactive_table(sheets):
    sheet = layouts.table_sheet(FORM["2019"].tables[0], "主动公开")
    numbers = iter(range(1, 100))
    sheets[1] = sheet.filled(lambda _: next(numbers))


def disputes_again(sheets):
    """A second copy of the last table, one case more upheld."""
    sheet = layouts.table_sheet(FORM["2021"].tables[2], "复议诉讼（更正）")
    other = BUREAU | {"disputes.review.upheld": 4, "disputes.review.total": 8}
    sheets.append(sheet.filled(lambda field: other[field.path]))


NO_PROSE = Finding("C511", "warning")

CASES = [
    Case(
        "bureau-zeros", FORM["2021"], 2023,
        {"name": "望川市青石区档案局", "address": "望川市青石区文昌路8号", "phone": "0790-6610028", "postcode": "338099"},
        {
            "preface": "本报告由望川市青石区档案局编制，统计期限为2023年1月1日至12月31日。",
            "overview": "（一）主动公开。全年在区政府网站发布信息12条。\n（二）依申请公开。全年没有收到申请。",
            "problems": "公开的形式单一，来年将增加图解。",
            "other": "全年没有收取信息处理费。",
        },
        {}, cells=zero_cells(FORM["2021"])),
    Case(
        "city", FORM["2021"], 2024,
        {
            "name": "望川市人民政府", "address": "望川市滨江大道1号", "phone": "0790-6600110", "postcode": "338000",
            "email": "gongkai@wangchuan.example", "website": "https://www.wangchuan.example/",
        },
        {
            "preface": "本报告汇总市政府各部门和各县（区）人民政府的年度报告。",
            "overview": "（一）主动公开。出台行政规范性文件8件，废止26件。\n"
            "（二）依申请公开。新收申请3119件，连同上年结转的34件，办结3050件，结转下年度103件。\n"
            "（三）政府信息管理。\n（四）平台建设。\n（五）监督保障。行政复议351件，行政诉讼46件。",
            "problems": "一是答复的说理还不充分；二是基层的力量还不够。",
            "other": "本年度发出收费通知4件，收取信息处理费1260元。",
        },
        figures(FORM["2021"], CITY)),
    Case(
        "town-2019", FORM["2019"], 2020, {"name": "青石区白塔镇人民政府"},
        {"overview": "本镇2020年的政府信息公开工作平稳开展。", "other": "无其他需要报告的事项。"},
        figures(FORM["2019"], TOWN),
        cells={"proactive.penalties.change": ("+2", 2)},
        findings=[
            Finding("C501", "warning", ["requests.received.total"]),
            Finding("C502", "note", ["requests.carriedOver.naturalPerson"]),
            Finding("C501", "warning", ["disputes.review.total"]),
            # Five without a word, one in a few, six silent on the fees for processing.
            NO_PROSE, Finding("C512", "warning", cells=[("年报", "A4", "本镇2020年的政府信息公开工作平稳开展。")]),
            Finding("C513", "warning", cells=[("年报", "A61", "无其他需要报告的事项。")]),
        ],
        layout=layouts.one_page),
    Case(
        "form-of-2019-for-2022", FORM["2019"], 2022, {"name": "青石区红枫街道办事处"}, {}, zeros(FORM["2019"]),
        findings=[Finding("C503", "warning"), NO_PROSE]),
    Case(
        "broken-sums", FORM["2021"], 2024, {"name": "望川市住房和城乡建设局"}, {},
        BUREAU | {"requests.received.total": 48, "requests.results.total.business": 6, "disputes.review.total": 9},
        findings=[
            broken(FORM["2021"], "R301", "requests.received.total"),
            broken(FORM["2021"], "R301", "requests.results.total.total"),
            broken(FORM["2021"], "R302", "requests.results.total.business"),
            broken(FORM["2021"], "R303", "requests.received.business"),
            broken(FORM["2021"], "R303", "requests.received.total"),
            broken(FORM["2021"], "R401", "disputes.review.total"),
            NO_PROSE,
        ],
        layout=layouts.shifted),
    Case(
        "text-in-cells", FORM["2021"], 2024, {"name": "望川市自然资源局"}, {},
        BUREAU | figures(FORM["2021"], """
            requests.results.granted 12 14 0 0 0 0 26
            requests.results.partial 0 0 0 0 0 0 0
            requests.results.refused.otherLaw 0 0 0 0 0 0 0
            requests.results.unavailable.notHeld 0 1 0 0 0 0 1
            requests.results.total 14 15 0 0 0 0 29
            requests.carriedForward 1 0 0 0 0 0 1
        """),
        cells={
            "proactive.regulations.issued": ("０", 0),
            "proactive.regulations.repealed": (" 0件", 0),
            "proactive.regulations.inForce": (Formula("B4-C4+11"), None),
            "proactive.normativeDocuments.issued": ("1,288", 1288),
            "proactive.normativeDocuments.repealed": (-2, None),
            "proactive.normativeDocuments.inForce": ("３，００１", 3001),
            "proactive.licensing.decisions": (3.5, None),
            "proactive.penalties.decisions": ("详见附表", None),
            "proactive.coercion.decisions": (Error("#REF!"), None),
            "proactive.fees.amount": ("251000元", 25.1),
            "requests.received.naturalPerson": ("12件", 12),
            "requests.received.business": ("１５", 15),
            "requests.received.research": ("/", MARK),
            "requests.received.publicInterest": ("—", MARK),
            "requests.received.legalService": ("不适用", MARK),
            "requests.received.otherOrganization": ("  ", None),
            "requests.received.total": ("27宗", 27),
            "requests.carriedOver.naturalPerson": ("3.0", 3),
            "requests.carriedOver.business": ("０", 0),
            "requests.carriedOver.research": ("——", MARK),
            "requests.carriedOver.publicInterest": (" - ", MARK),
            "requests.carriedOver.legalService": ("无", MARK),
            "requests.carriedOver.otherOrganization": ("　", None),
            "requests.carriedOver.total": ("0.3E1", 3),
            "disputes.litigationAfterReview.upheld": ("/", MARK),
            "disputes.litigationAfterReview.corrected": ("/", MARK),
            "disputes.litigationAfterReview.otherResult": ("/", MARK),
            "disputes.litigationAfterReview.pending": (1_000_000_000_000_000, None),
            "disputes.litigationAfterReview.total": ("/", MARK),
        },
        findings=[
            Finding("F316", "error", ["proactive.regulations.inForce"]),
            Finding("F312", "error", ["proactive.normativeDocuments.repealed"]),
            Finding("F313", "error", ["proactive.licensing.decisions"]),
            Finding("F311", "error", ["proactive.penalties.decisions"]),
            Finding("F315", "error", ["proactive.coercion.decisions"]),
            Finding("F317", "note", ["proactive.fees.amount"]),
            Finding("F314", "error", ["disputes.litigationAfterReview.pending"]),
            # Marks count as nothing, so one blank is left in these rows.
            Finding("C502", "note", ["requests.received.otherOrganization"]),
            Finding("C502", "note", ["requests.carriedOver.otherOrganization"]),
            NO_PROSE,
        ]),
    Case(
        "mixed-forms", FORM["2021"], 2023, {"name": "望川市水利局"}, {},
        BUREAU | dict.fromkeys(FORM["2021"].paths("proactive")),
        findings=[Finding("F302", "error", [], [("主动公开", "B3", "本年新制作数量")]), NO_PROSE],
        arrange=old_proactive_table),
    Case(
        "table-twice", FORM["2021"], 2024, {"name": "望川市交通运输局"}, {}, BUREAU,
        findings=[
            Finding("F304", "error", ["disputes.review.upheld", "disputes.review.total"], [
                ("复议诉讼", "A5", "3"), ("复议诉讼（更正）", "A5", "4"), ("复议诉讼", "E5", "7"), ("复议诉讼（更正）", "E5", "8"),
            ]),
            NO_PROSE,
        ],
        arrange=disputes_again),
]
