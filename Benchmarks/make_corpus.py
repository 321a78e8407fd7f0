"""Filled workbooks of 15 to 40 KB, half of them by XlsxWriter, half by openpyxl, no two alike: make_corpus.py FOLDER COUNT

Sheets, labels and relations are those of Fixtures; the looks are those of agencies' workbooks: fonts, widths, formats of
numbers, borders around blank cells too, a page to print on. Prose is put together from words by patterns, with figures in
it, so that it packs about as well as prose does.
"""
import json
import sys
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from random import Random

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "Fixtures"))

import layouts  # noqa: E402
import openpyxl  # noqa: E402
import xlsxwriter  # noqa: E402
from form import Field, Form  # noqa: E402
from openpyxl.styles import Alignment, Border, Font, Side  # noqa: E402

FORM = Form("2021")
CITY = json.loads((HERE.parent / "Fixtures/city/report.json").read_text("utf-8"))

WORDS = {
    "when": "全年 本年度 上半年 下半年 第一季度 第三季度 年初 年中 年末 换届以来 机构改革后 汛期 春耕时节 审计期间 评估之后 每月 每周 逐季 近期 其间",
    "who": "办公室 法制科 各科室 各镇街 下属单位 政务服务中心 档案馆 图书馆 信息中心 审批窗口 执法大队 财务科 人事科 工作专班 联络员 值班人员 新闻发言人 领导小组 社区居委会 公共企事业单位 行业协会 评议代表 第三方机构 律师团队",
    "how": "及时 规范 依法 主动 全面 逐项 逐条 按月 按期 分批 分类 集中 联合 统一 从严 细致 稳妥 持续 重点 定期 随机 当场 书面 上门 线上 现场 协同 带头 反复 如实",
    "do": "公开 梳理 修订 发布 答复 办理 审查 归档 更新 清理 汇编 解读 征集 回应 培训 抽查 督办 通报 整改 考核 核对 移交 登记 转办 评估 公示 印制 张贴 录入 校对 下架 补正 会商 约谈 走访 推送 链接 备案 论证 听取",
    "what": "规范性文件 部门预算 决算说明 行政许可目录 处罚决定 采购合同 招标结果 征地补偿方案 拆迁安置名单 救助标准 低保对象 招生计划 食品抽检结果 环境监测数据 安全生产事故 应急预案 重大项目进度 价格调整方案 公共交通线路 供水供电通知 医保报销流程 就业补贴条件 住房保障房源 农村集体资产 惠农资金明细 河道整治工程 老旧小区改造 学区划分 人事任免 会议纪要 建议提案复文 政策问答 图解长图 短视频 办事指南 流程图 申请答复文书 送达回证 案件卷宗 公开指南 公开目录 栏目设置 失效链接 错敏信息 个人隐私 商业秘密 历史文件 村务公开栏 电子阅览点 热线来电 群众留言 专家意见 问卷调查 听证记录 风险评估报告",
    "unit": "条 件 份 次 场 期 人次 项 篇 处 个栏目 个工作日",
    "so": "群众满意度有所提高 与上年相比进度加快 超期答复没有再发生 来信明显减少 检索更为方便 口径前后一致 纠纷在答复之前化解 底数更清楚 责任落实到人 栏目不再空白 个别单位仍有拖延 格式还不统一 解读的形式偏少 人手依然紧张 经验尚待推广 数据尚未打通",
}
WORDS = {kind: words.split() for kind, words in WORDS.items()}
PATTERNS = [
    "{when}，{who}{how}{do}{what}{number}{unit}，{how}{do}{what}，{so}。",
    "{who}会同{who}{how}{do}{what}、{what}，共{number}{unit}，其中{what}{number}{unit}。",
    "{how}{do}{what}，{how}{do}{what}；{when}{do}{what}{number}{unit}。",
    "针对{what}，{who}{how}{do}、{how}{do}，{so}，{so}。",
    "{when}{do}的{what}里，{what}占{number}%，由{who}{how}{do}。",
]


def sentence(random):
    pieces = random.choice(PATTERNS).split("{")
    text = pieces[0]
    for piece in pieces[1:]:
        kind, rest = piece.split("}")
        text += (str(int(random.paretovariate(0.6))) if kind == "number" else random.choice(WORDS[kind])) + rest
    return text


def prose(random, length):
    """Paragraphs of some hundred characters."""
    paragraphs = [""]
    while sum(map(len, paragraphs)) < length:
        if len(paragraphs[-1]) > random.randrange(120, 500): paragraphs.append("")
        paragraphs[-1] += sentence(random)
    return "\n".join(paragraphs)


def report(number):
    random = Random(number)
    factor = random.randrange(1, 20)
    figures = {path: value and round(value * factor, 2) for path, value in FORM.figures(CITY).items()}
    # Most agencies have few applications and blanks where nothing happened.
    if number % 3: figures = {path: value if value or random.random() < 0.6 else None for path, value in figures.items()}
    length = min(12_000, 2900 + int(random.expovariate(1 / 5000)))
    narrative = {key: prose(random, length) for key in ("overview", "problems", "other")}
    agency = CITY["agency"] | {
        "name": f"望川市第{number}局", "address": f"望川市滨江大道{random.randrange(1, 999)}号{random.randrange(2, 20)}楼",
        "phone": f"0790-{random.randrange(6_000_000, 7_000_000)}", "email": f"xxgk{number}@wangchuan.example",
    }
    contact = f"地址：{agency['address']}；邮编：{agency['postcode']}；电话：{agency['phone']}；电子邮箱：{agency['email']}。"
    narrative["preface"] = prose(random, 150) + contact
    return FORM.report(2024, agency, narrative, figures), figures


def sheets(number):
    layout = [layouts.sheet_per_table, layouts.shifted, layouts.one_page, layouts.sheet_per_table][number % 4]
    made, figures = report(number)
    return [(sheet.filled(lambda field: figures[field.path]), sheet) for sheet in layout(FORM, made)]


def looks(sheet, at):
    content = sheet.cells[at]
    if isinstance(content, Field): return content.kind
    return "text" if len(str(content)) > 60 else "label"


FORMATS = {"count": "0", "signedCount": "0", "amount": "0.00"}
WIDTHS = [14.5, 22.25] + [9.13] * 11


def by_xlsxwriter(plan, path):
    with xlsxwriter.Workbook(path) as book:
        font = {"font_name": "宋体", "font_size": 10.5, "valign": "vcenter"}
        formats = {kind: book.add_format(font | {"border": 1, "align": "center", "num_format": code}) for kind, code in FORMATS.items()}
        formats["label"] = book.add_format(font | {"border": 1, "align": "center", "text_wrap": True, "font_name": "黑体"})
        formats["text"] = book.add_format(font | {"text_wrap": True, "valign": "top", "font_name": "仿宋_GB2312", "font_size": 12})
        for filled, sheet in plan:
            page = book.add_worksheet(sheet.name)
            page.set_paper(9)
            page.fit_to_pages(1, 0)
            page.set_footer("&C第 &P 页")
            for column, width in enumerate(WIDTHS): page.set_column(column, column, width)
            for row in {row for row, _ in sheet.cells}: page.set_row(row, 27.75)
            for row, column, last_row, last_column in sheet.merges:
                page.merge_range(row, column, last_row, last_column, None, formats[looks(sheet, (row, column))])
            for at in sheet.cells: page.write(*at, filled.cells.get(at), formats[looks(sheet, at)])


def by_openpyxl(plan, path):
    book = openpyxl.Workbook()
    book.remove(book.active)
    side = Side(style="thin")
    border, middle, wrapped = Border(side, side, side, side), Alignment("center", "center", wrap_text=True), Alignment(wrap_text=True, vertical="top")
    label, figure, written = Font("黑体", 10.5), Font("宋体", 10.5), Font("仿宋_GB2312", 12)
    for filled, sheet in plan:
        page = book.create_sheet(sheet.name)
        page.page_setup.paperSize = 9
        page.oddFooter.center.text = "第 &P 页"
        for column, width in enumerate(WIDTHS): page.column_dimensions[chr(ord("A") + column)].width = width
        for row in {row for row, _ in sheet.cells}: page.row_dimensions[row + 1].height = 27.75
        for row, column in sheet.cells:
            cell = page.cell(row + 1, column + 1, filled.cells.get((row, column)))
            kind = looks(sheet, (row, column))
            if kind == "text":
                cell.font, cell.alignment = written, wrapped
                continue
            cell.border, cell.alignment, cell.font = border, middle, label if kind == "label" else figure
            if kind in FORMATS: cell.number_format = FORMATS[kind]
        for merge in sheet.merges: page.merge_cells(None, *(n + 1 for n in merge))
    book.save(path)


def make(folder, number):
    (by_xlsxwriter if number % 2 else by_openpyxl)(sheets(number), str(folder / f"{number:05}.xlsx"))


def main(folder, count):
    folder.mkdir(parents=True, exist_ok=True)
    with ProcessPoolExecutor() as pool:
        for _ in pool.map(partial(make, folder), range(count), chunksize=20): pass


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
