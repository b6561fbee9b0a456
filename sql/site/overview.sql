-- overview: what the warehouse holds, counted; the newest promises that were decided, as a way in.
SELECT 'overview' AS file, compact({
    counts: (
        SELECT {releases: releases, rejected: rejected, figures: figures, targets: targets, milestones: milestones,
            numbers: numeric_spans, commitments: (SELECT count(*) FROM site.commitment), places: (SELECT count(*) FROM site.place),
            reprints: (SELECT count(*) FROM site.release WHERE is_current AND NOT is_cluster_primary),
            first_on: (SELECT min(issued_on) FROM site.release WHERE counts), last_on: (SELECT max(issued_on) FROM site.release WHERE counts)}
        FROM main.version
    ),
    months: (
        SELECT list({month: month, kind: kind, n: n} ORDER BY month, kind)
        FROM (SELECT strftime(issued_on, '%Y-%m') AS month, coalesce(kind, 'none') AS kind, count(*) AS n FROM site.release WHERE counts GROUP BY ALL)
    ),
    kinds: (
        SELECT list({key: kind, n: n} ORDER BY n DESC, kind)
        FROM (SELECT coalesce(kind, 'none') AS kind, count(*) AS n FROM site.release WHERE counts GROUP BY ALL)
    ),
    publishers: (
        SELECT list({key: publisher, n: n} ORDER BY n DESC, publisher)
        FROM (SELECT coalesce(publisher, '') AS publisher, count(*) AS n FROM site.release WHERE counts GROUP BY ALL ORDER BY n DESC, publisher LIMIT 12)
    ),
    publishers_in_all: (SELECT count(DISTINCT publisher) FROM site.release WHERE counts),
    status: (SELECT list({key: status, n: n} ORDER BY n DESC) FROM (SELECT status, count(*) AS n FROM main.figures GROUP BY ALL)),
    themes: (
        SELECT list({theme: theme, theme_en: theme_en, n: n, targets: targets} ORDER BY n DESC, theme)
        FROM (
            SELECT t.theme, t.theme_en, count(*) AS n, count(*) FILTER (f.status = 'target') AS targets
            FROM main.figures AS f JOIN dw.dim_theme AS t USING (theme) GROUP BY ALL
        )
    ),
    without_theme: (SELECT count(*) FROM main.figures WHERE theme IS NULL),
    lifecycle: (SELECT list({key: lifecycle, n: n}) FROM (SELECT lifecycle, count(*) AS n FROM site.commitment GROUP BY ALL ORDER BY lifecycle)),
    places: (
        SELECT list({slug: slug, name: name, level: level, n: n, achieved: achieved, missed: missed} ORDER BY n DESC, slug)
        FROM (
            SELECT p.slug, p.name, p.level, count(*) AS n, count(*) FILTER (lifecycle = 'achieved') AS achieved, count(*) FILTER (lifecycle = 'missed') AS missed
            FROM site.commitment AS c JOIN site.place AS p USING (place_id)
            WHERE p.level IN ('country', 'province', 'prefecture', 'county', 'zone')
            GROUP BY ALL ORDER BY n DESC, slug LIMIT 24
        )
    ),
    decided: (
        SELECT list({place: place, slug: slug, measure: measure, aspect: aspect, action: action, subject: subject, event: event, due: period_end,
            target: target_text, source: target_source, outcome: outcome_text, outcome_source: outcome_source, lifecycle: lifecycle, gap_points: gap_points,
            gap_ratio: gap_ratio} ORDER BY outcome_on DESC, target_source)
        FROM (
            SELECT c.*, p.slug, m.is_lexicon, md5(target_source) AS hash_of FROM site.commitment AS c JOIN site.place AS p USING (place_id) JOIN dw.dim_measure AS m USING (measure)
            WHERE lifecycle IN ('achieved', 'missed') AND m.is_lexicon
            QUALIFY row_number() OVER (PARTITION BY place_id ORDER BY outcome_on DESC, period_end DESC, hash_of) = 1
            ORDER BY row_number() OVER (PARTITION BY lifecycle ORDER BY outcome_on DESC, hash_of), lifecycle LIMIT 10
        )
    ),
    rejected: (
        SELECT list({reason: reason, n: n, first: first} ORDER BY n DESC, reason)
        FROM (
            SELECT reason, count(*) AS n, list({path: source_path, detail: detail} ORDER BY source_path)[:20] AS first FROM main.rejected_releases GROUP BY ALL
        )
    )
}) AS body
