/* One place: its commitments, targets and outcomes by year, milestones, annual themes. Without ?p= the list of places. */
"use strict";

(() => {
  const slug = site.asked_for("p");
  const state = { table: {}, list: {}, series: 0 };

  site.page(() => site.load(slug ? "places/" + slug : "places"), (main, body) => (slug ? place(main, body) : list(main, body)));

  function list(main, rows) {
    const { h, t, known, plain, placeLink } = site;
    site.title(t("place.all"));
    const number = (key, label) => ({ key, label, numeric: true, value: (row) => row[key] || 0, cell: (row) => (row[key] ? plain(row[key]) : "") });
    main.replaceChildren(h("h1", null, t("place.all")), h("section", { class: "card" }, site.table({
      rows, state: state.list, text: (row) => [row.name, row.parent, ...(row.names || [])].join(" "),
      columns: [
        { key: "name", label: t("col.place"), value: (row) => row.name, cell: (row) => placeLink(row.name, row.slug) },
        { key: "level", label: t("place.level"), value: (row) => row.level, cell: (row) => known("level", row.level), choices: () => site.choicesOf(rows, (row) => row.level, "level"), choice: (row) => row.level },
        { key: "parent", label: t("place.parent"), value: (row) => row.parent, cell: (row) => row.parent || "" },
        number("figures", t("col.figures")), number("commitments", t("col.commitments")),
        number("achieved", t("life.achieved")), number("missed", t("life.missed")), number("lapsed", t("life.lapsed")), number("open", t("life.open")),
      ],
    })));
  }

  function place(main, body) {
    const { h, t, known, plain, section, placeLink } = site;
    site.title(body.name);
    const counts = body.counts || {};
    const commitments = body.commitments || [];
    const lives = ["achieved", "missed", "lapsed", "open", "unknown"].map((key) => [key, commitments.filter((row) => row.lifecycle === key).length]).filter(([, n]) => n);
    const names = (body.states || []).filter((one, i, all) => !i || one.name !== all[i - 1].name);
    const facts = h("dl", { class: "facts" },
      h("div", null, h("dt", null, t("place.level")), h("dd", null, known("level", body.level) + (body.code ? " · " + body.code : ""))),
      body.parent ? h("div", null, h("dt", null, t("place.parent")), h("dd", null, placeLink(body.parent.name, body.parent.slug))) : null,
      names.length > 1 ? h("div", null, h("dt", null, t("place.names")), h("dd", null, names.map((one) => one.name + (one.since > "1950" ? "（" + one.since.slice(0, 4) + "）" : "")).join(" → "))) : null,
      (body.same_ground || []).length ? h("div", null, h("dt", null, t("place.same_ground")), h("dd", null, body.same_ground.map((one) => [placeLink(one.name, one.slug), " "]))) : null,
      (body.breaks || []).length ? h("div", null, h("dt", null, t("place.breaks")), h("dd", null, body.breaks.map((one) => h("div", null, one.year + " " + known("break", one.kind) + (one.note ? "：" + one.note : ""))))) : null);
    const tiles = h("ul", { class: "tiles small" },
      h("li", null, h("b", null, plain(counts.figures || 0)), h("span", null, t("count.figures"))),
      h("li", null, h("b", null, plain(commitments.length)), h("span", null, t("count.commitments"))),
      lives.map(([key, n]) => h("li", { class: "life-" + key }, h("b", null, plain(n)), h("span", null, known("life", key)))));
    main.replaceChildren(
      h("h1", null, body.name), facts,
      counts.releases ? h("p", { class: "note" }, t("place.covered", { n: plain(counts.releases), first: counts.first_on, last: counts.last_on })) : "",
      tiles, series(body), section("commitments", t("place.commitments"), commitments.length ? commitmentTable(commitments) : h("p", { class: "none" }, t("place.commitments_none"))),
      h("div", { class: "two" }, milestones(body), themes(body)), children(body));
  }

  function commitmentTable(rows) {
    const { h, t, chip, known, measureLink, numberLink, gap, form, flags, muted } = site;
    const what = (row) => row.measure || [row.subject, row.event].filter(Boolean).join(" ");
    const due = (row) => h("span", null, site.day(row.due), row.first_due ? h("s", { class: "muted" }, " " + site.day(row.first_due)) : null);
    return site.table({
      rows, state: state.table, text: (row) => [what(row), row.action, row.subject, row.target_text, row.outcome_text, row.books, row.due].join(" "),
      columns: [
        { key: "measure", label: t("col.measure"), wide: true, value: what, cell: (row) => [h("span", { class: "what" }, row.measure ? measureLink(row.measure, row.slug) : what(row)), " ", muted([row.aspect && row.aspect !== "level" ? known("aspect", row.aspect) : null, form(row.event ? { books: row.books } : row)].filter(Boolean).join(" · ")), row.flag ? h("div", { class: "flag" }, flags(row.flag)) : null] },
        { key: "due", label: t("col.due"), value: (row) => row.due, cell: due, choices: () => site.choicesOf(rows, (row) => (row.due || "").slice(0, 4)).sort().reverse(), choice: (row) => (row.due || "").slice(0, 4) },
        { key: "target", label: t("col.target"), numeric: true, value: (row) => row.target, cell: (row) => [row.event ? numberLink(row.event, row.target_source, row.target_text) : site.target(row, null, row.stated_on), row.strength === 3 ? h("sup", { title: t("strength.3") }, "!") : null] },
        { key: "outcome", label: t("col.outcome"), numeric: true, value: (row) => row.outcome, cell: (row) => (row.outcome_source ? (row.event ? numberLink(row.outcome_on, row.outcome_source) : site.outcome(row, null, row.outcome_on)) : row.silent ? h("a", { class: "muted", href: site.releaseHref(row.silent), title: t("release.silent") }, "—") : "") },
        { key: "gap", label: t("col.gap"), numeric: true, value: (row) => (row.gap_points != null ? row.gap_points : row.gap_ratio != null ? row.gap_ratio - 100 : null), cell: (row) => (row.outcome_source ? numberLink(gap(row), row.outcome_source) : "") },
        { key: "lifecycle", label: t("col.lifecycle"), value: (row) => row.lifecycle, cell: (row) => chip("life", row.lifecycle), choices: () => site.choicesOf(rows, (row) => row.lifecycle, "life"), choice: (row) => row.lifecycle },
        { key: "stated", label: t("col.stated"), value: (row) => row.stated_on, cell: (row) => h("span", { class: "muted" }, row.stated_on + (row.statements > 1 ? " ×" + row.statements : "")) },
      ],
    });
  }

  const seriesName = (one) => [one.measure, site.form(one.form, true)].filter(Boolean).join(" · ");

  function series(body) {
    const { h, t, section } = site;
    const all = body.series || [];
    const found = section("series", t("place.series"));
    if (!all.length) { found.append(h("p", { class: "none" }, t("place.series_none"))); return found; }
    const asked = site.asked_for("m");
    if (asked && !state.asked) { state.asked = true; state.series = Math.max(0, all.findIndex((one) => one.slug === asked)); }
    const box = h("div", { class: "chart", "aria-hidden": "true" });
    const below = h("div");
    const select = h("select", { id: "series-pick", "aria-label": t("place.series_pick"), onchange: (event) => { state.series = Number(event.target.value); show(); } }, all.map((one, i) => h("option", { value: i }, seriesName(one))));
    select.value = String(state.series);
    const show = () => {
      const one = all[state.series];
      const breaks = [...(one.breaks || []), ...(body.breaks || []).filter((b) => one.points.some((p) => p.year < b.year) && one.points.some((p) => p.year >= b.year))];
      below.replaceChildren(...[points(one), one.published ? h("p", { class: "note" }, t("chart.external") + "：" + one.published.map((p) => p.year + " " + site.quantity(p.value, one.form.unit) + "（" + [p.source, p.data_status].filter(Boolean).join("，") + "）").join("；")) : null, breaks.length ? h("p", { class: "note" }, t("break.note") + "：" + breaks.map((b) => b.year + " " + site.known("break", b.kind) + (b.note ? " " + b.note : "")).join("；")) : null,
        h("p", { class: "note" }, h("a", { href: "measure.html?m=" + one.slug + "&place=" + body.slug }, t("place.compare") + " →"))].filter(Boolean));
      draw(box, one, breaks);
    };
    found.append(h("div", { class: "controls" }, select), h("ul", { class: "legend" }, h("li", null, h("i", { class: "mark-target" }), t("chart.target")), h("li", null, h("i", { class: "mark-outcome" }), t("chart.outcome")), all.some((one) => one.published) ? h("li", null, h("i", { class: "mark-external" }), t("chart.external")) : null), box, below);
    show();
    return found;
  }

  function draw(box, one, breaks) {
    const { t, known, releaseHref, quantity } = site;
    const edges = breaks.map((b) => b.year).sort((a, b) => a - b);
    const reported = one.points.filter((p) => p.outcome != null).map((p) => p.year);
    const gaps = reported.filter((year, i) => i && year - reported[i - 1] > 3);
    const piece = (year) => [...edges, ...gaps].filter((edge) => edge <= year).length; // no line over a break, nor over years without a report
    const rows = [];
    const values = one.points.flatMap((p) => [p.target, p.outcome]).filter((v) => v != null).map(Math.abs);
    const unit = one.form.unit;
    const scale = ["%", "pp", "rank", "times"].includes(unit) ? 1 : Math.max(...values) >= 1e8 ? 1e8 : Math.max(...values) >= 1e5 ? 1e4 : 1;
    for (const p of one.points) {
      if (p.target != null) rows.push({ what: "target", year: p.year, value: p.target / scale, low: p.low != null ? p.low / scale : null, high: p.high != null ? p.high / scale : null, tip: p.year + " " + t("chart.target") + " " + p.target_text, link: releaseHref(p.target_source) });
      if (p.outcome != null) rows.push({ what: "outcome", year: p.year, value: p.outcome / scale, piece: piece(p.year), tip: p.year + " " + t("chart.outcome") + " " + p.outcome_text, link: releaseHref(p.outcome_source) });
    }
    for (const p of one.published || []) rows.push({ what: "external", year: p.year, value: p.value / scale, tip: p.year + " " + t("chart.external") + " " + quantity(p.value, unit) + " " + p.source });
    for (const b of breaks) rows.push({ what: "break", year: b.year - 0.5, label: known("break", b.kind), tip: b.year + " " + known("break", b.kind) + (b.note ? " " + b.note : "") });
    const label = unit === "%" ? "%" : (scale === 1e8 ? "亿" : scale === 1e4 ? "万" : "") + (unit === "count" ? one.form.classifier || "" : known("unit", unit));
    site.chart(box, "series", rows, (spec) => { spec.title = { text: label, anchor: "start", fontSize: 12, fontWeight: "normal", color: "#6f6a5d" }; });
  }

  function points(one) {
    const { h, t, chip, numberLink, gap, flags } = site;
    return h("div", { class: "scroll" }, h("table", { class: "plain points" },
      h("thead", null, h("tr", null, [t("col.year"), t("col.target"), t("col.outcome"), t("col.gap"), t("col.lifecycle")].map((label, i) => h("th", { class: i && i < 4 ? "num" : null }, label)))),
      h("tbody", null, one.points.slice().reverse().map((p) => h("tr", null, h("th", { scope: "row" }, String(p.year)), h("td", { class: "num" }, site.target(p, one.form.unit)), h("td", { class: "num" }, site.outcome(p, one.form.unit)), h("td", { class: "num" }, p.outcome_source ? numberLink(gap(p), p.outcome_source) : ""), h("td", null, chip("life", p.lifecycle), p.flag ? h("span", { class: "flag" }, " " + flags(p.flag)) : null))))));
  }

  function milestones(body) {
    const { h, t, section, chip, numberLink, known } = site;
    const rows = body.milestones || [];
    const found = section("milestones", t("place.milestones"));
    if (!rows.length) { found.append(h("p", { class: "none" }, t("place.milestones_none"))); return found; }
    let shown = 30;
    const line = h("ol", { class: "timeline" });
    const more = h("button", { type: "button", class: "more", onclick: () => { shown += 100; fill(); } });
    const when = (row) => (row.since && row.due && row.since.slice(0, 7) === row.due.slice(0, 7) && row.since !== row.due ? row.due.slice(0, 7) : row.since === row.due ? row.due : site.day(row.due) || row.since || "");
    const fill = () => {
      line.replaceChildren(...rows.slice(0, shown).map((row) => h("li", { class: "status-" + row.status + (row.moved_to ? " moved" : "") },
        h("div", { class: "when" }, row.moved_to ? [h("s", null, when(row)), " → ", site.day(row.moved_to)] : when(row)),
        h("div", null, numberLink([row.subject, row.event].filter(Boolean).join(" "), row.source, row.text), " ",
          row.lifecycle && row.status === "target" ? chip("life", row.lifecycle) : chip("status", row.status),
          row.moved_to ? h("span", { class: "chip late" }, t("place.milestones_moved")) : row.first_due && row.status === "target" ? h("span", { class: "chip late" }, t("place.milestones_was") + " " + site.day(row.first_due)) : null,
          row.outcome_source && row.status === "target" ? [" ", numberLink(row.outcome_on, row.outcome_source)] : null, " ", site.muted(row.day)))));
      more.hidden = rows.length <= shown;
      more.textContent = t("more") + "（" + Math.min(shown, rows.length) + " / " + rows.length + "）";
    };
    fill();
    found.append(line, more);
    return found;
  }

  function themes(body) {
    const { h, t, section, numberLink } = site;
    const rows = body.themes || [];
    return section("themes", t("place.themes"), rows.length ? h("ul", { class: "years" }, rows.map((row) => h("li", null, h("b", null, String(row.year)), " ", numberLink(row.theme, row.source), " ", site.muted(row.day)))) : h("p", { class: "none" }, t("place.themes_none")));
  }

  function children(body) {
    const { h, t, section, placeLink } = site;
    const rows = body.children || [];
    return rows.length ? section("children", t("place.children"), h("ul", { class: "places plainlist" }, rows.map((row) => h("li", null, placeLink(row.name, row.slug))))) : "";
  }
})();
