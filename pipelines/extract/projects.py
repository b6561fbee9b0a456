"""Names of projects, parks and works: what a figure or an event is said of.

Belongs here: whether a phrase names one thing that is built. Not here: when it opens (``milestones.py``).
"""

from __future__ import annotations

import re

from pipelines.extract.patterns import Gated
from pipelines.extract.phrases import strip_lead, tidy

_PROJECT_NOUN = (
    r"(?:项目|工程|产业园|园区?|基地|中心|高铁|铁路|高速|公路|大桥|隧道|机场|码头|水库|医院|学校|广场|厂|馆|[号铁支干环]线|(?:车|电|泵|变电|转运|换乘|服务|加油|充电)站"
    r"|综合体|平台|体系|小区|片区|枢纽|[一二三四五]期|标段|路段|生产线|街区|公园|大厦|港区?|口岸|通道|管廊|院|剧院)"
)
_SERVED = r"|桥|渠|坝|路|大道|电[站厂]|机组|班列|专列|航线|专线|管道|线路|地铁|城际|轻轨|校区|[一-龥]{2}段|[油气]田|电网|水网|卫星|飞船|场"
PROJECT = re.compile(f"(?:{_PROJECT_NOUN}{_SERVED})$")
_COMMA = re.compile("[，,]")
_NAMED = Gated(rf"(?:^|(?<=[“”]))(?P<name>[^，。；、：“”\d][^，。；、：]{{1,26}}?{_PROJECT_NOUN})(?=的|进度|进展|建设|已|正|将|计划|预计|力争|全长|全线|总长|主线|位于|总|[东南西北]起|起[于自]|是|今|线路|设计|于|顺利|$)")
WHOLE_PROJECT = re.compile(r"^(?:整个|该|全部|本)?(?:项目|工程|园区|片区|基地|大桥|线路|主体)(?:整体|全部|主体)?$")
COUNTED = re.compile(
    r"\d+(?:\.\d+)?[多余]?\s?(?:个|项|条|座|家|所|户|套|万|亿|公里|处|架|艘|列|台|辆|批|班|对|名|位|株|件|部)|[一二三四五六七八九十百两]+(?:个|项|条|座|家|所|架|艘|列|台|辆)"
)
_HEAD = 8  # characters of a noun behind its number: 5个省级开放平台


def project_at(clause: str) -> str | None:
    """The project that a clause opens with: 青岛上合广场项目, … · 该园的二期工程进展顺利"""
    clause = _COMMA.split(clause, 1)[0]
    m = _NAMED.search(strip_lead(clause.strip())) if _NAMED.may_match(clause) else None
    name = tidy(m.group("name")) if m else ""
    return name if len(name) >= 4 and not COUNTED.search(name) and not WHOLE_PROJECT.match(name) else None


def counted(name: str) -> bool:
    """Whether the words count things (4700多个公园, 桥梁12座) and name none; a size inside a name (2×35万千瓦机组工程) is none."""
    return any(m.start() == 0 or len(name) - m.end() <= _HEAD for m in COUNTED.finditer(name))
