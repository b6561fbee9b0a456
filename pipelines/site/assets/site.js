/* What every page shares: loading of data files, language, making of elements, numbers, tables, charts, the search.
   Texts of releases become text nodes only: nothing here writes HTML. What one page shows is in the script of its name. */
"use strict";

const site = (() => {
  // ---- data files: scripts that call duixian(name, body), since a page from disk may read nothing else
  const held = new Map();
  const asked = new Map();
  window.duixian = (name, body) => held.set(name, body);

  function script(path) {
    return new Promise((done, failed) => {
      const element = document.createElement("script");
      element.src = path;
      element.onload = done;
      element.onerror = () => failed(new Error(path));
      document.head.append(element);
    });
  }

  async function load(name) {
    if (!held.has(name)) {
      if (!asked.has(name)) asked.set(name, script("data/" + name + ".js"));
      await asked.get(name);
    }
    return held.get(name);
  }

  // ---- language
  let labels = {};
  let language = "zh";
  const remembered = "duixian.language";

  function t(key, values) {
    const found = labels[key];
    let text = found ? found[language] : key.replace(/^[a-z]+\./, "");
    for (const [name, value] of Object.entries(values || {})) text = text.replace("{" + name + "}", value);
    return text;
  }
  const known = (group, key) => (key == null ? "" : labels[group + "." + key] ? t(group + "." + key) : String(key));

  function translate() {
    document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
    for (const one of document.querySelectorAll("[data-t]")) one.textContent = t(one.dataset.t);
    for (const one of document.querySelectorAll("[data-t-placeholder]")) one.placeholder = t(one.dataset.tPlaceholder);
    for (const one of document.querySelectorAll("[data-t-label]")) one.setAttribute("aria-label", t(one.dataset.tLabel));
    for (const one of document.querySelectorAll("[data-t-cell]")) one.dataset.label = t(one.dataset.tCell);
    document.getElementById("language").lang = language === "zh" ? "en" : "zh-CN";
  }

  function storedLanguage() {
    const said = new URLSearchParams(location.search).get("lang");
    if (said === "en" || said === "zh") return said;
    try { return localStorage.getItem(remembered) === "en" ? "en" : "zh"; } catch { return "zh"; }
  }

  // ---- elements
  function h(tag, properties, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(properties || {})) {
      if (value == null || value === false) continue;
      if (name === "class") element.className = value;
      else if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
      else element.setAttribute(name, value === true ? "" : value);
    }
    for (const child of children.flat(Infinity)) if (child != null && child !== false) element.append(child);
    return element;
  }

  const placeLink = (name, slug) => (slug ? h("a", { href: "place.html?p=" + encodeURIComponent(slug) }, name) : name || "");
  const measureLink = (name, slug) => (slug ? h("a", { href: "measure.html?m=" + encodeURIComponent(slug) }, name) : name || "");
  const projectLink = (name, slug) => (slug ? h("a", { href: "project.html?s=" + encodeURIComponent(slug) }, name) : name || "");
  const releaseHref = (source) => {
    const [id, span] = source.split("#");
    return "release.html?r=" + encodeURIComponent(id) + (span ? "#" + span : "");
  };
  const gapLink = (text, source) => (source ? h("a", { class: "n", href: releaseHref(source), title: t("source") }, text) : text || "");
  /* A number as printed, without the spaces and line ends that PDF and tables put into it: the release shows those. */
  const numberLink = (text, source, title) => (source ? h("a", { class: "n", href: releaseHref(source), title: title || t("source") }, String(text).replace(/\s+/g, "")) : text || "");
  /* Target or outcome of a row as printed; where a person corrected it, the print struck out and the new number. */
  const target = (row, unit, title) => corrected(numberLink(row.target_text, row.target_source, title), row.target_corrected && row.target, unit || row.unit);
  const outcome = (row, unit, title) => corrected(numberLink(row.outcome_text, row.outcome_source, title), row.outcome_corrected && row.outcome, unit || row.unit);
  const corrected = (link, value, unit) => (value == null || value === false ? link : [h("del", { title: t("release.correction") }, link), " ", h("ins", null, quantity(value, unit))]);
  const chip = (group, key) => (key ? h("span", { class: "chip " + group + "-" + key, title: labels[group + "." + key + ".note"] ? t(group + "." + key + ".note") : null }, known(group, key)) : "");
  /* Punctuation of the reader's language. */
  const paren = (text) => (language === "zh" ? "（" + text + "）" : " (" + text + ")");
  const colon = (text) => text + (language === "zh" ? "：" : ": ");
  const listed = (texts) => texts.join(language === "zh" ? "；" : "; ");
  const moreText = (shown, all) => t("more") + paren(plain(shown) + " / " + plain(all));
  const muted = (text) => h("span", { class: "muted" }, text);
  const section = (id, title, ...children) => h("section", { class: "card", id }, h("h2", null, title), children);

  // ---- numbers
  const plain = (value, digits) => Number(value).toLocaleString(language === "zh" ? "zh-CN" : "en-US", { maximumFractionDigits: digits == null ? 4 : digits });
  const scales = { zh: [[1e12, "万亿"], [1e8, "亿"], [1e4, "万"]], en: [[1e12, " tn"], [1e9, " bn"], [1e6, " m"]] };

  const units = { kg: [[1e3, "t"]], m: [[1e3, "km"]], s: [[31536000, "year"], [86400, "day"], [3600, "hour"], [60, "minute"]] };
  const unscaled = ["pp", "rank", "times", "s", "year", "day", "hour", "minute", "km", "deg", "℃"];

  function quantity(value, unit, classifier) {
    if (value == null) return "";
    if (unit === "%") return plain(value) + "%";
    const larger = units[unit] && units[unit].find(([least]) => Math.abs(value) >= least);
    if (larger) return quantity(value / larger[0], larger[1]);
    const scale = unscaled.includes(unit) ? null : scales[language].find(([least]) => Math.abs(value) >= least);
    const number = scale ? plain(value / scale[0], 4) + scale[1] : plain(value, 4);
    const word = unit === "count" ? classifier || "" : known("unit", unit);
    return number + (language === "zh" ? word : word ? " " + word : "");
  }

  /* How an axis is marked: what its values are divided by, and the unit that then holds. */
  function axis(values, form) {
    const largest = Math.max(...values.filter((value) => value != null).map(Math.abs), 0);
    const steps = ["%", "pp", "rank", "times"].includes(form.unit) ? [] : language === "zh" ? [[1e8, "亿"], [1e4, "万"]] : [[1e9, "billion "], [1e6, "million "]];
    const [scale, word] = steps.find(([least]) => largest >= least) || [1, ""];
    return { scale, label: form.unit === "%" ? "%" : (word + (form.unit === "count" ? form.classifier || "" : known("unit", form.unit))).trim() };
  }

  function gap(row) {
    if (row.gap_points != null) return (row.gap_points > 0 ? "+" : row.gap_points < 0 ? "−" : "±") + plain(Math.abs(row.gap_points), 2) + " " + t("gap.points");
    if (row.gap_ratio != null) return t("gap.ratio", { n: plain(row.gap_ratio, 1) });
    return "";
  }

  const threshold = (row) => (row.threshold_value == null ? "" : known("cmp", row.threshold_comparator) + quantity(row.threshold_value, row.threshold_unit));

  /* What tells one form of a measure from another: 增长, 市级, 亿元以上 … */
  function form(row, withAspect) {
    const words = [row.action, threshold(row), row.subject, row.books, known("scope", row.scope), row.basis && known("basis", row.basis), row.tier === "stretch" && known("tier", row.tier)];
    if (withAspect && row.aspect) words.push(known("aspect", row.aspect) + (row.unit && row.unit !== "%" ? paren(row.unit === "count" ? row.classifier || t("class.count") : known("unit", row.unit)) : ""));
    return words.filter(Boolean).join(" · ");
  }
  const flags = (text) => listed((text || "").split(", ").filter(Boolean).map((one) => known("flag", one)));
  const day = (text) => (text && text.endsWith("-12-31") ? text.slice(0, 4) + (language === "zh" ? "年底" : " (end)") : text || "");

  // ---- tables: sorted by a click on a heading, filtered by words and by choices, shown by the hundred
  const STEP = 50;

  function table(options) {
    const { columns, rows, state } = options;
    const kept = Object.assign({ words: "", choices: {}, sort: null, down: false, shown: STEP }, state);
    if (state) Object.assign(state, kept);
    const live = state || kept;
    const body = h("tbody");
    const count = h("span", { class: "count", role: "status" });
    const more = h("button", { type: "button", class: "more", onclick: () => { live.shown += STEP * 4; fill(); } });
    const headings = columns.map((column) => {
      const button = column.value ? h("button", { type: "button", onclick: () => { live.down = live.sort === column.key ? !live.down : Boolean(column.numeric); live.sort = column.key; fill(); } }, column.label) : column.label;
      return h("th", { scope: "col", class: column.numeric ? "num" : null }, button);
    });
    const controls = h("div", { class: "controls" });
    if (options.words !== false) {
      controls.append(h("input", { type: "search", class: "filter", placeholder: t("filter"), "aria-label": t("filter"), value: live.words, oninput: (event) => { live.words = event.target.value; live.shown = STEP; fill(); } }));
    }
    for (const column of columns.filter((one) => one.choices)) {
      const choices = column.choices();
      if (choices.length < 2) continue;
      const select = h("select", { "aria-label": column.label, "data-column": column.key, onchange: (event) => { live.choices[column.key] = event.target.value; live.shown = STEP; fill(); } },
        h("option", { value: "" }, colon(column.label) + t("all")), choices.map(([value, text]) => h("option", { value }, text)));
      select.value = live.choices[column.key] || "";
      controls.append(select);
    }
    controls.append(count);

    function fill() {
      const words = live.words.trim().toLowerCase().split(/\s+/).filter(Boolean);
      let found = rows.filter((row) =>
        columns.every((column) => !live.choices[column.key] || !column.choices || column.choice(row) === live.choices[column.key]) &&
        words.every((word) => options.text(row).toLowerCase().includes(word)));
      const by = columns.find((column) => column.key === live.sort);
      if (by) {
        const sign = live.down ? -1 : 1;
        found = found.map((row) => [by.value(row), row]).sort(([a], [b]) => {
          if (a == null || a === "") return b == null || b === "" ? 0 : 1;
          if (b == null || b === "") return -1;
          return sign * (typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b), "zh-CN"));
        }).map(([, row]) => row);
      }
      headings.forEach((heading, i) => heading.setAttribute("aria-sort", columns[i] === by ? (live.down ? "descending" : "ascending") : "none"));
      body.replaceChildren(...found.slice(0, live.shown).map((row) => h("tr", null, columns.map((column) =>
        h("td", { class: column.numeric ? "num" : column.wide ? "wide" : null, "data-label": column.label }, column.cell(row))))));
      if (!found.length) body.append(h("tr", null, h("td", { colspan: columns.length, class: "none" }, t("empty"))));
      count.textContent = plain(found.length) + " " + t("rows");
      more.hidden = found.length <= live.shown;
      more.textContent = moreText(Math.min(live.shown, found.length), found.length);
    }
    fill();
    return h("div", { class: "table" }, controls, h("div", { class: "scroll" }, h("table", { class: "stack" }, h("thead", null, h("tr", null, headings)), body)), more);
  }

  const choicesOf = (rows, value, group) => [...new Set(rows.map(value).filter(Boolean))].map((one) => [one, group ? known(group, one) : one]);

  // ---- bars: one a row, as long as its share of the longest
  function bars(rows, layout) {
    const longest = Math.max(...rows.map((row) => row.n), 1);
    return h("ul", { class: "bars " + (layout || "") }, rows.map((row) => {
      const fill = h("i", { class: row.class || null });
      fill.style.width = Math.max((100 * row.n) / longest, 0.6) + "%";
      return h("li", null, h("span", { class: "what", title: typeof row.what === "string" ? row.what : row.what.textContent }, row.what), h("span", { class: "bar", "aria-hidden": "true" }, fill), h("b", null, plain(row.n)));
    }));
  }

  // ---- charts: drawn by Vega without eval, so that the page's policy may forbid it
  let library = null;

  async function chart(box, name, rows, change) {
    const drawings = await load("charts");
    library = library || script("assets/" + drawings.library);
    await library;
    const specification = structuredClone(drawings.charts[name]);
    specification.datasets = { rows };
    if (change) change(specification);
    box.replaceChildren();
    const made = await window.vegaEmbed(box, specification, { mode: "vega-lite", ast: true, renderer: "svg", actions: false, defaultStyle: false, logLevel: 1, tooltip: { disableDefaultStyle: true } });
    box.dataset.drawn = name;
    return made;
  }

  // ---- search over places, measures, projects and titles
  function search() {
    const input = document.getElementById("search");
    const box = document.getElementById("found");
    const most = { place: 8, measure: 6, project: 6, release: 12 };
    let index = null;
    let active = -1;

    async function read() {
      if (index) return index;
      const [places, measures, projects, releases] = await Promise.all(["places", "measures", "projects", "releases"].map((name) => load(name)));
      index = [
        ...(places || []).map((row) => ["place", row.name, row.parent, "place.html?p=" + encodeURIComponent(row.slug), row.names]),
        ...(measures || []).map((row) => ["measure", row.name, known("family", row.family), "measure.html?m=" + encodeURIComponent(row.slug)]),
        ...(projects.slug || []).map((slug, i) => ["project", projects.name[i], [known("subject", projects.kind[i] || "named"), projects.place[i]].filter(Boolean).join(" · "), "project.html?s=" + encodeURIComponent(slug)]),
        ...(releases.id || []).map((id, i) => ["release", releases.title[i], [releases.issued_on[i], releases.publisher[i]].filter(Boolean).join(" · "), releaseHref(id)]),
      ].map(([kind, name, note, href, others]) => ({ kind, name, note, href, low: (name + " " + (others || []).join(" ")).toLowerCase() }));
      return index;
    }

    function find(rows, words) {
      const found = { place: [], measure: [], project: [], release: [] };
      for (const row of rows) {
        if (found[row.kind].length < 60 && words.every((word) => row.low.includes(word))) found[row.kind].push(row);
      }
      for (const kind of ["place", "measure", "project"]) found[kind].sort((a, b) => b.low.startsWith(words[0]) - a.low.startsWith(words[0]) || a.name.length - b.name.length);
      return Object.entries(found).flatMap(([kind, list]) => list.slice(0, most[kind]));
    }

    async function show() {
      const words = input.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
      if (!words.length) return hide();
      const typed = input.value;
      const rows = find(await read(), words);
      if (typed !== input.value) return;
      let kind = null;
      active = -1;
      box.replaceChildren(...rows.flatMap((row, i) => {
        const line = h("a", { role: "option", id: "found-" + i, href: row.href, tabindex: "-1" }, h("b", null, row.name), row.note ? muted(row.note) : null);
        const heading = row.kind === kind ? [] : [h("div", { class: "kind", role: "presentation" }, t("search." + row.kind))];
        kind = row.kind;
        return [...heading, line];
      }));
      if (!rows.length) box.append(h("p", { class: "none" }, t("search.none")));
      box.hidden = false;
      input.setAttribute("aria-expanded", "true");
    }

    function hide() {
      box.hidden = true;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    }

    function move(step) {
      const lines = [...box.querySelectorAll("a")];
      if (!lines.length) return;
      active = (active + step + lines.length) % lines.length;
      lines.forEach((line, i) => line.classList.toggle("active", i === active));
      lines[active].scrollIntoView({ block: "nearest" });
      input.setAttribute("aria-activedescendant", lines[active].id);
    }

    input.addEventListener("focus", () => read().catch(() => {}));
    input.addEventListener("input", () => show().catch(() => {}));
    input.addEventListener("keydown", (event) => {
      if (event.key === "ArrowDown" || event.key === "ArrowUp") { event.preventDefault(); move(event.key === "ArrowDown" ? 1 : -1); }
      else if (event.key === "Enter") { const lines = box.querySelectorAll("a"); const line = lines[Math.max(active, 0)]; if (line && !box.hidden) location.href = line.href; }
      else if (event.key === "Escape") { input.value = ""; hide(); }
    });
    document.addEventListener("click", (event) => { if (!event.target.closest(".search")) hide(); });
    document.addEventListener("focusin", (event) => { if (!event.target.closest(".search")) hide(); });
    document.addEventListener("keydown", (event) => {
      if (event.key === "/" && !/^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement.tagName)) { event.preventDefault(); input.focus(); }
    });
  }

  // ---- a page: draw(main) is called once its data is there, and again when the language changes
  function page(read, draw) {
    document.addEventListener("DOMContentLoaded", async () => {
      labels = held.get("labels") || {};
      language = storedLanguage();
      translate();
      search();
      const main = document.getElementById("content") || document.getElementById("main");
      let body;
      try { body = await read(); } catch { body = null; }
      const redraw = () => {
        if (body == null) main.replaceChildren(h("p", { class: "notice" }, t("missing")));
        else draw(main, body);
        main.dataset.ready = "yes";
      };
      document.getElementById("language").addEventListener("click", () => {
        language = language === "zh" ? "en" : "zh";
        try { localStorage.setItem(remembered, language); } catch { /* a browser may forbid it: then it is not remembered */ }
        translate();
        redraw();
      });
      redraw();
    });
  }

  const asked_for = (name) => new URLSearchParams(location.search).get(name);
  const title = (...words) => { document.title = [...words, "兑现 Duixian"].filter(Boolean).join(" · "); };

  return { load, page, asked_for, title, t, known, h, placeLink, measureLink, projectLink, numberLink, gapLink, axis, paren, colon, listed, moreText, target, outcome, releaseHref, chip, muted, section, plain, quantity, gap, threshold, form, flags, day, table, choicesOf, bars, chart, language: () => language };
})();
