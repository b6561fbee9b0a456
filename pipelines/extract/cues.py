"""Cue words of statements, from ``lexicon/cues.csv``: verbs of change, modals, comparison bases, headings, lead-ins.

Belongs here: the lexicon as look-ups and compiled patterns. Not here: what a cue decides.
"""

from __future__ import annotations

import re
from functools import cache

from pipelines.extract.patterns import led
from pipelines.extract.tries import trie_pattern
from pipelines.lexicon.read import jieba_words, rows


def _words(cue: str) -> dict[str, str]:
    return {r["surface"]: r["value"] for r in rows("cues.csv") if r["cue"] == cue}


CHANGE: dict[str, int] = {w: int(v) for w, v in _words("change").items()}
LEVEL_VERBS = frozenset(_words("level_verb"))
BASES = frozenset(_words("basis"))
LEADS = frozenset(_words("lead"))
SLOGANS = frozenset(_words("slogan"))
STRENGTH: dict[str, int] = {w: int(v) for w, v in _words("target").items()}
TO = frozenset(_words("to"))
RATES = frozenset(_words("rate"))

AIM = r"(?<![个处事方击多些])目标(?!人群|客户|市场|价格|用户|检测|识别|区域)"  # 打击了450个目标: what is shot at
# 建成后, 通车后: what a thing will do once it stands; 投产后首日 reports
ONCE_DONE = r"(?:(?:建成|竣工|完工|投产|达产|通车|投运|投用|开通|运营|投入(?:使用|运营|运行|生产)){1,2}(?:之后|以后|后)(?!的|[，,]?(?:已|首|第一|累计|共|先后|就|日均|至今)))"
# 要求, 需要, 将军, 计划生育 … hold a modal's characters without its meaning.
DISPOSED = r"[^，。；]{1,16}?(?:列为|列入|作为|纳入|打造成|确定为|转化为|用于|转为|改为|升级为|划?分为)"  # 将 as 把
MODAL = led(
    rf"(?P<target>{ONCE_DONE}|(?<![重主需不只没必还纲摘首简])要(?![求素件点闻害塞道义职])|(?<![即必])将(?!军|领|士|近|{DISPOSED})|(?<![供反对适回响呼效])应(?![急用对届收链付])(?=当|该|于|在)"
    rf"|(?<![虚模比])拟(?![合定态声中])|(?<!年)(?<!年度)(?<!造林)计划(?![的数目任，。、）)书])|{AIM}|(?<!所)须(?!知)|(?<![所急供刚内外军必])需(?![求要方量])|{trie_pattern(w for w in STRENGTH if w not in ('要', '将', '应', '须', '需', '争', '拟', '计划', '目标'))}(?!生育|单列|经济|免疫|完成率))"
    rf"|(?P<stated>{trie_pattern(_words('stated'))})"
    rf"|(?P<achieved>{trie_pattern(w for w in _words('achieved') if w not in ('了', '共', '截止'))}|截止(?!日期|时间|期|日)|共(?![同享建治赢性青产和计商鸣通])|(?<=[\u4e00-\u9fff])了(?=\s?[\u4e00-\u9fff\d]))"
)
_PLAN = re.compile(trie_pattern(_words("plan_heading")))
_REVIEW = re.compile(trie_pattern(_words("review_heading")))
_LOOKS_BACK = re.compile(r"回顾|执行情况|总结|完成情况")  # wins over a word of planning (2025年计划执行情况)
_BOTH = re.compile(r"(?:成就|成绩|情况|成效)[和与及、]")


@cache
def heading_mode(heading: str) -> str | None:
    """``plan`` or ``review`` for a heading that says so; None for one that names a topic."""
    plan, review = _PLAN.search(heading), _REVIEW.search(heading)
    if review and _LOOKS_BACK.search(heading):
        return "review"
    if plan and review and _BOTH.search(heading):
        return None  # 发展成就和主要目标任务: its paragraphs say which
    if plan:
        return "plan"
    return "review" if review else None


@cache
def _tagged() -> dict[str, frozenset[str]]:
    """Words of two characters or more in jieba's dictionary by the tags that are asked for; the file is read once."""
    words: dict[str, list[str]] = {"v": [], "vn": [], "d": [], "ad": []}
    for word, tag in jieba_words():
        if tag in words:
            words[tag].append(word)
    return {tag: frozenset(found) for tag, found in words.items()}


def verbs() -> frozenset[str]:
    """Words that jieba's dictionary tags as verbs, two characters or more."""
    return _tagged()["v"]


@cache
def verbs_and_nouns() -> frozenset[str]:
    """Words that jieba's dictionary tags as verbs or as verbs used as nouns (投资, 服务)."""
    return _tagged()["v"] | _tagged()["vn"]


@cache
def adverbs() -> frozenset[str]:
    """Words that jieba's dictionary tags as adverbs or adverbial adjectives."""
    return _tagged()["d"] | _tagged()["ad"]
