"""Made-up reports in the manner of the press, by a seed: the same seed gives the same reports.

python benchmarks/made_up.py [COUNT] [SEED] > reports.jsonl

Events are invented first; each is told by one to five outlets in their own words, with numbers that may differ, among
other news of its day. Some reports are copies of another with a line changed, as outlets carry a dispatch.
"""

import json
import random
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple

PLACES = {
    "إدلب": "كفرنبل|معرة النعمان|سراقب|خان شيخون|جسر الشغور|أريحا|بنش|سرمين",
    "حلب": "الباب|اعزاز|منبج|الأتارب|دارة عزة|عندان|حريتان",
    "دير الزور": "الميادين|البوكمال|الشولا|كباجب|موحسن|هجين|الشحيل",
    "درعا": "نوى|الحراك|طفس|المزيريب|داعل|بصر الحرير",
    "حماة": "اللطامنة|كفرزيتا|مورك|قلعة المضيق|كرناز",
    "ريف دمشق": "دوما|حرستا|عربين|سقبا|الضمير",
    "تعز": "المخا|موزع|التربة|مقبنة|المعافر",
    "الحديدة": "الدريهمي|التحيتا|حيس|الخوخة",
    "نينوى": "الموصل|تلعفر|سنجار|الحمدانية|القيارة",
    "الأنبار": "الفلوجة|الرمادي|هيت|القائم|عانة",
}
DOERS = {
    "قصفت {a} بالمدفعية الثقيلة {p}": "قوات النظام|ميليشيات موالية للنظام|فصائل المعارضة|ميليشيا الحوثي",
    "شنت {a} غارات جوية على {p}": "الطائرات الحربية الروسية|طائرات النظام|طائرات التحالف الدولي",
    "استهدفت {a} بصواريخ أرض أرض {p}": "قوات النظام|ميليشيا الحوثي",
    "ألقت {a} براميل متفجرة على {p}": "مروحيات النظام|الطائرات المروحية التابعة للنظام",
    "هاجم {a} حاجزا لقوات الأمن في {p}": "مسلحون مجهولون|عناصر تنظيم الدولة|مسلحون على دراجات نارية",
    "نفذت {a} حملة دهم واعتقال في {p}": "قوات الأمن|قوات سوريا الديمقراطية|المخابرات الجوية",
}
WHERE = ("بلدة {t} في ريف {r}", "مدينة {t} بريف {r}", "الأحياء السكنية في {t} بريف {r}", "أطراف {t} في محافظة {r}")
WHEN = ("صباح اليوم {d}", "فجر {d}", "مساء أمس {d}", "ظهر اليوم {d}", "يوم {d}")
HARM = (
    "ما أدى إلى مقتل {k} مدنيين وإصابة {w} آخرين بجروح",
    "ما أسفر عن مقتل {k} أشخاص بينهم طفلان وامرأة وجرح {w} آخرين",
    "أسفرت عن سقوط {k} قتلى و{w} جرحى",
    "ما تسبب بمقتل {k} من عناصر القوة وإصابة {w}",
    "دون ورود أنباء عن وقوع إصابات",
)
SAYS = (
    "وقال مصدر طبي في المشفى الميداني إن {k} جثث وصلت إلى المشفى، وإن حالة عدد من المصابين خطرة.",
    "وأفاد ناشطون محليون بأن فرق الدفاع المدني ما زالت تبحث عن عالقين تحت الأنقاض في {t}.",
    "وذكر المرصد السوري لحقوق الإنسان أن القصف طال منازل المدنيين وسوقا شعبية في {t}.",
    "وأكد مراسلنا في {r} أن القصف تجدد بعد ساعات على المحاور نفسها.",
    "ونقلت وكالة الأنباء الرسمية عن مصدر عسكري قوله إن القوات استهدفت مواقع للمسلحين في محيط {t}.",
)
NEWS = (
    "ودارت اشتباكات بين {a} و{b} على محور {o} بالتزامن مع قصف متبادل بقذائف الهاون.",
    "وفي سياق متصل، سيطرت {a} على قرية قرب {o} بعد معارك استمرت عدة أيام.",
    "كما انفجرت عبوة ناسفة بسيارة على الطريق الواصل إلى {o}، ما أدى إلى مقتل سائقها.",
    "ونزحت عشرات العائلات من {o} باتجاه المخيمات القريبة من الحدود خوفا من تجدد القصف.",
    "ودخلت قافلة مساعدات إنسانية تابعة للأمم المتحدة إلى {o} بعد انقطاع دام شهرين.",
    "وأعلنت {a} التوصل إلى اتفاق لوقف إطلاق النار في {o} يبدأ سريانه خلال 48 ساعة.",
    "يذكر أن المنطقة تشهد منذ أشهر تصعيدا عسكريا على الرغم من الهدنة المعلنة.",
    "وتعاني المدينة نقصا حادا في الأدوية والمواد الغذائية بحسب منظمات إغاثية عاملة هناك.",
)
FORCES = "قوات النظام|فصائل المعارضة|تنظيم الدولة|قوات سوريا الديمقراطية|القوات العراقية|الحشد الشعبي".split("|")
OUTLETS = "صحيفة الضفة|وكالة السهل|إذاعة المرفأ|موقع بريد الفرات|شبكة أخبار الريف|مركز التلال الإعلامي".split("|")
WEEKDAYS = "الاثنين|الثلاثاء|الأربعاء|الخميس|الجمعة|السبت|الأحد".split("|")
FIRST_DAY, DAYS = date(2016, 1, 1), 900
COPIED = 0.1
"""The share of reports that are a copy of another outlet's."""


class Happened(NamedTuple):
    """One invented event."""

    day: date
    region: str
    town: str
    act: str
    actor: str
    killed: int
    wounded: int


def reports(count: int, seed: int = 1438) -> Iterator[dict[str, Any]]:
    """So many reports, as the lines of a JSONL file have them."""
    chance = random.Random(seed)  # noqa: S311
    made = 0
    while made < count:
        event = _event(chance)
        text = ""
        for _ in range(chance.choice((1, 1, 2, 2, 3, 5))):
            if made == count:
                return
            copied = text and chance.random() < COPIED
            text = f"{text}\n{chance.choice(NEWS[6:])}" if copied else _text(chance, event)
            made += 1
            published = event.day + timedelta(chance.choice((0, 0, 0, 1)) if copied else 0)
            outlet = chance.choice(OUTLETS)
            yield {"id": f"made-{made:06}", "text": text, "published": published.isoformat(), "outlet": outlet}


def _event(chance: random.Random) -> Happened:
    region = chance.choice(list(PLACES))
    act, actors = chance.choice(list(DOERS.items()))
    town, actor = chance.choice(PLACES[region].split("|")), chance.choice(actors.split("|"))
    day = FIRST_DAY + timedelta(chance.randrange(DAYS))
    return Happened(day, region, town, act, actor, chance.randint(3, 10), chance.randint(3, 40))


def _text(chance: random.Random, event: Happened) -> str:
    place = chance.choice(WHERE).format(t=event.town, r=event.region)
    when = chance.choice(WHEN).format(d=WEEKDAYS[event.day.weekday()])
    act = event.act.format(a=event.actor, p=place)
    killed, wounded = event.killed + chance.choice((0, 0, 0, 1, 2)), event.wounded + chance.choice((0, 0, 3))
    lead = f"{act} {when}، {chance.choice(HARM).format(k=killed, w=wounded)}."
    others = [town for towns in PLACES.values() for town in towns.split("|") if town != event.town]
    said = [line.format(k=killed, t=event.town, r=event.region) for line in chance.sample(SAYS, 2)]
    first, second = chance.sample(FORCES, 2)
    news = [
        line.format(a=first, b=second, o=chance.choice(others)) for line in chance.sample(NEWS, chance.randint(3, 6))
    ]
    return "\n".join(
        (f"{event.town}: {chance.choice(('قتلى وجرحى', 'تصعيد جديد', 'تطورات ميدانية'))}", lead, *said, *news)
    )


if __name__ == "__main__":
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    start = int(sys.argv[2]) if len(sys.argv) > 2 else 1438
    for report in reports(wanted, start):
        sys.stdout.write(json.dumps(report, ensure_ascii=False) + "\n")
