"""What is done to a thing that is counted (新引进, 开工建设, 改造), by the lexicon actions.csv.

Belongs here: finding action verbs in a stretch of text, their class and stage in a project's life, which of them may be the
event of a milestone. Does not belong here: deciding which verb governs which number. Verbs of statistics (完成 实现 达到
净增) are listed in the lexicon as ``statistic_verb`` and are never found as actions.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import ahocorasick

from pipelines.extract.tries import trie_pattern
from pipelines.lexicon.read import rows


@dataclass(frozen=True, slots=True)
class ActionFacts:
    """One verb of the lexicon; ``stage`` 1 招引 … 7 投产, None where the verb is of no project's life."""

    verb: str
    action_class: str
    stage: int | None
    is_undertaking: bool  # False: a statistic verb or a noun, no action


_FACTS = {
    row["verb"]: ActionFacts(
        row["verb"], row["action_class"], int(row["stage"]) if row["stage"] else None, row["kind"] == "undertaking",
    )
    for row in rows("actions.csv")
}  # fmt: skip

UNDERTAKING_VERBS = frozenset(verb for verb, facts in _FACTS.items() if facts.is_undertaking)
STATISTIC_VERBS = frozenset(row["verb"] for row in rows("actions.csv") if row["kind"] == "statistic_verb")
# Names that only look like actions (营业收入, 研发投入, 城镇新增就业).
NOUNS = frozenset(row["verb"] for row in rows("actions.csv") if row["kind"] == "noun")
# Verbs that may be the event of a milestone, each with the kind of subject it needs (``yes`` for any).
MILESTONE_EVENTS = {row["verb"]: row["milestone_event"] for row in rows("actions.csv") if row["milestone_event"] != "no"}

# How, how much or how surely: between a subject and its verb, never part of the action.
ADVERBS = (
    "加快", "持续", "全面", "大力", "扎实", "深入", "稳步", "有序", "积极", "着力", "全力", "统筹", "协同", "同步", "重点", "集中",
    "再", "共", "累计", "总共", "已", "已经", "将", "要", "拟", "计划", "力争", "确保", "争取", "努力", "全年", "年内", "新", "又",
    "继续", "分别", "均", "都", "率先", "高标准", "高质量", "高水平", "规范", "科学", "分批", "滚动", "成功", "顺利", "陆续", "相继",
    "提前", "如期", "正式", "基本", "全部", "每年", "预计", "完成", "实现", "可", "能", "并", "还", "先后", "首次", "精准", "优先", "抓紧",
)  # fmt: skip
# A verb with one of these behind it is (part of) a noun: 建设者, 服务业, 采购额, 改造率, 组织部.
_NOUN_TAIL = "者业额率量费权部局型力度性商员院所厅司"

_VERB = trie_pattern(UNDERTAKING_VERBS)
_WITH_ADVERBS = f"(?P<adverb>(?:{trie_pattern(ADVERBS)})*?)(?!{trie_pattern(NOUNS)})(?P<verb>{_VERB})(?![{_NOUN_TAIL}])(?:[了过着])?"
# ``ACTION_AT_END.search(phrase)``: the phrase ends in an action (全市将新开工建设 | 50个项目).
ACTION_AT_END = re.compile(_WITH_ADVERBS + r"$")


_ENDINGS: dict[str, set[int]] = {}  # the last two characters of a verb to the lengths of the verbs that end so
for _verb in UNDERTAKING_VERBS:
    _ENDINGS.setdefault(_verb[-2:], set()).add(len(_verb))


def action_at_end(phrase: str) -> re.Match[str] | None:
    """``ACTION_AT_END.search``, tried only where the phrase ends in a verb of the lexicon."""
    last = phrase[-1:]
    if last == "\n" or _ends_in_verb(phrase) or (last in ("了", "过", "着") and _ends_in_verb(phrase[:-1])):
        return ACTION_AT_END.search(phrase)
    return None


def _ends_in_verb(phrase: str) -> bool:
    return any(phrase[-n:] in UNDERTAKING_VERBS for n in _ENDINGS.get(phrase[-2:], ()))


def _scanner() -> ahocorasick.Automaton:
    automaton = ahocorasick.Automaton()
    for verb in UNDERTAKING_VERBS | NOUNS:  # a noun swallows the verb in it
        automaton.add_word(verb, verb)
    automaton.make_automaton()
    return automaton


_SCANNER = _scanner()

ActionSpan = tuple[int, int, str, str, int | None]


def find_actions(view: str, start: int, end: int) -> list[ActionSpan]:
    """Actions within view[start:end], leftmost longest: (start, end, surface, action_class, stage), sorted.

    Verbs that touch (推进建设, 开工建设筹集) are one action, of the class and stage that ``_leading`` chooses.
    """
    runs: list[list[tuple[int, int]]] = []
    end = min(end, len(view))
    if start >= end:  # the automaton takes no empty stretch
        return []
    for last, verb in _SCANNER.iter_long(view, start, end):
        at = last + 1 - len(verb)
        if verb in NOUNS or (last + 1 < end and view[last + 1] in _NOUN_TAIL):
            continue
        if runs and runs[-1][-1][1] == at:
            runs[-1].append((at, last + 1))
        else:
            runs.append([(at, last + 1)])
    return [_joined(view, run) for run in runs]


def _joined(view: str, run: list[tuple[int, int]]) -> ActionSpan:
    start, end = run[0][0], run[-1][1]
    lead = _leading([_FACTS[view[a:b]] for a, b in run])
    return start, end, view[start:end], lead.action_class, lead.stage


def _leading(chain: list[ActionFacts]) -> ActionFacts:
    """The verb that names the stage of a chain: 开工 before 建设, else the latest stage, else the first verb."""
    staged = [facts for facts in chain if facts.stage]
    reached = [facts for facts in staged if facts.stage != 5] or staged
    return max(reached, key=lambda facts: facts.stage or 0) if reached else chain[0]


def action_facts(surface: str) -> ActionFacts | None:
    """What the lexicon says of a surface; of a chain of verbs, of the one that leads it. None for an unknown surface."""
    if surface in _FACTS:
        return _FACTS[surface]
    found = find_actions(surface, 0, len(surface))
    if len(found) != 1 or found[0][:2] != (0, len(surface)):
        return None
    _, _, _, action_class, stage = found[0]
    return ActionFacts(surface, action_class, stage, True)
