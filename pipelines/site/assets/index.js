/* The overview: what the warehouse holds, and ways into it. */
"use strict";

site.page(() => site.load("overview"), (main, body) => {
  const { h, t, known, plain, section, bars, chip, placeLink, measureLink, numberLink, gap, form } = site;
  const counts = body.counts || {};
  const release = (filter, text) => h("a", { href: "release.html?" + filter }, text);

  const tiles = h("ul", { class: "tiles" }, ["releases", "figures", "targets", "commitments", "milestones", "places"].map((name) =>
    h("li", null, h("b", null, plain(counts[name] || 0)), h("span", null, t("count." + name)))));
  const span = counts.first_on ? h("p", { class: "note" }, counts.first_on + " — " + counts.last_on + (counts.reprints ? " · " + plain(counts.reprints) + " " + t("count.reprints") : "") + " · " + plain(counts.numbers) + " " + t("count.numbers")) : null;

  const order = ["achieved", "missed", "lapsed", "open", "unknown"];
  const lives = order.map((key) => (body.lifecycle || []).find((row) => row.key === key)).filter(Boolean);
  const total = lives.reduce((sum, row) => sum + row.n, 0);
  const strip = h("div", { class: "strip", role: "img", "aria-label": lives.map((row) => known("life", row.key) + " " + row.n).join(", ") }, lives.map((row) => {
    const part = h("i", { class: "life-" + row.key, title: known("life", row.key) + " " + plain(row.n) });
    part.style.flexGrow = row.n;
    return part;
  }));
  const lifecycle = section("lifecycle", t("overview.lifecycle"), total ? strip : null, h("ul", { class: "lives" }, lives.map((row) =>
    h("li", null, chip("life", row.key), h("b", null, plain(row.n)), site.muted(t("life." + row.key + ".note"))))), total ? null : h("p", { class: "none" }, t("empty")));

  const decided = section("decided", t("overview.decided"), (body.decided || []).length ? h("ul", { class: "decided" }, body.decided.map((row) => h("li", null,
    h("div", { class: "line" }, chip("life", row.lifecycle), placeLink(row.place, row.slug), h("span", null, [row.measure || [row.subject, row.event].filter(Boolean).join(" "), row.aspect && row.aspect !== "level" ? known("aspect", row.aspect) : null, form({ action: row.action })].filter(Boolean).join(" ")), site.muted((row.due || "").slice(0, 4))),
    h("div", { class: "pair" }, h("span", { class: "muted" }, t("col.target")), numberLink(row.target, row.source), h("span", { class: "arrow" }, "→"), h("span", { class: "muted" }, t("col.outcome")), numberLink(row.outcome, row.outcome_source), h("span", { class: "muted" }, gap(row)))))) : h("p", { class: "none" }, t("empty")));

  const places = section("places", t("overview.places"), h("ul", { class: "places" }, (body.places || []).map((row) =>
    h("li", null, placeLink(row.name, row.slug), h("b", null, plain(row.n)), h("span", { class: "kept" }, row.achieved ? h("span", { class: "life-achieved dot", title: t("life.achieved") }, plain(row.achieved)) : null, row.missed ? h("span", { class: "life-missed dot", title: t("life.missed") }, plain(row.missed)) : null)))),
  h("p", { class: "note" }, h("a", { href: "place.html" }, t("place.all") + " →")));

  const months = section("months", t("overview.months"));
  main.replaceChildren(tiles, span || "",
    h("div", { class: "two" },
      h("div", { class: "column" }, lifecycle,
        section("status", t("overview.status"), bars((body.status || []).map((row) => ({ what: known("status", row.key), n: row.n, class: "status-" + row.key })))),
        section("kinds", t("overview.kinds"), bars((body.kinds || []).map((row) => ({ what: release("kind=" + encodeURIComponent(row.key), known("kind", row.key)), n: row.n, class: "kind-" + row.key }))))),
      decided),
    places, months,
    section("themes", t("overview.themes"), bars((body.themes || []).map((row) => ({ what: site.language() === "zh" ? row.theme : row.theme_en || row.theme, n: row.n })), "columns"),
      h("p", { class: "note" }, t("overview.themes_note", { n: plain(body.without_theme || 0) }))),
    section("publishers", t("overview.publishers"), bars((body.publishers || []).map((row) => ({ what: row.key ? release("publisher=" + encodeURIComponent(row.key), row.key) : t("none"), n: row.n })), "columns"),
      h("p", { class: "note" }, t("overview.publishers_note", { n: plain(body.publishers_in_all || 0) }))),
    rejected());
  drawMonths();

  function rejected() {
    const rows = body.rejected || [];
    const found = section("rejected", t("overview.rejected"));
    if (!rows.length) found.append(h("p", { class: "note" }, t("overview.rejected_none")));
    for (const row of rows) {
      found.append(h("h3", null, known("reason", row.reason) + " ", h("b", null, plain(row.n))), h("p", { class: "note" }, known("reason_note", row.reason)),
        h("ul", { class: "files" }, (row.first || []).map((one) => h("li", { title: one.detail }, h("code", null, one.path)))));
    }
    return found;
  }

  function drawMonths() {
    const ranks = ["work_report", "communique", "budget_report", "policy", "news", "other", "none"];
    const all = body.months || [];
    if (!all.length) return months.append(h("p", { class: "none" }, t("empty")));
    const last = Number(all[all.length - 1].month.slice(0, 4));
    const years = new Set(all.map((row) => row.month.slice(0, 4)));
    const box = h("div");
    const choose = h("div", { class: "switch", role: "group", "aria-label": t("overview.months") });
    const kinds = ranks.filter((kind) => all.some((row) => row.kind === kind));
    const draw = (by) => {
      [...choose.children].forEach((button) => button.setAttribute("aria-pressed", String(button.value === by)));
      const sums = new Map(labels(by, Number(all[0].month.slice(0, 4)), last).map((label) => [label, {}]));
      for (const row of all) {
        const at = sums.get(by === "month" ? row.month : row.month.slice(0, 4));
        if (at) at[row.kind] = (at[row.kind] || 0) + row.n;
      }
      box.replaceChildren(columns([...sums], kinds));
    };
    for (const by of ["month", "year"]) if (by === "month" || years.size > 1) choose.append(h("button", { type: "button", value: by, onclick: () => draw(by) }, t("overview.by_" + by)));
    months.append(choose, box, h("ul", { class: "legend" }, kinds.map((kind) => h("li", null, h("i", { class: "kind-" + kind }), known("kind", kind)))));
    draw("month");
  }

  /* Every month of the latest five years, or every year: those without a release too. */
  function labels(by, first, last) {
    if (by === "year") return Array.from({ length: last - first + 1 }, (_, i) => String(first + i));
    return Array.from({ length: 60 }, (_, i) => last - 4 + Math.floor(i / 12) + "-" + String((i % 12) + 1).padStart(2, "0")).filter((label) => label.slice(0, 4) >= String(first));
  }

  /* Stacked columns: [label, {kind: n}], as high as their share of the highest. */
  function columns(rows, kinds) {
    const sum = (counts) => Object.values(counts).reduce((all, n) => all + n, 0);
    const highest = Math.max(...rows.map(([, counts]) => sum(counts)), 1);
    const step = Math.max(1, Math.ceil(rows.length / 12));
    const marked = (label, i) => (label.includes("-") ? label.endsWith("-01") : (rows.length - 1 - i) % step === 0);
    return h("div", { class: "stacks", role: "img", "aria-label": rows.filter(([, counts]) => sum(counts)).map(([label, counts]) => label + " " + sum(counts)).join(", ") },
      h("span", { class: "top-line" }, plain(highest)), rows.map(([label, counts], i) => {
        const told = kinds.filter((kind) => counts[kind]);
        const column = h("span", { class: "column-of", title: [site.colon(label) + plain(sum(counts)), ...told.map((kind) => known("kind", kind) + " " + plain(counts[kind]))].join("\n") }, h("span", { class: "stack-of" }, told.map((kind) => {
          const part = h("i", { class: "kind-" + kind });
          part.style.height = (100 * counts[kind]) / highest + "%";
          return part;
        })), marked(label, i) ? h("em", null, label.slice(0, 4)) : null);
        return column;
      }));
  }
});
