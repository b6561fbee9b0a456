/* One measure: all places of a year, target beside outcome; a city or province beside its parts. Without ?m= the list. */
"use strict";

(() => {
  const slug = site.asked_for("m");
  const state = { table: {}, list: {}, form: 0, year: null, scope: null };
  const LEVELS = ["country", "province", "prefecture", "county", "zone"];
  const DRAWN = 60; // places that a chart can hold

  site.page(async () => (slug ? (await site.load("measures/" + slug.slice(0, 2)))[slug] : site.load("measures")), (main, body) => (slug ? measure(main, body) : list(main, body)));

  function list(main, rows) {
    const { h, t, known, plain, measureLink } = site;
    site.title(t("measure.all"));
    const number = (key, label) => ({ key, label, numeric: true, value: (row) => row[key] || 0, cell: (row) => plain(row[key] || 0) });
    main.replaceChildren(h("h1", null, t("measure.all")), h("section", { class: "card" }, site.table({
      rows, state: state.list, text: (row) => row.name + " " + (row.family || ""),
      columns: [
        { key: "name", label: t("col.name"), wide: true, value: (row) => row.name, cell: (row) => measureLink(row.name, row.slug) },
        { key: "family", label: t("col.family"), value: (row) => row.family, cell: (row) => known("family", row.family), choices: () => site.choicesOf(rows, (row) => row.family, "family"), choice: (row) => row.family },
        number("places", t("measure.places")), number("targets", t("measure.targets")), number("outcomes", t("measure.outcomes")),
      ],
    })));
  }

  function measure(main, body) {
    const { h, t, section } = site;
    site.title(body.name);
    const forms = body.forms || [];
    const place = site.asked_for("place");
    if (place && !state.asked) {
      state.asked = true;
      beside(forms, place);
    }
    const controls = h("div", { class: "controls" });
    const content = h("div");
    main.replaceChildren(h("h1", null, body.name), body.family ? h("p", { class: "note" }, site.known("family", body.family)) : "", h("section", { class: "card", id: "compare" }, controls, content));
    const show = () => { choose(controls, forms, show); compare(content, forms[state.form], body); };
    show();
  }

  /* Where one place is asked for: the latest year that sets it beside its parts or beside the place above, else its latest. */
  function beside(forms, place) {
    state.form = Math.max(0, forms.findIndex((one) => one.rows.some((row) => row.slug === place)));
    const rows = forms[state.form].rows;
    const own = rows.filter((row) => row.slug === place).sort((a, b) => (b.target != null) - (a.target != null) || b.year - a.year);
    const among = (row, test) => rows.some((other) => other.year === row.year && other.target != null && test(other));
    const whole = own.find((row) => row.target != null && among(row, (other) => other.parent === place));
    const part = own.find((row) => row.target != null && among(row, (other) => other.slug === row.parent));
    const chosen = whole || part || own[0];
    if (!chosen) return;
    state.year = chosen.year;
    state.scope = whole ? "tier:" + place : part ? "tier:" + part.parent : "level:" + chosen.level;
  }

  function choose(controls, forms, show) {
    const { h, t, known } = site;
    const rows = forms[state.form].rows;
    const years = [...new Set(rows.map((row) => row.year))].sort((a, b) => b - a);
    if (!years.includes(state.year)) state.year = busiest(rows, years);
    const now = rows.filter((row) => row.year === state.year);
    const here = new Map(now.map((row) => [row.slug, row.place]));
    const tiers = [...here].filter(([parent]) => now.some((row) => row.parent === parent));
    const scopes = [["all", t("measure.scope_all")], ...LEVELS.filter((level) => now.some((row) => row.level === level)).map((level) => ["level:" + level, known("level", level)]), ...tiers.map(([parent, name]) => ["tier:" + parent, t("measure.tier", { place: name })])];
    if (!scopes.some(([value]) => value === state.scope)) state.scope = "all";
    const select = (id, label, options, value, change) => {
      const made = h("select", { id, "aria-label": label, onchange: (event) => { change(event.target.value); show(); document.getElementById(id).focus(); } }, options.map(([one, text]) => h("option", { value: one }, text)));
      made.value = String(value);
      return h("label", null, h("span", { class: "muted" }, label), made);
    };
    controls.replaceChildren(
      select("form", t("measure.form"), forms.map((one, i) => [i, site.form(one.form, true) + site.paren(new Set(one.rows.map((row) => row.slug)).size)]), state.form, (value) => { state.form = Number(value); }),
      select("year", t("measure.year"), years.map((year) => [year, year]), state.year, (value) => { state.year = Number(value); }),
      select("scope", t("measure.scope"), scopes, state.scope, (value) => { state.scope = value; }));
  }

  /* The year that most places speak of, of the latest four: the newest alone may hold one early bird. */
  function busiest(rows, years) {
    const count = (year) => new Set(rows.filter((row) => row.year === year).map((row) => row.slug)).size;
    return years.filter((year) => year <= new Date().getFullYear() + 1).slice(0, 4).sort((a, b) => count(b) - count(a))[0] || years[0];
  }

  function compare(content, one, body) {
    const { h, t, chip, placeLink, gap, flags } = site;
    const [kind, value] = state.scope.split(":");
    let rows = one.rows.filter((row) => row.year === state.year);
    if (kind === "level") rows = rows.filter((row) => row.level === value);
    if (kind === "tier") rows = rows.filter((row) => row.slug === value || row.parent === value);
    const top = kind === "tier" ? rows.find((row) => row.slug === value && row.target != null) : null;
    const above = (row) => (top && row.slug !== value && row.target != null ? (["%", "pp"].includes(one.form.unit) ? { gap_points: Math.round((row.target - top.target) * 1e4) / 1e4 } : { gap_ratio: top.target ? (100 * row.target) / top.target : null }) : {});
    const key = (row) => (row.target != null ? row.target : row.outcome);
    rows = rows.slice().sort((a, b) => (b.slug === value) - (a.slug === value) || (key(b) != null) - (key(a) != null) || key(b) - key(a));
    const box = h("div", { class: "chart", "aria-hidden": "true" });
    const columns = [
      { key: "place", label: t("col.place"), value: (row) => row.place, cell: (row) => placeLink(row.place, row.slug) },
      { key: "target", label: t("col.target"), numeric: true, value: (row) => row.target, cell: (row) => site.target(row, one.form.unit) },
      { key: "outcome", label: t("col.outcome"), numeric: true, value: (row) => row.outcome, cell: (row) => site.outcome(row, one.form.unit) },
      { key: "gap", label: t("col.gap"), numeric: true, value: (row) => (row.gap_points != null ? row.gap_points : row.gap_ratio), cell: (row) => (row.outcome_source ? site.gapLink(gap(row), row.outcome_source) : "") },
      { key: "lifecycle", label: t("col.lifecycle"), value: (row) => row.lifecycle, cell: (row) => [chip("life", row.lifecycle), row.flag ? h("div", { class: "flag" }, flags(row.flag)) : null], choices: () => site.choicesOf(rows, (row) => row.lifecycle, "life"), choice: (row) => row.lifecycle },
    ];
    if (top) columns.splice(2, 0, { key: "above", label: t("measure.tier_gap"), numeric: true, value: (row) => { const a = above(row); return a.gap_points != null ? a.gap_points : a.gap_ratio; }, cell: (row) => (row.target_source ? site.gapLink(gap(above(row)), row.target_source) : "") });
    content.replaceChildren(
      kind === "tier" ? h("p", { class: "note" }, t("measure.tier_note")) : "",
      h("ul", { class: "legend" }, h("li", null, h("i", { class: "mark-target" }), t("chart.target")), h("li", null, h("i", { class: "mark-outcome" }), t("chart.outcome"))),
      rows.length ? box : h("p", { class: "none" }, t("measure.none")), site.table({ rows, columns, state: state.table, text: (row) => row.place }));
    const drawn = rows.filter((row) => row.target != null || row.outcome != null).slice(0, DRAWN);
    const { scale, label } = site.axis(drawn.flatMap((row) => [row.target, row.outcome]), one.form);
    const seen = new Set();
    const lines = [];
    for (const row of drawn) {
      const name = seen.has(row.place) ? null : row.place;
      seen.add(row.place);
      if (name) lines.push({ place: name, rank: lines.length, target: row.target != null ? row.target / scale : null, outcome: row.outcome != null ? row.outcome / scale : null, link: row.target_source ? site.releaseHref(row.target_source) : null, outcome_link: row.outcome_source ? site.releaseHref(row.outcome_source) : null, tip: [row.place, row.target_text && t("chart.target") + " " + row.target_text, row.outcome_text && t("chart.outcome") + " " + row.outcome_text].filter(Boolean).join(" · ") });
    }
    if (lines.length) site.chart(box, "places", lines, (spec) => { spec.height = 22 * lines.length; spec.title = { text: label, anchor: "end", fontSize: 12, fontWeight: "normal", color: "#5d626e" }; });
  }
})();
