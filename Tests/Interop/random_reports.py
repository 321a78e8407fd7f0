"""Reports of every kind of figure and text, the same for the same seed."""
from decimal import Decimal
from random import Random

MARKS = ["/", "—", "——", "-", "不适用", "无"]

# Text that some program on the way would like to take for something else.
TEXTS = [
    "=1+1", "+86 0790 6600110", "-5", "@联系人", "_x0041_", "'0790", "0338000", "1E5", "TRUE", "#REF!",
    "2024-12-31", "{=SUM(A1)}", "=HYPERLINK(\"https://wangchuan.example/\")", "<b>&amp;</b>]]>", "“引号”与\"quotes\"", "😀👩‍💻𠮷",
    "制表\t符", "a  b", "一、 二、", "100%", "é̂ ﬁ Ⅷ", "https://wangchuan.example/?a=1&b=%20#c", "/", "0",
]


def figure(random, kind):
    if kind == "amount":
        digits = random.randrange(1, 16)
        return Decimal(random.randrange(10 ** digits)).scaleb(-random.randrange(0, min(digits, 8)))
    largest = random.choice([9, 9, 300, 50_000, 12_345_678, 999_999_999_999_999])
    return random.randrange(-largest if kind == "signedCount" else 0, largest + 1)


def prose(random):
    return "\n".join(
        random.choice(TEXTS) if random.random() < 0.5 else "".join(random.choices("公开申请件受理办结，。0123", k=random.randrange(1, 200))).strip()
        for _ in range(random.randrange(1, 6)))


def random_report(form, seed):
    random = Random(f"{form.id} {seed}")
    # How a report is filled differs more between agencies than within one.
    weights = [random.random() ** 3, random.random(), random.random() ** 4, random.random()]
    figures, marks = {}, {}
    for path, kind in form.kinds.items():
        match random.choices(["blank", "zero", "mark", "figure"], weights)[0]:
            case "zero": figures[path] = 0
            case "mark": marks[path] = random.choice(MARKS)
            case "figure": figures[path] = figure(random, kind)
    year = random.randrange(2019, 2021) if form.id == "2019" else random.randrange(2021, 2026)
    agency = {entry["id"]: random.choice(TEXTS) for entry in form.definition["agency"] if random.random() < 0.7}
    agency["name"] = random.choice(["望川市青石区教育局", "（试点）白塔镇人民政府", "A&B\"新区\"管委会"])
    narrative = {entry["id"]: prose(random) for entry in form.definition["narrative"] if random.random() < 0.7}
    return form.report(year, agency, narrative, figures, marks)
