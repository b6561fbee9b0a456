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
      names.length > 1 ? h("div", null, h("dt", null, t("place.names")), h("dd", null, names.map((one) => one.name + (one.since > "1950" ? site.paren(one.since.slice(0, 4)) : "")).join(" → "))) : null,
      (body.same_ground || []).length ? h("div", null, h("dt", null, t("place.same_ground")), h("dd", null, body.same_ground.map((one) => [placeLink(one.name, one.slug), " "]))) : null,
      (body.breaks || []).length ? h("div", null, h("dt", null, t("place.breaks")), h("dd", null, body.breaks.map((one) => h("div", null, one.year + " " + site.colon(known("break", one.kind)) + (one.note || ""))))) : null);
    const tiles = h("ul", { class: "tiles small" },
      h("li", null, h("b", null, plain(counts.figures || 0)), h("span", null, t("count.figures"))),
      h("li", null, h("b", null, plain(commitments.length)), h("span", null, t("count.commitments"))),
      lives.map(([key, n]) => h("li", { class: "life-" + key }, h("b", null, plain(n)), h("span", null, known("life", key)))));
    main.replaceChildren(
      h("h1", null, body.name), facts,
      counts.releases ? h("p", { class: "note" }, t("place.covered", { n: plain(counts.releases), first: counts.first_on, last: counts.last_on })) : "",
      tiles, series(body), section("commitments", t("place.commitments"), commitments.length ? site.pieces.commitments(commitments, state.table) : h("p", { class: "none" }, t("place.commitments_none"))),
      h("div", { class: "two" }, site.pieces.milestones(body.milestones), h("div", { class: "column" }, themes(body), projects(body))), words(body), children(body));
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
      below.replaceChildren(...[points(one), one.published ? h("p", { class: "note" }, site.colon(t("chart.external")) + site.listed(one.published.map((p) => p.year + " " + site.quantity(p.value, one.form.unit) + site.paren([p.source, p.data_status].filter(Boolean).join(" "))))) : null, breaks.length ? h("p", { class: "note" }, site.colon(t("break.note")) + site.listed(breaks.map((b) => b.year + " " + site.known("break", b.kind) + (b.note ? " " + b.note : "")))) : null,
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
    const { scale, label } = site.axis(one.points.flatMap((p) => [p.target, p.outcome]), one.form);
    const unit = one.form.unit;
    for (const p of one.points) {
      if (p.target != null) rows.push({ what: "target", year: p.year, value: p.target / scale, low: p.low != null ? p.low / scale : null, high: p.high != null ? p.high / scale : null, tip: p.year + " " + t("chart.target") + " " + p.target_text, link: releaseHref(p.target_source) });
      if (p.outcome != null) rows.push({ what: "outcome", year: p.year, value: p.outcome / scale, piece: piece(p.year), tip: p.year + " " + t("chart.outcome") + " " + p.outcome_text, link: releaseHref(p.outcome_source) });
    }
    for (const p of one.published || []) rows.push({ what: "external", year: p.year, value: p.value / scale, tip: p.year + " " + t("chart.external") + " " + quantity(p.value, unit) + " " + p.source });
    for (const b of breaks) rows.push({ what: "break", year: b.year - 0.5, label: known("break", b.kind), tip: b.year + " " + known("break", b.kind) + (b.note ? " " + b.note : "") });
    const years = rows.map((row) => Math.ceil(row.year));
    const [first, last] = [Math.min(...years), Math.max(...years)];
    const step = Math.ceil((last - first + 1) / (window.innerWidth < 640 ? 5 : 12));
    const ticks = Array.from({ length: Math.floor((last - first) / step) + 1 }, (_, i) => last - i * step);
    site.chart(box, "series", rows, (spec) => {
      spec.title = { text: label, anchor: "start", fontSize: 12, fontWeight: "normal", color: "#5d626e" };
      for (const layer of spec.layer) layer.encoding.x.axis.values = ticks;
    });
  }

  function points(one) {
    const { h, t, chip, gap, flags } = site;
    return h("div", { class: "scroll" }, h("table", { class: "plain points" },
      h("thead", null, h("tr", null, [t("col.year"), t("col.target"), t("col.outcome"), t("col.gap"), t("col.lifecycle")].map((label, i) => h("th", { class: i && i < 4 ? "num" : null }, label)))),
      h("tbody", null, one.points.slice().reverse().map((p) => h("tr", null, h("th", { scope: "row" }, String(p.year)), h("td", { class: "num" }, site.target(p, one.form.unit)), h("td", { class: "num" }, site.outcome(p, one.form.unit)), h("td", { class: "num" }, p.outcome_source ? site.gapLink(gap(p), p.outcome_source) : ""), h("td", null, chip("life", p.lifecycle), p.flag ? h("span", { class: "flag" }, " " + flags(p.flag)) : null))))));
  }

  function themes(body) {
    const { h, t, section, numberLink } = site;
    const rows = body.themes || [];
    return section("themes", t("place.themes"), rows.length ? h("ul", { class: "years" }, rows.map((row) => h("li", null, h("b", null, String(row.year)), " ", numberLink(row.theme, row.source), " ", site.muted(row.day)))) : h("p", { class: "none" }, t("place.themes_none")));
  }

  /* Words by year: how often in 10,000 characters, the darker the more of the word's own. */
  function words(body) {
    const { h, t, known, plain, section } = site;
    const told = body.words;
    if (!told) return "";
    const share = (n, year) => (10000 * n) / year.chars;
    const row = (word) => {
      const shares = told.years.map((year, i) => share(word.n[i], year));
      const most = Math.max(...shares);
      return h("tr", null, h("th", { scope: "row" }, word.term), told.years.map((year, i) => {
        const [n, k, m] = [word.n[i], word.releases[i], year.releases];
        const cell = h("td", { class: "num", title: t("place.words_of", { n: plain(n), k: plain(k), m: plain(m), share: Math.round((100 * k) / m) }) }, n ? shares[i].toFixed(1) : "–");
        cell.style.setProperty("--heat", Math.round((28 * shares[i]) / most) + "%");
        return cell;
      }));
    };
    return section("words", t("place.words"), h("p", { class: "note" }, t("place.words_note", { kind: known("kind", told.kind) })), h("div", { class: "scroll" }, h("table", { class: "plain points heat" },
      h("thead", null, h("tr", null, h("th", null, t("place.words_word")), told.years.map((year) => h("th", { class: "num" }, String(year.year), h("small", null, plain(year.releases)))))),
      h("tbody", null, told.words.map(row)))));
  }

  function projects(body) {
    const { h, t, known, section, projectLink, muted } = site;
    const rows = body.projects || [];
    return rows.length ? section("projects", t("place.projects"), h("ul", { class: "years" }, rows.map((row) => h("li", null, projectLink(row.name, row.slug), " ", muted(known("subject", row.kind || "named"))))), h("p", { class: "note" }, h("a", { href: "project.html" }, t("project.all") + " →"))) : "";
  }

  function children(body) {
    const { h, t, section, placeLink } = site;
    const rows = body.children || [];
    return rows.length ? section("children", t("place.children"), h("ul", { class: "places plainlist" }, rows.map((row) => h("li", null, placeLink(row.name, row.slug))))) : "";
  }
})();
