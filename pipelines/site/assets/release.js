/* One release: its text as printed, every numeric expression with its row, what became of its promises. Without ?r= the list.
   The text of a release is a stranger's: it becomes text nodes, and nothing else. */
"use strict";

(() => {
  const id = site.asked_for("r");
  const state = { list: { choices: { kind: site.asked_for("kind") || "", publisher: site.asked_for("publisher") || "" } }, hidden: new Set(), picked: null };

  site.page(() => site.load(id ? "releases/" + id.slice(0, 2) + "/" + id : "releases"), (main, body) => (id ? release(main, body) : list(main, body)));

  function list(main, body) {
    const { h, t, known, plain } = site;
    site.title(t("release.all"));
    const rows = (body.id || []).map((one, i) => ({ id: one, title: body.title[i], day: body.issued_on[i], kind: body.kind[i] || "none", publisher: body.publisher[i], place: body.place[i], figures: body.figures[i], reprint: body.reprint[i] }));
    main.replaceChildren(h("h1", null, t("release.all")), h("section", { class: "card" }, site.table({
      rows, state: state.list, text: (row) => [row.title, row.publisher, row.place, row.day].join(" "),
      columns: [
        { key: "title", label: t("col.title"), wide: true, value: (row) => row.title, cell: (row) => [h("a", { href: site.releaseHref(row.id) }, row.title), row.reprint ? h("span", { class: "chip" }, t("count.reprints")) : null] },
        { key: "day", label: t("col.date"), value: (row) => row.day, cell: (row) => row.day, choices: () => site.choicesOf(rows, (row) => row.day.slice(0, 4)), choice: (row) => row.day.slice(0, 4) },
        { key: "kind", label: t("col.kind"), value: (row) => row.kind, cell: (row) => known("kind", row.kind), choices: () => site.choicesOf(rows, (row) => row.kind, "kind"), choice: (row) => row.kind },
        { key: "publisher", label: t("col.publisher"), value: (row) => row.publisher, cell: (row) => row.publisher || "", choices: () => site.choicesOf(rows, (row) => row.publisher).sort((a, b) => a[1].localeCompare(b[1], "zh-CN")), choice: (row) => row.publisher },
        { key: "figures", label: t("col.figures"), numeric: true, value: (row) => row.figures, cell: (row) => plain(row.figures) },
      ],
    })));
  }

  const QUANTITIES = ["count", "money", "percent", "percentage_point", "multiple", "measure", "duration", "rank"];
  let body, text, spans, lines, details, cited;

  function release(main, given) {
    const { h, t } = site;
    body = given;
    text = points(body.text || "");
    spans = [...(body.figures || []), ...(body.others || [])].sort((a, b) => a.a - b.a || b.b - a.b);
    const fates = new Map();
    for (const one of body.fates || []) fates.set(one.a, [...(fates.get(one.a) || []), one]);
    const corrections = new Map();
    for (const one of body.corrections || []) corrections.set(one.a, [...(corrections.get(one.a) || []), one]);
    spans.forEach((span) => { span.fates = fates.get(span.a); span.corrections = corrections.get(span.a); });
    site.title(body.title);
    details = h("aside", { id: "details", "aria-live": "polite", "aria-label": t("release.details") });
    const article = h("article", { class: "text", id: "text" });
    main.replaceChildren(head(), h("div", { class: "reader" }, h("div", null, legend(), article, around()), details));
    cited = hashed();
    lines = split().map((line) => { const element = h("div", { class: "line" }); line.element = element; fill(line); return line; });
    article.append(...lines.map((line) => line.element));
    article.addEventListener("click", (event) => { const mark = event.target.closest("[data-i]"); if (mark) pick(Number(mark.dataset.i)); });
    article.addEventListener("focusin", (event) => { const mark = event.target.closest("[data-i]"); if (mark) pick(Number(mark.dataset.i)); });
    article.addEventListener("mouseover", (event) => { const mark = event.target.closest("[data-i]"); if (mark && matchMedia("(hover: hover) and (min-width: 900px)").matches && !state.pinned) pick(Number(mark.dataset.i)); });
    article.addEventListener("keydown", (event) => { if (event.key === "Enter" || event.key === " ") { const mark = event.target.closest("[data-i]"); if (mark) { event.preventDefault(); const link = details.querySelector("a"); if (link) link.focus(); } } });
    empty();
    go();
  }

  window.addEventListener("hashchange", () => {
    if (!lines) return;
    const before = cited;
    cited = hashed();
    for (const line of lines) if ([before, cited].some((one) => one && one.a < line.end && one.b > line.start)) fill(line);
    go();
  });

  /* Offsets of the warehouse count code points, those of JavaScript UTF-16 units: characters beyond the first plane count two. */
  function points(whole) {
    if (!/[\ud800-\udfff]/.test(whole)) return { slice: (a, b) => whole.slice(a, b), length: whole.length, whole };
    const all = Array.from(whole);
    return { slice: (a, b) => all.slice(a, b).join(""), length: all.length, whole };
  }

  function hashed() {
    const found = /^#(\d+)-(\d+)$/.exec(location.hash);
    return found ? { a: Number(found[1]), b: Number(found[2]) } : null;
  }

  /* The lines of the text with the spans that begin in each; a span over a line's end keeps its part of either. */
  function split() {
    const made = [];
    let at = 0;
    let next = 0;
    for (const line of text.whole.split(/(?<=\n)|(?<=\r)(?!\n)/)) {
      const length = text.length === text.whole.length ? line.length : Array.from(line).length;
      const end = at + length;
      while (next < spans.length && spans[next].b <= at) next++;
      const own = [];
      for (let i = next; i < spans.length && spans[i].a < end; i++) own.push(i);
      made.push({ start: at, end, own });
      at = end;
    }
    return made;
  }

  function fill(line) {
    const { h } = site;
    const parts = [];
    let at = line.start;
    const plain = (to) => { if (to > at) { parts.push(...cut(at, to)); at = to; } };
    for (const i of line.own) {
      const span = spans[i];
      const a = Math.max(span.a, at);
      const b = Math.min(span.b, line.end);
      if (a >= b) continue;
      plain(a);
      const kind = QUANTITIES.includes(span.class) ? "figure" : span.class;
      const isCited = cited && cited.a < span.b && cited.b > span.a;
      parts.push(h("span", { class: "num " + kind + (span.status ? " status-" + span.status : "") + (isCited ? " cited" : "") + (span.fates ? " linked" : "") + (span.corrections ? " corrected" : "") + (state.hidden.has(group(span)) ? " off" : ""), tabindex: "0", role: "button", "data-i": i, "aria-label": [text.slice(span.a, span.b), site.known("class", span.class), span.status && site.known("status", span.status)].filter(Boolean).join(", "), "aria-controls": "details" }, text.slice(a, b)));
      at = b;
    }
    plain(line.end);
    line.element.replaceChildren(...parts);
  }

  /* Plain text, its cited part marked. */
  function cut(from, to) {
    if (!cited || cited.b <= from || cited.a >= to) return [text.slice(from, to)];
    const a = Math.max(from, cited.a);
    const b = Math.min(to, cited.b);
    return [text.slice(from, a), site.h("mark", { class: "cited" }, text.slice(a, b)), text.slice(b, to)];
  }

  const group = (span) => span.status || span.class;

  function head() {
    const { h, t, known, placeLink, plain } = site;
    const url = /^https?:\/\//i.test(body.url || "") ? body.url : null;
    const line = [body.publisher, known("kind", body.kind), body.issued_on].filter(Boolean);
    return h("div", { class: "head" }, h("h1", null, body.title),
      h("p", { class: "meta" }, line.map((word) => h("span", null, word)), h("span", { class: "muted" }, known("date", body.issued_on_source) + (body.issued_on_flag ? site.paren(known("date", body.issued_on_flag)) : "")), body.place ? h("span", null, body.place) : null, h("span", { class: "muted" }, plain(body.chars) + " " + t("release.chars")), url ? h("a", { href: url, rel: "noopener noreferrer external", target: "_blank" }, t("release.original") + " ↗") : null),
      h("p", { class: "note" }, h("code", null, body.path)),
      body.removed ? h("p", { class: "notice" }, t("release.removed")) : !body.is_current ? h("p", { class: "notice" }, t("release.old")) : null,
      body.reprint_of ? h("p", { class: "notice" }, t("release.is_reprint", { kind: known("reprint", body.reprint_kind) }), " ", h("a", { href: site.releaseHref(body.reprint_of) }, ((body.reprints || []).find((one) => one.id === body.reprint_of) || {}).title || body.reprint_of)) : null,
      body.versions ? h("p", { class: "versions" }, site.colon(t("release.versions")), body.versions.map((one) => [one.id === body.id ? h("b", null, t("release.version", { n: one.version_no })) : h("a", { href: site.releaseHref(one.id) }, t("release.version", { n: one.version_no })), one.is_current ? h("span", { class: "chip" }, t("release.current")) : null, " "])) : null);
  }

  function legend() {
    const { h, t, known } = site;
    const counts = new Map();
    for (const span of spans) counts.set(group(span), (counts.get(group(span)) || 0) + 1);
    const order = ["target", "achieved", "stated", "date", "ordinal", "code", "idiom", "unclassified"];
    return h("div", { class: "controls shown", role: "group", "aria-label": t("release.show") }, order.filter((key) => counts.has(key)).map((key) => {
      const figure = ["target", "achieved", "stated"].includes(key);
      return h("button", { type: "button", class: "num " + (figure ? "figure status-" + key : key), "aria-pressed": String(!state.hidden.has(key)), onclick: (event) => {
        if (state.hidden.has(key)) state.hidden.delete(key); else state.hidden.add(key);
        event.currentTarget.setAttribute("aria-pressed", String(!state.hidden.has(key)));
        for (const mark of document.querySelectorAll("#text [data-i]")) mark.classList.toggle("off", state.hidden.has(group(spans[mark.dataset.i])));
      } }, (figure ? known("status", key) : known("class", key)) + " " + counts.get(key));
    }));
  }

  /* What stands around the text: milestones, annual themes, projects it names, keywords, releases with the same content. */
  function around() {
    const { h, t, section, chip } = site;
    const made = [];
    if (body.milestones) made.push(section("milestones", t("release.milestones"), h("ul", { class: "years" }, body.milestones.map((one) => h("li", null, h("b", null, site.day(one.due) || one.since || ""), " ", h("a", { class: "n", href: "#" + one.a + "-" + one.b }, [one.subject, one.event].filter(Boolean).join(" ")), " ", chip("status", one.status), " ", one.project ? [site.projectLink(t("nav.project") + " →", one.project), " "] : null, site.placeLink(one.place, one.place_slug))))));
    if (body.themes) made.push(section("themes", t("release.themes"), h("ul", { class: "years" }, body.themes.map((one) => h("li", null, h("b", null, String(one.year)), " ", h("a", { class: "n", href: "#" + one.a + "-" + one.b }, one.theme), " ", site.placeLink(one.place, one.place_slug))))));
    if (body.projects) made.push(section("projects", t("release.projects"), h("ul", { class: "words" }, body.projects.map((one) => h("li", null, site.projectLink(one.name, one.slug))))));
    if (body.keywords) made.push(section("keywords", t("release.keywords"), h("p", { class: "words" }, body.keywords.map((word) => h("span", null, word)))));
    if (body.reprints) made.push(section("reprints", t("release.reprints"), h("ul", { class: "years" }, body.reprints.map((one) => h("li", null, site.muted(one.day), " ", one.id === body.id ? h("b", null, one.title) : h("a", { href: site.releaseHref(one.id) }, one.title), " ", site.muted(one.publisher || ""), one.is_primary ? h("span", { class: "chip" }, t("release.primary")) : null)))));
    return made;
  }

  function empty() { details.replaceChildren(site.h("p", { class: "muted" }, site.t("release.pick"))); details.classList.remove("open"); }

  function pick(i) {
    if (state.picked === i && details.classList.contains("open")) return;
    const { h, t } = site;
    const span = spans[i];
    state.picked = i;
    for (const mark of document.querySelectorAll("#text .picked")) mark.classList.remove("picked");
    for (const mark of document.querySelectorAll('#text [data-i="' + i + '"]')) mark.classList.add("picked");
    const rows = facts(span).filter(([, value]) => value != null && value !== "" && value !== false);
    details.replaceChildren(
      h("div", { class: "title" }, h("b", null, text.slice(span.a, span.b)), h("a", { class: "anchor", href: "#" + span.a + "-" + span.b, title: t("source") }, "#"), h("button", { type: "button", class: "close", "aria-label": t("release.close"), onclick: () => { details.classList.remove("open"); const mark = document.querySelector('#text [data-i="' + i + '"]'); if (mark) mark.focus({ preventScroll: true }); details.classList.remove("open"); } }, "×")),
      h("p", null, site.chip("status", span.status), " ", h("span", { class: "chip" }, site.known("class", span.class)), span.rhetorical ? h("span", { class: "chip" }, t("class.idiom")) : null),
      h("div", null, corrected(span), fate(span)), h("dl", null, rows.map(([key, value]) => h("div", null, h("dt", null, t("field." + key)), h("dd", null, value)))));
    details.classList.add("open");
  }

  function facts(span) {
    const { known, quantity, plain, h } = site;
    const figure = span.status != null;
    const value = span.value != null ? quantity(span.value, span.unit, null) : span.low != null || span.high != null ? quantity(span.low, span.unit) + " – " + quantity(span.high, span.unit) : null;
    const period = span.since || span.until ? (span.since || "…") + " — " + (span.until || "…") : null;
    if (!figure) return [["value", span.value], ["period", span.class === "date" ? period : null], ["rule", span.rule]];
    return [
      ["value", h("span", null, h("b", null, [known("cmp", span.comparator), value].filter(Boolean).join(" ")), span.value != null ? h("span", { class: "muted" }, " " + plain(span.value, 10) + " " + span.unit) : null)],
      ["unit", [span.unit, span.unit_text].filter(Boolean).join(" · ")], ["comparator", span.comparator ? known("comparator", span.comparator) : null],
      ["measure", span.measure ? site.measureLink(span.measure, span.slug) : null], ["measure_text", span.measure_text],
      ["aspect", known("aspect", span.aspect)], ["basis", known("basis", span.basis)], ["action", span.action], ["threshold", site.threshold(span)], ["subject", span.subject ? site.projectLink(span.subject, span.project) : null],
      ["place", span.place ? h("span", null, site.placeLink(span.place, span.place_slug), " ", site.muted(known("from", span.place_source))) : null],
      ["period", period], ["status", known("status", span.status)], ["strength", span.strength ? known("strength", span.strength) : null], ["tier", span.tier ? known("tier", span.tier) : null],
      ["scope", span.scope ? known("scope", span.scope) : null], ["books", span.books], ["data_status", span.data_status], ["reference", span.reference], ["theme", known("theme", span.theme)],
      ["rule", h("code", null, span.rule)], ["confidence", plain(span.confidence, 2)],
    ];
  }

  function corrected(span) {
    const { h, t } = site;
    return (span.corrections || []).map((one) => h("div", { class: "correction" }, h("h3", null, t("release.correction")), h("p", null, site.colon(site.known("field", one.field)), h("del", null, one.old == null ? "∅" : one.old), " → ", h("ins", null, one.new == null ? "∅" : one.new)), h("p", { class: "muted" }, [one.reason, one.reviewer, one.day].filter(Boolean).join(" · "))));
  }

  function fate(span) {
    const { h, t, chip, known, numberLink, gap, flags, muted } = site;
    if (!span.fates) return span.status === "target" ? h("div", { class: "fate" }, h("h3", null, t("release.fate")), h("p", { class: "muted" }, t("release.no_fate"))) : null;
    return span.fates.map((one) => {
      const mine = (source) => source && source === body.id + "#" + span.a + "-" + span.b;
      return h("div", { class: "fate" }, h("h3", null, t("release.fate"), " ", chip("life", one.lifecycle)), h("p", { class: "muted" }, known("role", one.role) + (one.due ? " · " + t("field.due") + " " + one.due : "") + (one.first_due ? site.paren(t("place.milestones_was") + " " + one.first_due) : "") + (one.statements > 1 ? " · " + t("field.statements") + " " + one.statements : "") + (one.revisions ? " · " + t("field.revisions") + " " + one.revisions : "")),
        h("ul", null,
          h("li", { class: mine(one.target_source) ? "mine" : null }, t("col.target") + " ", numberLink(one.target_text, one.target_source), " ", muted(one.stated_on)),
          one.outcome_source ? h("li", { class: mine(one.outcome_source) ? "mine" : null }, t("col.outcome") + " ", numberLink(one.outcome_text, one.outcome_source), " ", muted(one.outcome_on), " ", muted(gap(one))) : null,
          one.silent ? h("li", null, t("release.silent") + " ", h("a", { href: site.releaseHref(one.silent) }, "→")) : null),
        one.flag ? h("p", { class: "flag" }, flags(one.flag)) : null);
    });
  }

  /* To the cited number: picked, in the middle of the window. */
  function go() {
    if (!cited) return;
    const i = spans.findIndex((span) => span.a === cited.a && span.b === cited.b);
    const within = i >= 0 ? i : spans.findIndex((span) => span.a >= cited.a && span.b <= cited.b);
    if (within >= 0) pick(within);
    const target = document.querySelector("#text .cited");
    if (target) { target.scrollIntoView({ block: "center" }); if (i >= 0) target.focus({ preventScroll: true }); }
  }
})();
