-- Names and forms that the files of sql/site share.

-- How a release version, a place, a measure and a project are called in addresses and file names: plain ASCII, the same in every build.
CREATE TEMP MACRO release_id(key) AS lower(lpad(to_hex(key), 16, '0'));
CREATE TEMP MACRO place_slug(place_id) AS CASE WHEN regexp_full_match(place_id, '[0-9A-Za-z]+') THEN place_id ELSE 'p' || md5(place_id)[:12] END;
CREATE TEMP MACRO measure_slug(measure) AS md5(measure)[:12];
CREATE TEMP MACRO subject_slug(key) AS md5(key::VARCHAR)[:12];
CREATE TEMP MACRO name_slug(name, place_id) AS md5(name || '|' || coalesce(place_id, ''))[:12];

-- Where a number stands: the address that release.html takes behind ?r=.
CREATE TEMP MACRO source_of(key, span_start, span_end) AS release_id(key) || '#' || span_start || '-' || span_end;

-- A list or struct as JSON without its nulls. A text's own quotation marks are escaped, so the pattern meets keys only;
-- the comma that may stay behind is no JSON, but JavaScript.
CREATE TEMP MACRO compact(rows) AS regexp_replace(to_json(rows)::VARCHAR, '"\w+":null,?', '', 'g');

-- How far an outcome lies from its target: in points for what is measured in %, else in % of the target.
CREATE TEMP MACRO gap_points(unit, target, outcome) AS CASE WHEN unit IN ('%', 'pp') THEN round(outcome - target, 4) END;
CREATE TEMP MACRO gap_ratio(unit, target, outcome) AS
    CASE WHEN unit NOT IN ('%', 'pp', 'rank') AND target <> 0 THEN round(100 * outcome / target, 2) END;
