"""The words before and behind a number: which of them are verb, comparison, action and measure.

Belongs here: one phrase at a time. Not here: what figures share with each other (``figures.py``) or with
their paragraph (``context.py``). All functions take plain strings cut from a view.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

import rjieba

from pipelines.extract.actions import (
    ADVERBS,
    MILESTONE_EVENTS,
    STATISTIC_VERBS,
    UNDERTAKING_VERBS,
    action_at_end,
)
from pipelines.extract.cues import (
    BASES,
    CHANGE,
    LEADS,
    LEVEL_VERBS,
    ONCE_DONE,
    RATES,
    SLOGANS,
    TO,
    adverbs,
    verbs,
    verbs_and_nouns,
)
from pipelines.extract.measures import canonical_measure
from pipelines.extract.patterns import Gated, led
from pipelines.extract.tries import trie_pattern
from pipelines.lexicon.read import phrase_words

_TRIM = " \t\n\r\u3000\"'“”‘’《》「」、:：-—·•■□●(（[【"
_TRIM_END = _TRIM + ")）]】"
_GAP = Gated(
    r"(?P<sign>高于|高出|快于|好于|优于|超出|大于|多于|领先|低于|慢于|少于|落后于?|小于)(?P<ref>(?:同期)?(?:全[国省市区州县]|世界|上年|去年|东部|中部|西部|东北|地区|规上|行业|年初|年度|预期|预算|计划|[^，。；、\d]{0,12}(?:平均|水平|增速|目标|预期|同期))[^，。；\d]{0,14}?)$"
    r"|(?P<sign3>高于|高出|快于|好于|优于|领先|低于|慢于|落后于?)(?P<ref3>[^，。；、\d]{2,16})$"
    r"|比(?P<ref2>[^，。；\d]{1,16}?)(?P<sign2>(?<!提)高出?|(?<!降)低|(?<!加)快|慢|多出?|(?<!减)少)$"
)
_NEGATIVE_GAP = ("低", "慢", "少", "落", "小")
_BASIS = re.compile(r"(?P<basis>(?:相?比于?|较|与|同)(?P<base>[^，。；]{1,26}?)(?:相比|同期相比)?)$")
_BASE_WORD = re.compile(r"峰值|高峰|昨|日常|平[日时]|往[常年]|以往|此前|之前|年|月|期|初|末|预算|计划|决算|基数|平均|(?<!高)水平|全[国省市]|前|去|上|同|快报|目标|历史|最低|最高|基准")
_SHARE = re.compile(r"(?P<rest>.*?)占(?P<ref>[^，。；]*?)(?:总量|总数|总额|总值)?的?(?:比重|比例|份额|比率|百分比)?$")
_COMPLETION = Gated(
    r"(?P<rest>.*?)(?:为|是|占|完成|达到?|相当于|实现)?(?P<ref>(?:省|市|区|县|本级)?(?:人代会|人大)?(?:批准的?)?(?:年初|调整后?|全年|年度|变动|原[定来]?|汇总|当年|总|责任|下达|年)?(?:代编|调整)?(?:预算|计划|目标|任务|预期)(?:数|目标|任务|收入|支出|安排)*)的$"
)
_COMPLETED_PLAN = Gated(r"(?P<rest>.*?)完成(?P<ref>(?:年初|调整|全年|年度|当年)?(?:预算|计划|目标任务|任务|目标)(?:数)?)$")
_COMPLETED_OF = re.compile(r"(?P<rest>.*?)(?:已经?|共|均|只|仅)?完成(?P<ref>[^，。；完成]{2,14})的$")
_QUOTAS = ("概算", "总额", "总量", "总数", "额度", "限额", "总投资", "投资计划")  # what is to be done in all, not what is done
_ASPECT_OF = Gated(r"[在从][^，。；]{2,40}方面(?=[\u4e00-\u9fff]{3,})")  # 在智能设计等方面 | 申请发明专利
_BY_RATE = Gated(r"(?:^|(?<=[级门市县区局会部]))按照?(?:不超过|不高于|不低于)?(?=[^，。；]{2,}$)")  # 市级按照不超过 | 投资额 | 两成的比例
_RECOVERY = re.compile(r"(?P<rest>.*?)(?:恢复[至到]|达到?|相当于|为|是|[只仅]有)(?P<ref>[^，。；]{2,24})的$")
_PART_OF = re.compile(r"(?:稳定在|保持在|达到?|约为?|超过?|接近)(?P<ref>全[国省市区县球]|世界|国内)的?$")  # 产量稳定在全国 | 1/4
_TIMES_OF = re.compile(r"(?P<rest>.*?)(?P<each>分别)?(?:达到?|相当于|(?:可以)?等于|为|是)(?P<ref>[^，。；]{0,24})的$")  # 分别是2015年的 | 2.5倍和3.6倍
WORK = re.compile(r"(?:施工|安装|建设|工程|任务|浇筑|改造|进度|投资计划|拆迁|征收|装修|铺设|开挖|工程量|产值|封顶|铺装|征地|主体|结构|喷涂)$")
# 国营商业在零售总额中的比重已占 | 五成: the part, not the share, is the name
_IN_SHARE = Gated(r"(?P<rest>^|^.*?[^，。；])在(?P<ref>[^，。；]{2,20})中所?占?的?(?:比重|比例|份额)(?:已经|已|约)?$")
_HAS = Gated(r"^[^，。；]{2,24}?(?<![人户亩均每])(?:已有|共有|现有|拥有|设有|建有)(?=[\u4e00-\u9fff]{2,}$)")
_SHARE_NOUN = re.compile(r"(?:占比|比重|份额|占有率)$")
_ET_CETERA = re.compile(r"(?<![高中平同对初优头劣均相])等(?![级离候保外])")
_EXAMPLES = Gated(rf".*(?:{_ET_CETERA.pattern}|以及)(?=[^、，]{{2,}})")
# Words that cannot begin what is counted; each with the nouns it begins (从 but 从业人员, 中 but 中小企业).
_FUNCTION_START = re.compile(
    r"的?$|[，。；：、]|和(?!美|谐|平)|及(?!格)|与(?!会)|或|以(?!旧)|左右|并(?!购|网)|且|而|但|是(?!否)|为(?!民|农|先)"
    r"|在(?!轨|建|校|册|编|岗|押|逃|线|库|产|研|职|园|读|孵|谈|营)|已|将(?!军|领|士)|都(?!市)|均(?!衡)|全部|用于|支持(?!政策|资金|项目|企业)|助力|撬动|来自|位于|其中|同比|环比"
    r"|比(?!赛|例|重|亚|特)|较|占(?!地)|达(?!标|产|人|效)|居(?!民|家|住)|列(?!车)|获(?!奖)|得到|取得|荣获|纳入|列入|进入|成为|超过"
    r"|突破(?=[\d零一二三四五六七八九十百千万亿])|提前|到(?!位|期|岗|户|村|港|家|账)|至(?!尊)|由|从(?!业|严)|对(?!外|口|虾|接|象|标|华|日|美|欧|台)|向(?!阳|日葵)|于"
    r"|也|还(?!田|款|贷|建|林|草|湖)|就(?!业|诊|医|读|学|地)|再(?!生|就业|贷款|担保|制造|融资|保险|电气)|又|不(?!动产|锈钢|良|同|合格|达标|符)|被(?!动|征|保险|告|害|服)|让|使(?!用|命|馆|领)|把(?!手)|按(?!揭)"
    r"|经(?!济|营|典|贸|费|销|开区)|因(?!素|子)|所(?!有|属|得|在)|处于|享受|面临|遭|分布|分列|居住|则|可(?!再生|研|视|穿戴|燃|降解|转|持续|移动|控)|能(?!源|力|量|耗|效|够|级|见)|会(?!员|议|展|计|场|商|客)|要(?!素|件|地|道|塞|求|案)"
    r"|应(?!用|急|届|对|收|付|税)|须|需(?!求|要)|以来|之间|之多|不等|起(?!重|降|点|步区|伏)|时(?!段|间|代|尚|速)|后(?!备|勤|续|期|端|台|市场|发)|前(?!沿|期|端|海|瞻|置|三|十|五)"
    r"|内(?!河|陆|需|资|贸|控|蒙|部|外|容|生|设|地|镜|科|存)|中(?=[，。、])|上(?=[，。、])|下(?=[，。、])|多(?=[，。、])|余(?=[，。、])|来(?!料|华|访|宾|客|水)|去(?=[，。、])|了|着|过(?!境|剩|渡|敏|路)"
    r"|等(?!级|离|候|保|外)|增长|增幅|下降|(?:增加|减少|提高|上升|扩大|缩减|降低|提升|缩短|压缩|增|减|降|升)(?:到|至|为|了)"
)
_STRICT_VERB = phrase_words("ends_noun")
_PLAIN = phrase_words("manner")
_NOMINAL_TAIL = phrase_words("verbal_noun")
VERBAL_NOUNS = _NOMINAL_TAIL | phrase_words("deverbal") | phrase_words("head_noun")
INNER_VERBS = phrase_words("inner_verb")
CAUSATIVES = phrase_words("causative")
CREATING_VERBS = phrase_words("creating_verb")  # what is made may be a capacity
GIFTS = phrase_words("gift")
OBJECT_VERBS = phrase_words("object_verb")
NO_MEASURE = phrase_words("no_measure")
_CUMULATED_DOING = re.compile(rf"(?:累计|总共|共计)(?P<doing>{trie_pattern(OBJECT_VERBS)})$")  # 某工程已累计 | 调水
_BROKEN_WORD = led(r"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])")
_IN_CLAUSE = re.compile(r"在(?![建校册编岗押逃线库产职营轨园]|研(?!发))")
_HAN = re.compile(r"[\u4e00-\u9fffA-Za-z]")
_ADDED = re.compile(r"^(?:新增加?|增加|扩增|增设|增建|净增)(?=[^，。]{2,})")
_PARTICULARS = Gated(r"(?<=[一-龥]{2})(?:最多|最大|最高|最快|最低)$")
_TIER = re.compile(r"(?:全)?[省市区县州](?:本级|级)?")
_CAPACITY = re.compile(r"(?:能力|率|量|额|水平|规模|面积|总量|人数|机|站|厂|业|区|带|线)")  # 采煤能力: a compound, no action
_WHOLE_WORD = re.compile(r"(?:[原规准细法守通总]则|成就|自由|[事理]由|服从|普及|涉及|以及|[饱温平]和|参与|[海线网路陆水史规限]上|主将|[企]及|[返偿归退交发生]还)$")
_LIST_MARK = re.compile(r"^(?:[*#>+•·\s-]+|[①-⑳⑴-⒇㈠-㈩]|[一二三四五六七八九十\d]{1,3}[)）]|[一二三四五六七八九十]是|\d{1,2}[.、．）)](?!\d)|[（(][一二三四五六七八九十\d]{1,3}[）)]|[一二三四五六七八九十]{1,3}、(?![一二三四五六七八九十]))\s*(?=[\u4e00-\u9fff])")
_COMPOUNDS = phrase_words("compound")
_LED_WORDS = tuple(sorted(phrase_words("led_word")))  # words that begin like a lead-in: 高标准农田
_EXTREMES = phrase_words("extreme")
# 全部建成后预计 | 年交易额: when it holds
_ONCE_DONE = Gated(rf"^[^，。；]{{0,12}}?{ONCE_DONE}(?:预计|可以|可|将|能)*(?=[\u4e00-\u9fff]{{2,}})")
# 通行时间 | 将由原来的 | 3小时: when the number held is no part of the name
_FORMER = Gated(r"(?:将|可|已)?(?:由|从)(?:之?前|此前|以前|以往|过去|原来|原先|最初|现在|目前|当前|如今|早期|往年|初期|开通初期|开行初期|成立初期)(?:时)?的?$")
_JOINED_HEAD = re.compile(r"^(?:的(?![确士])|或(?![许者])|[或及]者?(?=更新|改|扩|修))(?=[\u4e00-\u9fff]{2})")
# Nouns of one character that press text counts; any other single character is a remnant.
_ONE_CHARACTER = phrase_words("one_character")
# 销售面积, 成交金额: the verb is part of a statistic's name.
_STATISTIC = re.compile(r"(?:销售|成交|交易|种植|播种|施工|竣工|收获|养殖|注册|运营|营业)(?:面积|金额|价格|总额|总量|规模|数量|里程|时长|资本|收入|利润)|(?:补助|补贴|奖励|奖补|资助|扶持|救助|补偿)(?:资金|金额|经费|标准|额度)")
_SET_BEFORE = Gated(r"^[^，。；]{0,30}?(?:批准|核定|下达|通过|确定)的(?=[^，。；]{2,})|^(?:没有|未能?|没能)?(?:实现|完成|达到)?(?:年初|原来?|省|市|上级)?(?:确定|既定|下达|制定|提出|规定|批准|核定)的")
_BASE_ONLY = re.compile(r"(?:由|从|较|比)?(?:[“”]?[\d一二三四五六七八九十]+[“”五年]*(?:时期|规划)?)?(?:[上去前]年|年|期|[^，。]{0,4}同期)?(?:[初末底]|年[初末底])?的?|(?:由|从|较|比)[^，。]{0,10}(?:年|期|[初末底])的?")
_ADVERBIAL = re.compile(r"已经?|将|(?<!年度)计划|拟|力争|有望|先后|陆续|成功|正在|要")
_BUDGETED = re.compile(r"(?<=收入|支出|赤字|预算|国债|债券|规模)(?:计划|拟|将|已|共|预计)安排$")
_CUMULATED = Gated(r"(?:已?累计|共计|总计|合计|总共|(?<![公中国])共)(?=[\u4e00-\u9fff]{3,})")
_EXCLUDED = Gated(r"(?:剔除|扣除|还原|不含|按)[^，。；]{1,18}?(?:因素|影响|口径|后)+$")
_EVENT_VERB = phrase_words("event_verb")
_TRANSITIVE = phrase_words("transitive_verb")
_NOT_VERBS = phrase_words("no_verb")
STATE_VERBS = phrase_words("state_verb")
_ATTRIBUTES = phrase_words("attribute_noun")
_INNER_VERB = re.compile(rf"(?P<verb>{trie_pattern(INNER_VERBS)}|(?<!可)(?<!预算)(?<!支出)(?<!计划)安排(?=[^，。；]*(?:资金|经费|补助|专款|国债)$))了?(?![的者])(?P<object>[^，。；、][^，。；]+)$")
_ABILITIES = ("能力", "水平", "效率", "机制", "体系", "强度", "速度", "周期", "时间", "时长")  # 年输送天然气能力: one noun
_WHOSE = ("城镇", "农村", "城乡", "城市", "乡村")
# 受访者认为 | 美国经济: who says so is no part of what is said
_SAID_BY = re.compile(r"^[^，。；]{2,20}?(?:认为|表示|宣布|预测|估计|指出|透露|显示|预期|称)(?!为|号|之|的|数|职|重|量|增|值|收|目|调)(?=[^，。；]{2,})")
# 新通道将 | 输电能力 | 提高到: the object of a change
_MADE = re.compile(r"^[^，。；]{2,}?(?:将|把)(?=[^，。；]{2,})")
_HEAD_VERBS = phrase_words("head_noun")
_GAINS = Gated(r"(?<=[\u4e00-\u9fff]{2})获(?![得奖批评利益取悉知救准选])")  # 项目 | 获国家科技奖
_ALLOTS = frozenset(("安排", "下达", "拨付", "争取", "筹措", "推进", "实施"))
_FOR_YEARS = re.compile(r"连续[一二两三四五六七八九十\d]{1,3}(?:年|个月|个季度|天|日|周|次|届)$|在(?:全[国省市]|世界|全球)$")
_DUTY_ENDS = ("任务", "工作")
_DUTIES = frozenset(_DUTY_ENDS)
_NO_HEAD = phrase_words("no_head")
_DEVERBAL = phrase_words("deverbal")
_DEVERBAL_ENDS = tuple(sorted(_DEVERBAL))


@dataclass(slots=True)
class LeftPhrase:
    """What the words before a number say. ``measure`` is None where they name none."""

    measure: str | None = None
    action: str | None = None
    aspect: str | None = None
    sign: int = 1
    basis: str | None = None
    reference: str | None = None
    completed: bool = False
    shared_out: bool = False  # 分别
    holder: str | None = None  # 加工企业 | 实现销售收入: whose it is
    list_noun: str | None = None  # 交通、水利分别完成投资: what each member lends its name to
    jointly: bool = False  # 均, 都
    verb: str | None = None
    base_only: bool = False  # 由2020年的 | 30%
    quoted: bool = False  # 支出预算调整为 | 342亿元: a plan, not an outcome
    raw: str = ""


# 由初期的14列增至 | 高峰期的 | 52列: when it was reached is no part of the name
_TO_POINT = re.compile(r"(?<=[至到])(?:目前|现在|如今|当前|高峰期|高峰时|本届|后期|末期)的$")
# 今年拟安排 | 专项债券: the modal word before an action
_PROPOSED = re.compile("^拟(?=安排|发行|新增|下达|投入|建设|新建|支持|实施)")
# 补助标准提高到每人每年 | 不低于700元: a denominator behind the verb is no part of the name
_PER_HEAD = re.compile(r"(?<=[到至为是按达])每[人生户亩孩名]?每?[年月天日]?$")
# 稳居全国前十强、| 增长4.8%: where it stands among its like, no part of what grows
_RANKED = Gated(r"[、，]?(?:稳居|位居|位列|排名|名列|保持|居)[\u4e00-\u9fff]{0,6}?(?:前[列茅]|前?[一二三四五六七八九十百\d]{1,3}强|首位|[前第][一二三四五六七八九十\d]{1,3}[位名]?)[、，]?$")


@lru_cache(maxsize=1 << 16)
def parse_left(text: str, kind: str) -> LeftPhrase:
    """Reads ``text`` from its end: level verb, verb of change, comparison, then measure and action."""
    out = LeftPhrase(raw=text)
    rest = text.strip(_TRIM_END)
    rest = _TO_POINT.sub("的", rest)
    rest = _PER_HEAD.sub("", rest)
    rest = _PROPOSED.sub("", rest)
    if rest.endswith(("到的", "至的", "为的", "由的", "从的")):
        rest = rest[:-1]  # 由1980年的675所增加到1982年的729所, its dates cut out
    if kind in ("percent", "percentage_point", "multiple") and (gap := _GAP.search(rest)):
        sign = gap.group("sign") or gap.group("sign2") or gap.group("sign3")
        if kind == "percentage_point" or gap.group("ref") or gap.group("ref2"):
            out.aspect, out.sign = "gap", -1 if sign.startswith(_NEGATIVE_GAP) else 1
            out.reference = (gap.group("ref") or gap.group("ref2") or gap.group("ref3")).strip()
            rest = rest[: gap.start()]
            return _measure_of(out, rest.strip(_TRIM_END))
    if kind in ("percent", "multiple") and (m := _COMPLETION.match(rest)) and "占" not in m.group("rest"):
        out.aspect, out.reference, out.completed = "completion", m.group("ref"), True
        return _measure_of(out, _strip_tail(out, m.group("rest").strip(_TRIM_END), "")[0])
    if kind == "percent" and (m := _COMPLETED_PLAN.match(rest)):
        out.aspect, out.reference, out.completed = "completion", m.group("ref"), True
        return _measure_of(out, m.group("rest").strip(_TRIM_END))
    if kind == "percent" and (m := _COMPLETED_OF.fullmatch(rest)):
        out.aspect, out.reference, out.completed = "completion", m.group("ref"), True
        whose = m.group("rest").strip(_TRIM_END)
        if whose and m.group("ref").endswith(_QUOTAS):
            return _measure_of(out, whose)  # 运河投资 | 完成工程概算的 | 64%
        return _measure_of(out, m.group("ref") if whose else "")
    rest, change, level_target = _strip_change(out, rest, kind)
    if kind == "percent" and (not change or level_target):
        if m := _IN_SHARE.search(rest.removesuffix("占")):
            out.aspect, out.reference, rest = "share", m.group("ref"), m.group("rest").strip(_TRIM_END)
        elif "占" in rest and not rest.endswith(("占比", "占有率")) and (m := _SHARE.match(rest)):
            out.aspect, out.reference = "share", m.group("ref").strip() or None
            rest = m.group("rest").strip(_TRIM_END)
        elif _SHARE_NOUN.search(rest):
            out.aspect = "share"
        elif out.completed and (WORK.search(rest) or not rest):
            out.aspect = "completion"
        elif rest.endswith("的") and (m := _RECOVERY.match(text.strip(_TRIM_END))):
            out.reference, rest = m.group("ref"), m.group("rest").strip(_TRIM_END)
        elif m := _PART_OF.search(text.strip(_TRIM_END)):
            out.aspect, out.reference, rest = "share", m.group("ref"), text[: m.start()].strip(_TRIM)
    elif kind == "multiple" and not change and (m := _TIMES_OF.match(text.strip(_TRIM_END))):
        out.reference, rest, out.shared_out = m.group("ref"), m.group("rest").strip(_TRIM_END), bool(m.group("each"))
        if not rest:
            return out
    if change:
        rest = _RANKED.sub("", rest)
    if change and out.aspect is None:
        out.sign = change
        out.aspect = _change_aspect(kind, level_target)
    elif out.verb in ("净增", "净增加") and out.aspect is None and (head := _strip_basis(out, rest)) != rest:
        out.aspect, rest = "change", head  # 较“十三五”末净增 | 1万亿元
    return _measure_of(out, rest)


def _change_aspect(kind: str, to_level: bool) -> str:
    if to_level:
        return "level"
    return "growth" if kind in ("percent", "multiple") else "change"


def _strip_change(out: LeftPhrase, rest: str, kind: str) -> tuple[str, int, bool]:
    """Takes level verbs, then a verb of change with 到/至, then its comparison off the end."""
    rest, to_level = _strip_tail(out, rest, kind)
    rest = rest.removesuffix("了")
    if rest.endswith("调整") and out.verb in ("为", "到", "至"):
        out.quoted, rest = True, rest[:-2] if re.search(r"(?:预算|计划|收入|支出|任务|指标)(?:数)?调整$", rest) else ""
    change = 0
    word = _CHANGES.longest(rest)
    if word and not _is_noun_of_change(rest, word, kind):
        change, out.verb = CHANGE[word], word
        rest = rest[: -len(word)].rstrip(_TRIM)
        if rest.endswith("负") and word == "增长":
            change, rest = -1, rest[:-1]
        rest = _strip_basis(out, rest)
    elif out.verb and out.verb[-1] in "到至为" and (base := _CHANGES.longest(out.verb[:-1])):
        change, to_level = CHANGE[base], True
        rest = _strip_basis(out, rest)
    return rest, change if not to_level else (1 if change else 0), to_level


def _is_noun_of_change(rest: str, word: str, kind: str) -> bool:
    """新增 makes a level, 城镇新增就业 an indicator; 增 alone before a count is no change."""
    before = rest[: -len(word)]
    if word in RATES or word == "增长":
        whole, bare = canonical_measure(rest), canonical_measure(before)
        if whole is not None and whole != bare:
            return True
    return (before.endswith(("新", "净")) and word in ("增", "增加") and kind not in ("percent", "percentage_point")) or (word == "增幅" and kind == "rank")


def _strip_tail(out: LeftPhrase, rest: str, kind: str) -> tuple[str, bool]:
    """Level verbs off the end; second value: whether they say ``to`` (增长到)."""
    to_level = False
    while rest:
        word = _LEVELS.longest(rest)
        if not word and rest.endswith(("收入安排", "支出安排", "预算安排", "资金安排")):
            word = "安排"
        if not word and (m := _FOR_YEARS.search(rest)) and m.start() > 1:
            word = m.group()  # 支出占比 | 连续五年保持在
        if not word and rest.endswith(("计划", "预计", "目标", "指标")) and canonical_measure(rest[:-2]):
            word = rest[-2:]
        if not word:
            break
        if word in ("合计", "总计", "共计") and rest[:-2].endswith(("收入", "支出", "投资", "资产", "负债")):
            break
        if len(word) == 1 and rest[-2:] in _COMPOUNDS:
            break
        out.completed = out.completed or "完成" in word
        if word == "分别" or word.startswith("分别"):
            out.shared_out = True
        if word in ("均", "都", "均为"):
            out.jointly = True
        out.verb = out.verb or word
        changed = _CHANGES.longest(rest[: -len(word)].rstrip()) if word in TO else None
        if changed and changed not in RATES:  # 增长到 is a level, 增幅为 a growth
            to_level = True
        rest = rest[: -len(word)].rstrip(_TRIM_END)
    return rest, to_level


# Between a comparison and its verb of change: 比上年 | 大幅 | 增长.
_FILLER = re.compile(r"(?:可以|能够|分别|累计|平均|力争|确保|预计|预期|计划|完成|实现|达到|增速|大幅度?|显著|明显|稳步|持续|继续|快速|进一步|(?<![人户亩地日月平])均|[都共各又再将要，,])$")


def _strip_basis(out: LeftPhrase, rest: str) -> str:
    """同比, 比上年, 较“十三五”末, 按可比价格计算 … off the end; what was taken becomes the basis."""
    taken: list[str] = []
    while rest:
        word = _BASES.longest(rest)
        if not word and (filler := _FILLER.search(rest)):
            word = filler.group()
            out.shared_out = out.shared_out or word == "分别"
            out.jointly = out.jointly or word in ("均", "都")
            rest = rest[: -len(word)].rstrip(_TRIM)
            continue
        if word:
            taken.append(word)
            rest = rest[: -len(word)].rstrip(_TRIM)
            continue
        m = _BASIS.search(rest)
        if m and _is_base(m.group("base")):
            taken.append(m.group("basis"))
            rest = rest[: m.start()].rstrip(_TRIM)
            continue
        break
    if taken:
        out.basis = "".join(reversed(taken))
    return rest


def _is_base(words: str) -> bool:
    return bool(_BASE_WORD.search(words))


class _Endings:
    """Words that may end a phrase, asked for by its last character."""

    def __init__(self, words: Collection[str]) -> None:
        self._words = frozenset(words)
        self._sizes = {last: sorted({len(w) for w in words if w[-1] == last}, reverse=True) for last in {w[-1] for w in words}}

    def longest(self, text: str) -> str | None:
        for n in self._sizes.get(text[-1:], ()):
            if text[-n:] in self._words:
                return text[-n:]
        return None


_CHANGES, _LEVELS, _BASES = _Endings(CHANGE), _Endings(LEVEL_VERBS), _Endings(BASES)


def _measure_of(out: LeftPhrase, rest: str) -> LeftPhrase:
    """Lead-ins off the head, an action off head or end; what is left is the measure."""
    rest = _earned(out, _FORMER.sub("", _SET_BEFORE.sub("", rest.strip(_TRIM_END))))
    rest = _ONCE_DONE.sub("", rest)
    if m := _CUMULATED_DOING.search(rest):
        rest = m.group("doing")
    if (m := _HAS.search(rest)) and canonical_measure(rest) is None:
        rest = rest[m.end() :]  # 供销合作社已有 | 基层社
    if m := _BY_RATE.search(rest):
        rest = rest[m.end() :]
    if m := _ASPECT_OF.match(rest):
        rest = rest[m.end() :]
    if _BASE_ONLY.fullmatch(rest):
        out.base_only = True
        return out
    if (m := _CUMULATED.search(rest)) and m.start() > 1 and canonical_measure(rest) is None:
        rest = rest[m.end() :]
    elif (m := _BUDGETED.search(rest)) and m.start() > 1:
        rest = rest[: m.start()]  # 一般公共预算收入 | 拟安排
    elif (m := _ADVERBIAL.search(rest)) and m.start() > 1 and _verb_at(strip_lead(rest[m.end() :]), 0):
        rest = rest[m.end() :]  # 某公司 | 已 | 投放公交车
    if m := _EXCLUDED.search(rest):
        out.basis = out.basis or m.group().strip("，")
        rest = rest[: m.start()]
    if "分别" in rest[1:] and not out.shared_out:
        names, _, noun = rest.rpartition("分别")
        noun = split_action(_strip_head_verbs(noun))[0]
        out.shared_out, out.list_noun, rest = True, noun or None, names
    if "并" in rest[2:-2] and canonical_measure(rest) is None:
        rest = rest[rest.rindex("并") + 1 :]
    if (m := _EXAMPLES.match(rest)) and "、" not in rest[: m.end()] and 2 < m.end() < len(rest) - 2:
        rest = rest[m.end() :]  # 上解上级等转移性支出
    rest, inner = _inner_action(out, rest)
    rest = _PARTICULARS.sub("", rest)
    rest, out.action = (strip_lead(rest), inner) if inner else split_action(rest, out.verb in STATE_VERBS)
    if rest.endswith("的"):
        rest = rest[:-1]
    out.measure = tidy(rest) or None
    return out


def _inner_action(out: LeftPhrase, rest: str) -> tuple[str, str | None]:
    """Object and verb of a whole clause: 铁路 | 发送 | 旅客. Compounds (发送量, 接待能力) and known names stay."""
    if len(rest) < 4 or canonical_measure(rest) is not None:
        return rest, None
    if (m := _SAID_BY.match(rest)) and not rest[m.end() :].startswith("的"):
        rest = rest[m.end() :]
    if out.verb and out.verb[-1] in "到至为" and (m := _MADE.match(rest)):
        rest = rest[m.end() :]
    m = _INNER_VERB.search(rest)
    if m is None or m.start() < 2 or canonical_measure(rest[m.start() :]) is not None:
        return rest, None
    if (who := strip_lead(rest[: m.start()])) in ("", "新") or who in UNDERTAKING_VERBS:
        return rest, None  # 全年新 | 引进 | 项目, 开工建设 | 筹集 | 住房: nobody acts
    named = m.group("object")
    if named in _ATTRIBUTES or named.endswith(_ABILITIES) or named[0] in _ATTRIBUTES or rjieba.cut(named)[0] in _ATTRIBUTES or not _splits(rest, m.start("verb"), m.end("verb")):
        return rest, None
    whose = next((w for w in _WHOSE if rest[: m.start()].endswith(w)), "")  # 农村 | 新建 | 住宅: another measure than 城镇
    return whose + named, m.group("verb")


def _splits(text: str, start: int, end: int) -> bool:
    """Whether the words of ``text`` begin and end at ``start`` and ``end``: 来自 is no 来 | 自."""
    if text[start - 1] in "部局委厅会府行司办":
        return True  # 农业农村部 | 下达, which a dictionary reads as 部下 | 达
    at, edges = 0, {0}
    for token in rjieba.cut(text):
        at += len(token)
        edges.add(at)
    return start in edges and end in edges


# 加工企业实现销售收入, 重点项目完成投资: a verb of statistics between whose it is and what it is
_EARNS = Gated(r"(?<=[\u4e00-\u9fff]{2})(?<!累计)(?<!总计)(?<![已共经])(?:实现|完成)(?=[\u4e00-\u9fff]{2,}$)")


def _earned(out: LeftPhrase, rest: str) -> str:
    """The phrase without the verb of statistics inside it; ``holder`` keeps whose it is."""
    m = _EARNS.search(rest)
    if m is None or canonical_measure(rest) is not None or (what := rest[m.end() :]) in UNDERTAKING_VERBS or what in verbs():
        return rest
    holder = strip_lead(rest[: m.start()])
    if len(holder) < 2 or holder[-1] in "、和，已":
        return rest
    out.holder = holder
    return rest[: m.start()] + rest[m.end() :]


def _strip_head_verbs(text: str) -> str:
    for verb in ("完成", "实现", "达到", "新增", "达"):
        text = text.removeprefix(verb)
    return text


def _sizes(words: Collection[str]) -> dict[str, tuple[int, ...]]:
    """The first character of words to the lengths of those that begin so, longest first."""
    return {first: tuple(sorted({len(w) for w in words if w[0] == first}, reverse=True)) for first in {w[0] for w in words}}


_LEAD_SIZES, _VERB_SIZES = _sizes(LEADS), _sizes(UNDERTAKING_VERBS)


@lru_cache(maxsize=1 << 16)
def strip_lead(text: str) -> str:
    """Lead-ins (其中, 全年, 全市, 累计, 力争 …) off the head, until a word stands there that is part of the measure."""
    while text:
        text = text.lstrip(_TRIM)
        if text in LEADS:
            return ""
        for n in _LEAD_SIZES.get(text[:1], ()):
            if n < len(text) and text[:n] in LEADS and not _belongs(text, n):
                text = text[n:]
                break
        else:
            break
    return text


def _belongs(text: str, n: int) -> bool:
    """Whether a lead-in is really the head of a longer word: 重点项目, 支持政策, 新能源, 全社会, 计划生育."""
    if text.startswith(_LED_WORDS):
        return True
    known = canonical_measure(text)
    if known is not None and n <= 3 and canonical_measure(text[n:]) != known:
        return canonical_measure(text[n:]) is None or known.startswith(text[:n])
    if known is not None:
        return False
    word = next(iter(rjieba.cut(text[:12])), "")
    if len(word) > n:
        return True
    return text[:n] in ("新", "组织", "支持", "约", "对", "比", "在", "和", "与", "以", "为", "从", "到", "至", "由", "各", "该", "使", "让", "将", "要", "即", "而", "则", "就", "当", "把", "重点", "主要", "其他", "各类", "各级") and n < len(text) and _is_compound(text, n)


def _is_compound(text: str, n: int) -> bool:
    following = text[n : n + 4]
    if text[:n] == "新":
        return not following.startswith(("签约", "引进", "开工", "建", "增", "登记", "认定", "设", "改", "竣工", "投产", "培育"))
    return text[:n] in ("重点", "主要", "各类", "各级", "其他", "组织")


def split_action(text: str, stative: bool = False) -> tuple[str, str | None]:
    """Measure and action of a phrase that stands before its number: 新引进 | 项目; 中欧班列 | 开行."""
    text = strip_lead(text)
    if not text:
        return "", None
    if (m := _TIER.match(text)) and _verb_at(after := strip_lead(text[m.end() :]), 0):
        text = after
    if (m := _ADDED.match(text)) and (canonical_measure(text) is None or canonical_measure(text[m.end() :]) is not None):
        return text[m.end() :], m.group()
    head = 0 if _RATE_NAME.search(text) and not text.startswith(_PUSHED) else _action_head(text)
    if head and stative and (text[:head] not in UNDERTAKING_VERBS or (text[:head] in verbs_and_nouns() and text[:head] not in verbs())):
        head = 0  # 运营线路总长达到…: behind a verb of state the head is part of the name
    if head:
        verb, rest = text[: head], text[head:].lstrip("了过" + _TRIM)
        rest = strip_lead(rest)
        if rest:
            return rest, verb
        return "", verb
    m = action_at_end(text)
    if m and m.group("verb"):
        if m.start("verb") == 0 or m.start() == 0:
            return "", m.group("verb")
        if m.start() > 1 and (m.group("adverb") or m.group("verb") in _EVENT_VERB or m.group("verb") in _TRANSITIVE or m.group("verb") in MILESTONE_EVENTS):
            return strip_lead(text[: m.start()]), m.group("verb")
    return text, None


# 信访事项按期办结率: the verb that begins the name of a rate is part of it
_RATE_NAME = re.compile(r"[\u4e00-\u9fff]{3}(?:率|占比|比重|比例)$")
_PUSHED = (*sorted(CAUSATIVES), "提升", "提高", "实现", "使", "确保")


def _action_head(text: str) -> int:
    """Length of the verb (with what joins it: 新建及改造) that begins the phrase; 0 for none."""
    n = _verb_at(text, 0)
    if not n:
        return 0
    if n and text[n:] in UNDERTAKING_VERBS:
        return len(text)  # 整合设立 | 120亿元的基金
    while n < len(text) and text[n] in "及和、并与或" and (more := _verb_at(text, n + 1)):
        n += 1 + more
    return n


_IN_A_NOUN = frozenset("者业额率量费权部型力性商员院所厅司区")  # behind a verb of the lexicon
_IN_A_COMPOUND = frozenset("区者率额性")  # behind any other


def _verb_at(text: str, at: int) -> int:
    if _STATISTIC.match(text, at):
        return 0
    tokens = rjieba.cut(text[at : at + 10])
    token = tokens[0] if tokens else ""
    apart = len(tokens) > 1 and len(tokens[1]) > 1  # 建成 | 区域性中心, but 建成 | 区
    if text[at + len(token) :] in _ATTRIBUTES:
        return 0  # 服务面积, 飞行时间: one noun
    for n in _VERB_SIZES.get(text[at : at + 1], ()):
        word = text[at : at + n]
        if 1 < n <= len(text) - at and word in UNDERTAKING_VERBS and not (len(token) > n and token not in UNDERTAKING_VERBS) and _apart_from_name(text[at:], n) and (text[at + n : at + n + 1] not in _IN_A_NOUN or (apart and token == word and text[at + n] == "区")):
            return n
    word = token
    if 1 < len(word) <= 4 and word in verbs() and word not in _NOT_VERBS and word not in _NOMINAL_TAIL and word not in STATISTIC_VERBS and text[at + len(word) : at + len(word) + 1] not in _IN_A_COMPOUND and at + len(word) < len(text) and not _CAPACITY.match(text, at + len(word)) and canonical_measure(text[at:]) is None:
        return len(word)
    return 0


def _apart_from_name(text: str, n: int) -> bool:
    """Whether the verb that begins the phrase is no part of a known name: 安排 | 重点项目, but 发电装机容量."""
    known = canonical_measure(text)
    return known is None or (text[:n] in _ALLOTS and canonical_measure(text[n:]) == known)


_LOOSE_TAILS = (
    "中有", "中共有", "的", "和", "与", "及", "等", "也", "已经", "已", "将要", "将", "要", "可", "则", "就", "仅仅", "仅", "还", "上", "了", "由", "从", "各",
    "方面", "相应", "预计", "预期",
)  # fmt: skip
_HOW_IT_GOES = re.compile(r"(?<=项目|工程|任务|计划|企业)(?:执行|实施|进展|落实|建设|运行)情况$")  # 对2个 | 项目 | 执行情况


def tidy(measure: str) -> str:
    """The measure's own words: examples before 等, brackets, loose particles go."""
    measure = measure.strip(_TRIM)
    if len(measure.split(None, 1)) > 1:
        measure = _BROKEN_WORD.sub("", measure)
    measure = measure.rstrip(_TRIM + "]】") if "(" in measure else measure.strip(_TRIM_END)
    measure = measure.replace("**", "").replace("__", "")
    if m := _LIST_MARK.match(measure):
        measure = measure[m.end() :]
    if measure in _EXTREMES or not _HAN.search(measure) or (len(measure) == 1 and measure not in _ONE_CHARACTER):
        return ""
    measure = _HOW_IT_GOES.sub("", measure)
    m = _EXAMPLES.match(measure)
    if m and len(measure) - m.end() > 2:  # 商业服务业等支出: a head of two characters names nothing by itself
        measure = measure[m.end() :]
    elif measure.endswith("等"):
        measure = measure[:-1]
    if m := _JOINED_HEAD.match(measure):
        measure = measure[m.end() :]
    if measure.endswith(_LOOSE_TAILS):
        for tail in _LOOSE_TAILS:
            if measure.endswith(tail) and len(measure) > len(tail) + 1 and not _WHOLE_WORD.search(measure):
                measure = measure[: -len(tail)]
    return measure.strip(_TRIM_END)


_PROPERTY = Gated(r"(?:项目)?(?:计划)?(总投资额?|总建筑面积|建筑面积|占地面积|占地|规划面积|用地面积|总面积|设计[一-龥]{2,8}|线路全长|全长|总长度|总长|总装机容量|总库容|库容|核定[一-龥]{2,6}|注册资本|海拔|主桥长|总用地|直径|高度)$")


@lru_cache(maxsize=1 << 16)
def property_of(measure: str | None) -> tuple[str | None, str | None]:
    """(thing, property) of 云岭产业园总建筑面积; (None, None) where the measure ends in no plain property of a thing."""
    m = _PROPERTY.search(measure or "")
    return (None, None) if m is None or measure is None else (measure[: m.start()] or None, m.group(1))


def without_mark(text: str) -> str:
    """The words of an item without the mark that opens it: （二）, 1., ②, 一是."""
    return _LIST_MARK.sub("", text.lstrip())


def unclosed(view: str, start: int, at: int, pair: str) -> bool:
    """Whether a bracket or quotation mark (``pair`` holds both) that opens from ``start`` on is still open at ``at``."""
    return view.count(pair[0], start, at) > view.count(pair[1], start, at)


def as_printed(words: str | None, text: str, start: int, end: int) -> str | None:
    """The words with the brackets that text[start:end] prints; a view has narrow ones only."""
    if not words or "(" not in words:
        return words
    closed = words + ")" * (words.count("(") > words.count(")"))  # 国际(地区): the closing one was stripped off the end
    for narrow in (closed, words):
        for printed in (narrow, narrow.replace("(", "（").replace(")", "）")):
            if text.find(printed, start, end) >= 0:
                return printed
    return words


@dataclass(slots=True)
class RightPhrase:
    """What the words behind a number say; ``measure`` None where they name nothing counted."""

    measure: str | None = None
    action: str | None = None
    of: bool = False  # the number is joined by 的: 760.9亿元的…


@lru_cache(maxsize=1 << 16)
def parse_right(text: str, bare: bool = False) -> RightPhrase:
    """Reads the noun phrase that begins ``text`` and the verbs that close it: 城市更新项目 | 建设."""
    out = RightPhrase()
    text = text.lstrip(" ")
    if text.rstrip(_TRIM_END) in _NO_HEAD:
        return out
    if text.startswith("方面"):
        out.measure = "方面"
        return out
    if text.startswith("的"):
        out.of, text = True, text[1:]
    text = text.rstrip(_TRIM_END)
    if text and (text[0] in "以由用经" or _IN_CLAUSE.match(text)) and "的" in text[1:-1]:  # 15个以县城为载体的试点
        text = text[text.rindex("的") + 1 :]
    if not text or (text not in SLOGANS and (_FUNCTION_START.match(text) or text in CHANGE or text in LEVEL_VERBS)):
        return out
    quote = text.find("”")
    if quote >= 0 and "“" not in text[:quote]:
        text = text[:quote]
    if (m := _ET_CETERA.search(text)) and m.start() >= 2 and "的" not in text[: m.start()]:  # 5万只现代化养鸡场等项目
        text = text[: m.start()]
    if copula := _COPULA.search(text):
        text = text[: copula.start()]  # 四个现代化 | 是一项崭新的事业
    if m := _QUOTED_DOES.match(text):
        text = m.group(1)  # “水玉” | 敲击出的鼓声
    head, de, tail = text.partition("的")
    if de and (m := _SUBJECT_ACTS.match(head)):  # 村民全部 | 搬入通水通电的新居
        text, de = m.group("noun"), ""
    elif bare and de:
        text = head
    elif de and tail:
        last = tail.rsplit("的", 1)[-1]
        if _UNDER.match(last) or last in _ABSTRACT or _counts_head(head) or _abstract_subject(last):
            text = head  # 7名委员的 | 帮助下, 8个城市的 | 居民
        elif _is_deverbal(last):
            out.action = last if len(last) <= 8 else None
            text = head
        else:
            text = last
    noun, action = _noun_phrase(text)
    out.measure, out.action = noun or None, out.action or action
    return out


_ABSTRACT = phrase_words("abstract")
_OWNER = re.compile(rf"[\u4e00-\u9fff]{{0,4}}{trie_pattern(phrase_words('owner'))}")


def _abstract_subject(words: str) -> bool:
    """两种价格的 | 水平逐步接近: an abstract noun with its verb behind 的."""
    tokens = rjieba.cut(words[:8])
    return len(tokens) > 1 and tokens[0] in _ABSTRACT and (tokens[1] in adverbs() or tokens[1] in _STRICT_VERB)


def _counts_head(head: str) -> bool:
    """Whether the noun right behind the number is what it counts: 8个城市 | 的居民, 30个品种 | 的樱花."""
    return _OWNER.fullmatch(head) is not None and rjieba.cut(head)[0] not in verbs()


_UNDER = re.compile(r"[\u4e00-\u9fff]{0,4}(?:(?:帮助|支持|带动|影响|推动|指导|领导|努力|作用|引领|见证|配合|陪同|护送|关心)之?下|基础上|过程中|前提下|背后)|[\u4e00-\u9fff]{2,4}之?下$")
_QUOTED_DOES = re.compile(r"(“[^“”，。；]{1,12}”)[\u4e00-\u9fff]{1,4}[出到成了过]的")
_COPULA = re.compile(r"(?<=[\u4e00-\u9fff)][\u4e00-\u9fff)])(?<![凡于还但正又也就总若只国即先])(?:是(?!否|非)|(?:发展|升格|成长|转变|建设|打造|升级)?成为(?=[\u4e00-\u9fff]))")
_SUBJECT_ACTS = re.compile(r"(?P<noun>[^，。；、]{2,12}?)(?:全部|均已|都已|已经|正在|也将|即将|必须|[迈唱举带载披戴踏护冒顶沿向]着)(?=[\u4e00-\u9fff]{2,})")


_MEASURES_TAKEN = frozenset(("措施", "举措"))


def _is_deverbal(words: str) -> bool:
    return len(words) <= 14 and words.endswith(_DEVERBAL_ENDS)


_HOURS = (["小时"], ["天"], ["个月"], ["分钟"])  # 城市公园 | 24小时开放


def _noun_phrase(text: str) -> tuple[str, str | None]:
    """Tokens up to a verb that governs no noun; verbs and adverbs at the end become the action."""
    if m := _GAINS.search(text):
        return _noun_phrase(text[: m.start()])[0], "获"
    tokens = rjieba.cut(text[:40])
    known_verbs, known_adverbs = verbs(), adverbs()
    kept: list[str] = []
    for i, token in enumerate(tokens):
        if (token in ("(", "（") and (")" in tokens[i + 1 : i + 4] or "）" in tokens[i + 1 : i + 4]) and i + 4 <= len(tokens)) or token in (")", "）"):
            kept.append(token)
            continue
        if token == "及" and kept and kept[-1].endswith("级") and tokens[i + 1 : i + 2] in (["以上"], ["以下"]):
            kept.append(token)  # 省级及以上企业技术中心
            continue
        if token == "、" and kept and kept[-1].endswith("化"):
            kept.append(token)  # 数字化、绿色化改造项目
            continue
        if token[0] == "一" and kept and kept[-1][0] == "一":
            kept.append(token)  # 一老 | 一小幸福院: the parts of a parallel are one name
            continue
        if token in "，。；：、()（）" or (i and token.isdigit() and tokens[i + 1 : i + 2] in _HOURS):
            break
        if token in ("和", "与", "及") and len(text) <= 10 and 0 < i < len(tokens) - 1 and tokens[i + 1] not in known_verbs and tokens[i + 1] not in _STRICT_VERB:
            kept.append(token)
            continue
        if i and i + 1 < len(tokens) and tokens[i + 1] == "了" and token not in _DEVERBAL:
            break  # 行政村 | 通了
        if i and tokens[i - 1] in _MEASURES_TAKEN and (token in known_verbs or token in ("便利", "方便", "繁荣", "规范")) and i + 1 < len(tokens):
            break  # 措施 | 便利 | 境外公民
        if i and (token in _STRICT_VERB or token in _EVENT_VERB or (token in known_adverbs and token not in _PLAIN and len("".join(kept)) > 1)):
            break
        kept.append(token)
    whole = "".join(kept).strip(_TRIM_END)
    popped: list[str] = []
    rest = "".join(tokens[len(kept) :])
    while rest and len(kept) > 1 and (kept[-1] in _PLAIN or kept[-1] == "“"):
        kept.pop()
    if kept[-1:] == ["成功"] and len(kept) > 2 and kept[-2] in verbs_and_nouns():
        popped, kept = kept[-2:], kept[:-2]  # 药品 | 采购成功
    while len(kept) > 1:
        last = kept[-1]
        if last in _DUTIES and len(kept) > 2 and kept[-2] in UNDERTAKING_VERBS and kept[-2] not in _NOMINAL_TAIL:
            popped, kept = [kept[-2]], kept[:-2]  # 7个现代牧场 | 建设任务
            break
        if last in _HEAD_VERBS:
            break
        if last in UNDERTAKING_VERBS or last in _DEVERBAL or (not popped and last in known_verbs and last not in _NOMINAL_TAIL and last not in _HEAD_VERBS) or (popped and (last in ADVERBS or last in _PLAIN or last in known_adverbs or (last in known_verbs and last not in _NOMINAL_TAIL))):
            popped.insert(0, kept.pop())
        else:
            break
    noun = "".join(kept).strip(_TRIM_END)
    if not noun or (len(noun) == 1 and (not popped or whole.endswith(_DUTY_ENDS))):
        return whole, None
    action = "".join(popped)
    if not action and rest and (first := next(iter(rjieba.cut(rest[:8])), "")) in _EVENT_VERB:
        action = first
    if not action and rest and (m := action_at_end(rest)) and not m.group("verb").startswith(("提升", "优化", "完善")):
        action = m.group("verb")
    if popped and noun[-2:] in _PLAIN and len(noun) > 3:
        noun = noun[:-2]
    return tidy(noun), action or None
