"""dim_place and bridge_place_lineage as Arrow tables, from the gazetteer. Only rows: schema and loading are SQL's."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import pyarrow as pa

from pipelines.extract.places import Gazetteer, Place, gazetteer
from pipelines.lexicon.read import rows as lexicon
from pipelines.releases.model import key_of

_DIM_FIELDS: list[pa.Field[Any]] = [
    pa.field("place_key", pa.uint64()),  # key_of(place_id, valid_from)
    pa.field("place_id", pa.string()),  # lasts through renamings
    pa.field("code", pa.string()),  # GB/T 2260 at the time; null for the country, zones, regions, foreign places
    pa.field("name", pa.string()),
    pa.field("short_name", pa.string()),
    pa.field("level", pa.string()),  # country region foreign province prefecture county zone
    pa.field("parent_place_id", pa.string()),
    pa.field("territory_id", pa.string()),  # equal for places that cover the same ground: 西海岸新区 and 黄岛区
    pa.field("valid_from", pa.date32()),
    pa.field("valid_to", pa.date32()),  # exclusive; null is open
    pa.field("is_current", pa.bool_()),
    pa.field("aliases", pa.list_(pa.string())),
]  # fmt: skip

_LINEAGE_FIELDS: list[pa.Field[Any]] = [
    pa.field("from_place_id", pa.string()),
    pa.field("to_place_id", pa.string()),  # the same for rename, status and a transfer to another parent
    pa.field("kind", pa.string()),  # rename, status, transfer, merger, split
    pa.field("valid_on", pa.date32()),
    pa.field("note", pa.string()),
    pa.field("source", pa.string()),
]  # fmt: skip
DIM_PLACE = pa.schema(_DIM_FIELDS)
BRIDGE_PLACE_LINEAGE = pa.schema(_LINEAGE_FIELDS)


def place_table(place_ids: Iterable[str] = ()) -> pa.Table:
    """Every state of every place of the lexicon, with the zones by pattern (``Z:泰安高新区``) among ``place_ids``.

    ``place_ids`` are those that the annotations name: zones of that kind exist only where a text speaks of them.
    Raises KeyError for an id that is no place. Sorted by place_id and valid_from.
    """
    places = gazetteer()
    states = {(s.place_id, s.valid_from): s for s in places.states()}
    for place_id in sorted(set(place_ids)):
        place = places.place(place_id)
        if place is None:
            raise KeyError(place_id)
        states.setdefault((place.place_id, place.valid_from), place)
    rows = [_place_row(states[k], places) for k in sorted(states)]
    return pa.Table.from_pylist(rows, schema=DIM_PLACE)


def _place_row(s: Place, places: Gazetteer) -> dict[str, object]:
    return {
        "place_key": key_of(s.place_id, s.valid_from.isoformat()),
        "place_id": s.place_id,
        "code": s.code,
        "name": s.name,
        "short_name": s.short_name,
        "level": s.level,
        "parent_place_id": s.parent_id,
        "territory_id": s.territory_id or s.place_id,
        "valid_from": s.valid_from,
        "valid_to": s.valid_to,
        "is_current": s.valid_to is None,
        "aliases": list(places.aliases(s.place_id)),
    }


def lineage_table() -> pa.Table:
    """What became of divisions: renamings, changes of status or parent, mergers, splits; sorted by date."""
    rows = [{**r, "valid_on": date.fromisoformat(r["valid_on"])} for r in lexicon("places/lineage.csv")]
    return pa.Table.from_pylist(rows, schema=BRIDGE_PLACE_LINEAGE)
