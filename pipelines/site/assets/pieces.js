/* What the pages of a place and of a project share: the table of commitments and the time line of milestones. */
"use strict";

site.pieces = (() => {
  const named = (row) => row.measure || [row.subject, row.event].filter(Boolean).join(" ");

  function commitments(rows, state) {
    const { h, t, chip, known, measureLink, projectLink, numberLink, gap, form, flags, muted } = site;
    const what = (row) => h("span", { class: "what" }, row.measure ? measureLink(row.measure, row.slug) : [projectLink(row.subject, row.project), " ", row.event]);
    const due = (row) => h("span", null, site.day(row.due), row.first_due ? h("s", { class: "muted", title: t("place.milestones_was") }, " " + site.day(row.first_due)) : null);
    const more = (row) => [row.aspect && row.aspect !== "level" ? known("aspect", row.aspect) : null, form(row.event ? { books: row.books } : { ...row, subject: null })].filter(Boolean).join(" · ");
    return site.table({
      rows, state, text: (row) => [named(row), row.action, row.subject, row.target_text, row.outcome_text, row.books, row.due].join(" "),
      columns: [
        { key: "measure", label: t("col.measure"), wide: true, value: named, cell: (row) => [what(row), " ", row.measure && row.subject ? [projectLink(row.subject, row.project), " "] : null, muted(more(row)), row.flag ? h("div", { class: "flag" }, flags(row.flag)) : null] },
        { key: "due", label: t("col.due"), value: (row) => row.due, cell: due, choices: () => site.choicesOf(rows, (row) => (row.due || "").slice(0, 4)).sort().reverse(), choice: (row) => (row.due || "").slice(0, 4) },
        { key: "target", label: t("col.target"), numeric: true, value: (row) => row.target, cell: (row) => [row.event ? numberLink(row.event, row.target_source, row.target_text) : site.target(row, null, row.stated_on), row.strength === 3 ? h("sup", { title: t("strength.3") }, "!") : null] },
        { key: "outcome", label: t("col.outcome"), numeric: true, value: (row) => row.outcome, cell: (row) => (row.outcome_source ? (row.event ? numberLink(row.outcome_on, row.outcome_source) : site.outcome(row, null, row.outcome_on)) : row.silent ? h("a", { class: "muted", href: site.releaseHref(row.silent), title: t("release.silent"), "aria-label": t("release.silent") }, "—") : "") },
        { key: "gap", label: t("col.gap"), numeric: true, value: (row) => (row.gap_points != null ? row.gap_points : row.gap_ratio != null ? row.gap_ratio - 100 : null), cell: (row) => (row.outcome_source ? site.gapLink(gap(row), row.outcome_source) : "") },
        { key: "lifecycle", label: t("col.lifecycle"), value: (row) => row.lifecycle, cell: (row) => chip("life", row.lifecycle), choices: () => site.choicesOf(rows, (row) => row.lifecycle, "life"), choice: (row) => row.lifecycle },
        { key: "stated", label: t("col.stated"), value: (row) => row.stated_on, cell: (row) => h("span", { class: "muted" }, row.stated_on + (row.statements > 1 ? " ×" + row.statements : "")) },
      ],
    });
  }

  /* Newest first; what a later release moved stands with the old date struck out and the new one. */
  function milestones(rows, page) {
    const { h, t, section, chip, numberLink, projectLink } = site;
    const found = section("milestones", t("place.milestones"));
    if (!(rows || []).length) { found.append(h("p", { class: "none" }, t("place.milestones_none"))); return found; }
    let shown = 30;
    const line = h("ol", { class: "timeline" });
    const more = h("button", { type: "button", class: "more", onclick: () => { shown += 100; fill(); } });
    const when = (row) => (row.since && row.due && row.since.slice(0, 7) === row.due.slice(0, 7) && row.since !== row.due ? row.due.slice(0, 7) : row.since === row.due ? row.due : site.day(row.due) || row.since || "");
    const what = (row) => (row.project && row.project !== page ? [projectLink(row.subject, row.project), " ", numberLink(row.event, row.source, row.text)] : numberLink([row.subject, row.event].filter(Boolean).join(" "), row.source, row.text));
    const fill = () => {
      line.replaceChildren(...rows.slice(0, shown).map((row) => h("li", { class: "status-" + row.status + (row.moved_to ? " moved" : "") },
        h("div", { class: "when" }, row.moved_to ? [h("s", null, when(row)), " → ", site.day(row.moved_to)] : when(row)),
        h("div", null, what(row), " ",
          row.lifecycle && row.status === "target" ? chip("life", row.lifecycle) : chip("status", row.status), " ",
          row.moved_to ? h("span", { class: "chip late" }, t("place.milestones_moved")) : row.first_due && row.status === "target" ? h("span", { class: "chip late" }, t("place.milestones_was") + " " + site.day(row.first_due)) : null,
          row.outcome_source && row.status === "target" ? [" ", t("col.outcome"), " ", numberLink(row.outcome_on, row.outcome_source)] : null, " ", site.muted(t("place.milestones_said") + " " + row.day)))));
      more.hidden = rows.length <= shown;
      more.textContent = site.moreText(Math.min(shown, rows.length), rows.length);
    };
    fill();
    found.append(line, more);
    return found;
  }

  return { commitments, milestones };
})();
