/* One project, programme, park, platform, industry chain or enterprise: its milestones, commitments, figures, and where it is named.
   Without ?s= the list. */
"use strict";

(() => {
  const slug = site.asked_for("s");
  const state = { table: {}, figures: {}, list: { choices: { kind: site.asked_for("kind") || "" } } };
  let mentioned = 20;

  site.page(async () => (slug ? (await site.load("projects/" + slug.slice(0, 2)))[slug] : site.load("projects")), (main, body) => (slug ? project(main, body) : list(main, body)));

  const kindOf = (row) => row.kind || "named";

  function list(main, body) {
    const { h, t, known, plain, projectLink } = site;
    site.title(t("project.all"));
    const rows = (body.slug || []).map((one, i) => ({ slug: one, name: body.name[i], kind: body.kind[i], place: body.place[i], day: body.day[i], releases: body.releases[i], milestones: body.milestones[i], commitments: body.commitments[i] }));
    const number = (key, label) => ({ key, label, numeric: true, value: (row) => row[key] || 0, cell: (row) => (row[key] ? plain(row[key]) : "") });
    main.replaceChildren(h("h1", null, t("project.all")), h("p", { class: "note" }, t("project.note")), h("section", { class: "card" }, site.table({
      rows, state: state.list, text: (row) => [row.name, row.place].join(" "),
      columns: [
        { key: "name", label: t("col.name"), wide: true, value: (row) => row.name, cell: (row) => projectLink(row.name, row.slug) },
        { key: "kind", label: t("col.kind"), value: kindOf, cell: (row) => known("subject", kindOf(row)), choices: () => site.choicesOf(rows, kindOf, "subject"), choice: kindOf },
        { key: "place", label: t("col.place"), value: (row) => row.place, cell: (row) => row.place || "" },
        number("releases", t("nav.release")), number("milestones", t("place.milestones")), number("commitments", t("col.commitments")),
        { key: "day", label: t("project.last"), value: (row) => row.day, cell: (row) => row.day },
      ],
    })));
  }

  function project(main, body) {
    const { h, t, known, plain, section, placeLink } = site;
    site.title(body.name);
    const counts = body.counts;
    const tiles = h("ul", { class: "tiles small" }, ["releases", "mentions", "commitments", "milestones", "figures"].filter((key) => counts[key]).map((key) =>
      h("li", null, h("b", null, plain(counts[key])), h("span", null, t("count." + key)))));
    main.replaceChildren(
      h("h1", null, body.name),
      h("dl", { class: "facts" },
        h("div", null, h("dt", null, t("col.kind")), h("dd", null, known("subject", kindOf(body)))),
        body.place && body.place.name ? h("div", null, h("dt", null, t("col.place")), h("dd", null, placeLink(body.place.name, body.place.slug))) : null,
        body.aliases ? h("div", null, h("dt", null, t("project.aliases")), h("dd", null, body.aliases.join("、"))) : null),
      h("p", { class: "note" }, t("project.seen", { first: body.first_on, last: body.last_on })), tiles,
      body.milestones ? site.pieces.milestones(body.milestones, slug) : "",
      body.commitments ? section("commitments", t("place.commitments"), site.pieces.commitments(body.commitments, state.table)) : "",
      body.figures ? section("figures", t("project.figures"), figures(body.figures)) : "",
      body.mentions ? mentions(body) : "");
  }

  function figures(rows) {
    const { h, t, known, chip, numberLink } = site;
    const what = (row) => [row.action, row.measure, row.aspect && row.aspect !== "level" ? known("aspect", row.aspect) : null].filter(Boolean).join(" ");
    return site.table({
      rows, state: state.figures, words: rows.length > 10, text: (row) => [what(row), row.text, row.day].join(" "),
      columns: [
        { key: "what", label: t("col.measure"), wide: true, value: what, cell: what },
        { key: "number", label: t("field.value"), numeric: true, value: (row) => row.value, cell: (row) => numberLink(row.text, row.source) },
        { key: "status", label: t("field.status"), value: (row) => row.status, cell: (row) => chip("status", row.status), choices: () => site.choicesOf(rows, (row) => row.status, "status"), choice: (row) => row.status },
        { key: "until", label: t("field.period"), value: (row) => row.until, cell: (row) => site.day(row.until) },
        { key: "day", label: t("col.stated"), value: (row) => row.day, cell: (row) => h("span", { class: "muted" }, row.day) },
      ],
    });
  }

  /* Newest first, the name in the words around it, each a link to its place in the release. */
  function mentions(body) {
    const { h, t, section, plain } = site;
    const rows = body.mentions;
    const line = h("ol", { class: "mentions" });
    const more = h("button", { type: "button", class: "more", onclick: () => { mentioned += 60; fill(); } });
    const fill = () => {
      line.replaceChildren(...rows.slice(0, mentioned).map((row) => h("li", null,
        h("div", { class: "muted" }, row.day, " · ", h("a", { href: site.releaseHref(row.source) }, row.title), row.place ? " · " + row.place : "", " ", row.focus ? h("span", { class: "chip" }, t("project.focus")) : null),
        h("div", { class: "quote" }, "…" + row.before, h("a", { class: "n", href: site.releaseHref(row.source), title: t("source") }, row.name), row.after + "…"))));
      more.hidden = rows.length <= mentioned;
      more.textContent = site.moreText(Math.min(mentioned, rows.length), rows.length);
    };
    fill();
    const cut = body.counts.mentions > rows.length ? h("p", { class: "note" }, t("project.mentions_cut", { n: plain(rows.length) })) : null;
    return section("mentions", t("project.mentions"), line, more, cut || []);
  }
})();
