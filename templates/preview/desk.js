// The preview's page: shows the text and the pages, replaces what a save changed, and leads from a
// word to its line. Everything comes from this server.

const $ = (id) => document.getElementById(id);
const root = document.documentElement;
const kept = JSON.parse(localStorage.getItem("masthead") || "{}");
const desk = {
  paper: "", codes: [], version: 0, digest: "", row: "", spot: "", zoom: kept.zoom || 1, view: kept.view || "both",
};
const ENDED = "The preview has ended, or cannot be reached.";
const FLASH = [{ backgroundColor: "#ffd24d" }, { backgroundColor: "transparent" }];

function keep() {
  const { zoom, view } = desk;
  localStorage.setItem("masthead", JSON.stringify({
    zoom, view, theme: root.dataset.theme || "", paper: desk.paper,
    first: $("first").value, second: $("second").value, version: $("version").value,
    swapped: document.querySelector("main").classList.contains("swapped"),
  }));
}

function say(words) { $("status").textContent = words; }

function ask(path, facts) {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(facts)) {
    for (const one of [value].flat()) query.append(key, one);
  }
  return `${path}?${query}`;
}

// An answer in any case: who cannot be reached says so.
async function get(address, how) {
  try {
    return await fetch(address, how);
  } catch {
    return new Response(ENDED, { status: 503 });
  }
}

async function sayWhy(answer) { say((await answer.text()).replace(/^masthead preview: /, "").trim()); }

async function send(path, facts) {
  const answer = await get(path, {
    method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(facts),
  });
  if (!answer.ok) { await sayWhy(answer); return null; }
  return answer.json();
}

// ---- the paper ---------------------------------------------------------------------------------

function fill(select, codes, wanted, none) {
  const options = codes.map((one) => new Option(one.name, one.code));
  if (none) options.push(new Option("alone", ""));
  select.replaceChildren(...options);
  const there = [...select.options].map((one) => one.value);
  if (there.includes(wanted)) select.value = wanted;
}

function fillPapers(names) {
  const before = [...$("paper").options].map((one) => one.value);
  $("paper").replaceChildren(...names.map((name) => new Option(name, name)));
  if (names.includes(desk.paper)) $("paper").value = desk.paper;
  else if (names.length) take(names.find((name) => !before.includes(name)) ?? names[0]);  // renamed, say
  else sayNone();
}

function sayNone() { say("There is no paper here: it is shown once it is saved."); }

async function take(name) {
  const answer = await get(ask("/state", { paper: name }));
  if (!answer.ok) { await sayWhy(answer); return; }
  const state = await answer.json();
  const isFirst = !$("first").options.length;
  const wanted = isFirst ? kept : { first: $("first").value, second: $("second").value, version: $("version").value };
  desk.paper = name;
  desk.row = desk.spot = "";
  $("paper").value = name;
  takeCodes(state.codes, wanted);
  say("");
  $("symbol").textContent = state.symbol || name;
  document.title = `${state.symbol || name} – preview`;
  desk.version = state.version;
  showFindings(state);
  showText();
  showPages();
  document.body.dataset.paper = name;
}

function takeCodes(codes, wanted) {
  desk.codes = codes;
  fill($("first"), codes, wanted.first);
  const other = codes.find((one) => one.code !== $("first").value);
  fill($("second"), codes, wanted.second ?? (other ? other.code : ""), true);
  if ($("second").value === $("first").value) $("second").value = other ? other.code : "";
  fill($("version"), codes, wanted.version || $("first").value);
}

// ---- the text ----------------------------------------------------------------------------------

const frame = $("text");

function addressText() {
  const lang = [$("first").value, $("second").value].filter(Boolean);
  return ask("/text", { paper: desk.paper, lang });
}

function showText() {
  if (!desk.codes.length) { frame.src = "about:blank"; return; }
  frame.src = addressText();
}

frame.addEventListener("load", () => {
  const inside = frame.contentDocument;
  if (!inside || !inside.body) return;
  colour(inside);
  showRow();
  inside.addEventListener("click", clickText);
  inside.addEventListener("keydown", pressKey);
});

function findRows(page) { return [...page.querySelectorAll("main > *")]; }

function nameRow(row, number) { return row.id || `row ${number}`; }

async function renewText() {
  const { version, paper } = desk;
  const answer = await get(addressText());
  if (version !== desk.version || paper !== desk.paper) return;  // there is another by now
  const inside = frame.contentDocument;
  if (!answer.ok || !inside || !inside.querySelector("main")) { if (answer.ok) showText(); return; }
  // The frame's own parser: styles inside the text are allowed there, and here they are not.
  const page = new frame.contentWindow.DOMParser().parseFromString(await answer.text(), "text/html");
  const style = [inside, page].map((one) => one.querySelector("style"));
  if (style[0].textContent !== style[1].textContent) { showText(); return; }
  inside.title = page.title;
  const before = new Map(findRows(inside).map((row, number) => [nameRow(row, number), row]));
  const top = findRows(inside).find((row) => row.getBoundingClientRect().bottom > 0);
  const held = top && { name: top.id, at: top.getBoundingClientRect().top };
  const rows = findRows(page).map((row, number) => {
    const old = before.get(nameRow(row, number));
    if (old && old.outerHTML === row.outerHTML) return old;
    const fresh = inside.importNode(row, true);
    queueMicrotask(() => flash(fresh));
    return fresh;
  });
  const now = findRows(inside);
  if (now.length === rows.length && now.every((row, number) => nameRow(row, number) === nameRow(rows[number], number))) {
    rows.forEach((row, number) => { if (row !== now[number]) now[number].replaceWith(row); });
  } else {
    inside.querySelector("main").replaceChildren(...rows);
  }
  const anchor = held && held.name && inside.getElementById(held.name);
  if (anchor) inside.defaultView.scrollBy(0, anchor.getBoundingClientRect().top - held.at);
}

function flash(element) {
  element.dataset.changed = "";
  element.animate(FLASH, { duration: 1600, easing: "ease-out" });
}

// ---- from the text to the source ---------------------------------------------------------------

const SKIPPED = ".label, .note-mark, .table-mark, .call, .table-call, a[href^='#'], script, style";
const LETTER = /[\p{L}\p{N}]/gu;

const AROUND = 100;

function keepLetters(words) { return words.match(LETTER) || []; }

function findCaret(page, x, y) {
  if (page.caretPositionFromPoint) {
    const caret = page.caretPositionFromPoint(x, y);
    return caret && takeLetter(caret.offsetNode, caret.offset);
  }
  const range = page.caretRangeFromPoint(x, y);
  return range && takeLetter(range.startContainer, range.startOffset);
}

// Behind the last letter of a word, this letter is meant, and not the word after it.
function takeLetter(node, offset) {
  const text = node.data || "";
  const isBehind = offset && !keepLetters(text.charAt(offset)).length && keepLetters(text.charAt(offset - 1)).length;
  return { node, offset: isBehind ? offset - 1 : offset };
}

function describeWord(page, caret) {
  const element = caret.node.nodeType === Node.TEXT_NODE ? caret.node.parentElement : caret.node;
  const node = element && element.closest("[id]");
  if (!node) return null;
  const cell = element.closest("[lang]");
  const found = desk.codes.find((one) => cell && one.tag === cell.lang);
  const within = element.closest(".cell") && node.contains(element.closest(".cell")) ? element.closest(".cell") : node;
  const walker = page.createTreeWalker(within, NodeFilter.SHOW_TEXT);
  const words = [];
  let before = 0;
  for (let text = walker.nextNode(); text; text = walker.nextNode()) {
    const isSkipped = text.parentElement.closest(SKIPPED);
    if (text === caret.node) before = words.length + (isSkipped ? 0 : keepLetters(text.data.slice(0, caret.offset)).length);
    if (!isSkipped) words.push(...keepLetters(text.data));
  }
  const first = Math.max(before - AROUND, 0);
  return {
    node: node.id, before, words: words.slice(first, before + AROUND).join(""), at: before - first,
    lang: found ? found.code : $("first").value,
  };
}

async function open(path, facts) {
  const place = await send(path, { paper: desk.paper, ...facts });
  if (!place) return;
  if (place.message) { say(place.message); return; }
  say(`${place.file}:${place.line}${place.link ? ", in VS Code (--editor names another editor)" : ""}`);
  if (place.link) location.href = place.link;
}

function clickText(event) {
  const inside = frame.contentDocument;
  const link = event.target.closest("a[href]");
  if (link) {
    if (!link.getAttribute("href").startsWith("#")) { event.preventDefault(); window.open(link.href, "_blank", "noopener"); }
    return;
  }
  if (String(inside.getSelection())) return;
  const caret = findCaret(inside, event.clientX, event.clientY);
  const word = caret && describeWord(inside, caret);
  if (word) open("/open-text", word);
}

function openFocused(page) {
  const row = page.activeElement && page.activeElement.closest("[id]");
  const cell = row && (row.querySelector(".cell p, .cell h1, .cell h2, .cell") || row);
  const word = cell && describeWord(page, { node: cell, offset: 0 });
  if (word) open("/open-text", { ...word, before: 0 });
}

// ---- the pages ---------------------------------------------------------------------------------

// Pages that only pass by are not drawn: the one that is scrolled to would wait for all of them.
const seen = new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of entries) {
    target.dataset.near = isIntersecting ? "yes" : "";
    if (isIntersecting) setTimeout(() => { if (target.dataset.near) drawPage(target, false); }, 100);
  }
}, { root: $("pages-pane"), rootMargin: "600px" });

async function showPages() {
  const lang = $("version").value, { paper } = desk;
  desk.digest = "";
  for (const page of $("pages").children) seen.unobserve(page);
  $("waiting").hidden = false;
  $("waiting").textContent = lang ? "The pages are being set." : "This paper cannot be shown yet: see what was found.";
  $("pages").replaceChildren();
  countPages();
  updateLinks();
  if (!lang) return;
  const answer = await get(ask("/state", { paper, lang }));
  const state = answer.ok ? await answer.json() : {};
  const isStill = paper === desk.paper && lang === $("version").value;  // or another was chosen since
  if (state.pages && isStill) takePages(state.pages, false);
}

function takePages(pages, flashing) {
  desk.digest = pages.digest;
  desk.pagesOf = { paper: desk.paper, lang: $("version").value };
  $("waiting").hidden = true;
  setBusy(false);
  const list = $("pages");
  while (list.children.length > pages.sizes.length) { seen.unobserve(list.lastChild); list.lastChild.remove(); }
  pages.sizes.forEach(([width, height], index) => {
    let page = list.children[index];
    if (!page) {
      page = document.createElement("div");
      page.className = "page";
      page.dataset.number = index + 1;
      page.addEventListener("click", clickPage);
      list.append(page);
    }
    page.style.aspectRatio = `${width} / ${height}`;
    seen.unobserve(page);
    seen.observe(page);
    if (page.dataset.near) drawPage(page, flashing);
  });
  showSpot();
  countPages();
}

function setBusy(isBusy) { $("pages-pane").setAttribute("aria-busy", String(isBusy)); }

function countPages() {
  const pages = [...$("pages").children];
  const middle = $("pages-pane").getBoundingClientRect().top + $("pages-pane").clientHeight / 2;
  const here = pages.findLastIndex((page) => page.getBoundingClientRect().top <= middle);
  $("where").textContent = pages.length ? `${Math.max(here, 0) + 1}/${pages.length}` : "";
}

// What fails once is tried again: the pages may just be set anew.
async function drawPage(page, flashing, tries = 5) {
  const width = Math.round(page.clientWidth * Math.min(window.devicePixelRatio || 1, 2)) || 800;
  const wanted = `${desk.digest} ${width}`;
  if (page.dataset.drawn === wanted) return;
  page.dataset.drawn = wanted;
  const number = page.dataset.number;
  const answer = await get(ask("/page", { ...desk.pagesOf, number, width, digest: desk.digest }));
  if (page.dataset.drawn !== wanted) return;
  if (answer.status !== 200) {
    page.dataset.drawn = "";
    if (tries) setTimeout(() => { if (page.dataset.near) drawPage(page, flashing, tries - 1); }, 500);
    return;
  }
  const mark = `${width} ${answer.headers.get("etag")}`;
  if (page.dataset.mark === mark) return;
  const picture = new Image();
  const address = URL.createObjectURL(await answer.blob());
  picture.src = address;
  picture.alt = `Page ${number} of ${$("pages").children.length}`;
  await picture.decode().catch(() => {});
  const resized = (page.dataset.mark || "").split(" ")[0] !== String(width);
  page.dataset.mark = mark;
  page.replaceChildren(picture);
  URL.revokeObjectURL(address);
  if (flashing && !resized) picture.animate([{ opacity: 0.35 }, { opacity: 1 }], { duration: 700 });
}

function clickPage(event) {
  const page = event.currentTarget;
  const box = page.getBoundingClientRect();
  open("/open-page", {
    lang: $("version").value, page: Number(page.dataset.number),
    x: (event.clientX - box.left) / box.width, y: (event.clientY - box.top) / box.height,
  });
}

// A file takes a moment, or cannot be made: that is said here, and not on a page of its own.
async function fetchFile(event) {
  const link = event.target.closest("a");
  if (!link) return;
  $("menu").open = false;
  if (!link.dataset.format) return;
  event.preventDefault();
  const name = link.textContent.trim();
  say(`The ${name} file is being made.`);
  const answer = await get(link.href);
  if (!answer.ok) { await sayWhy(answer); return; }
  const saved = document.createElement("a");
  saved.href = URL.createObjectURL(await answer.blob());
  saved.download = /filename="(.+)"/.exec(answer.headers.get("content-disposition"))[1];
  saved.click();
  setTimeout(() => URL.revokeObjectURL(saved.href), 60000);
  say(`${saved.download} is among your downloads.`);
}

function closeMenus(event) {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (event.type === "click" && menu.contains(event.target)) continue;
    if (menu.contains(document.activeElement)) menu.querySelector("summary").focus();
    menu.open = false;
  }
}

function updateLinks() {
  const facts = { paper: desk.paper, lang: $("version").value };
  for (const link of document.querySelectorAll("#files a")) {
    if (link.dataset.format) link.href = ask("/file", { ...facts, format: link.dataset.format });
    else link.href = ask(new URL(link.href).pathname, facts);
  }
}

// ---- showing a line, findings ------------------------------------------------------------------

function showNode(node) {
  desk.row = desk.spot = node;
  showRow();
  showSpot();
}

// The text shows it once it is there, and so do the pages.
function showRow() {
  const inside = frame.contentDocument;
  const row = desk.row && inside && inside.readyState === "complete" && inside.getElementById(desk.row);
  if (!row) return;
  desk.row = "";
  row.scrollIntoView({ block: "center" });
  flash(row);
}

async function showSpot() {
  if (!desk.spot || !desk.digest) return;
  const node = desk.spot;
  desk.spot = "";
  const answer = await get(ask("/find", { paper: desk.paper, lang: $("version").value, node }));
  const spot = answer.ok ? await answer.json() : null;
  const page = spot && $("pages").children[spot.page - 1];
  if (!page) return;
  const pane = $("pages-pane");
  pane.scrollTop = page.offsetTop - pane.offsetTop + spot.y * page.clientHeight - pane.clientHeight / 3;
  const mark = document.createElement("span");
  mark.className = "spot";
  mark.style.top = `${spot.y * 100}%`;
  page.append(mark);
  setTimeout(() => mark.remove(), 1600);
}

function showFindings({ findings, broken, current, more = 0 }) {
  const errors = findings.filter((one) => one.severity === "error").length;
  const count = findings.length + more;
  const words = count === 1 ? "1 finding" : `${count} findings`;
  const last = desk.codes.length ? "the last state that could be read is shown" : "nothing can be shown yet";
  const shown = current ? `the pages wait until ${errors === 1 ? "it is" : "they are"} mended` : last;
  $("count").textContent = broken
    ? `${errors === 1 ? "1 error" : `${errors} errors`}: ${shown}`
    : count ? words : "Nothing found";
  $("count").className = broken ? "broken" : "";
  const panel = $("findings-panel");
  if (broken && !panel.open) {
    panel.open = true;
    panel.dataset.byItself = "";
  } else if (!broken && "byItself" in panel.dataset) {
    panel.open = false;
    delete panel.dataset.byItself;
  }
  $("findings").replaceChildren(...findings.map((one) => {
    const item = document.createElement("li");
    const button = document.createElement("button");
    button.type = "button";
    button.className = one.severity;
    const where = one.file === desk.paper ? `${one.line}` : `${one.file}:${one.line}`;
    button.textContent = `${where}: ${one.severity} ${one.code} ${one.message}${one.hint ? ` (${one.hint})` : ""}`;
    button.addEventListener("click", () => open("/open-line", { file: one.file, line: one.line, column: one.column }));
    item.append(button);
    return item;
  }));
  if (more) {
    const item = document.createElement("li");
    item.textContent = `and ${more} more: masthead check --all lists them`;
    $("findings").append(item);
  }
}

// ---- what the server tells ---------------------------------------------------------------------

const told = {
  papers: (event) => fillPapers(event.papers),
  text: (event) => {
    if (event.codes.join() !== desk.codes.map((one) => one.code).join()) { take(desk.paper); return; }
    desk.version = event.version;
    renewText();
    setBusy(true);
  },
  findings: showFindings,
  pages: (event) => { if (event.code === $("version").value) takePages(event, true); },
  unset: (event) => {
    if (event.code !== $("version").value) return;
    setBusy(false);
    if (!desk.digest) $("waiting").textContent = "The pages cannot be set: see what was found.";
    if (event.findings.length) showFindings({ findings: event.findings, broken: true, current: true });
  },
  show: (event) => {
    if (event.paper === desk.paper) showNode(event.node);
    else take(event.paper).then(() => { desk.row = desk.spot = event.node; });
  },
  trouble: (event) => say(event.message),
};

function follow() {
  const events = new EventSource("/events");
  let lost = false;
  events.addEventListener("message", (message) => {
    const event = JSON.parse(message.data);
    const general = event.kind === "papers" || event.kind === "show" || event.kind === "trouble";
    if (general || event.paper === desk.paper) told[event.kind](event);
  });
  events.addEventListener("error", () => { lost = true; say(ENDED); });
  events.addEventListener("open", () => { if (lost) { lost = false; say(""); take(desk.paper); } });
}

// ---- tools -------------------------------------------------------------------------------------

function setView(view) {
  desk.view = view;
  document.querySelector("main").classList.toggle("text-only", view === "text");
  document.querySelector("main").classList.toggle("pages-only", view === "pages");
  for (const [id, name] of [["both", "both"], ["only-text", "text"], ["only-pages", "pages"]]) {
    $(id).setAttribute("aria-pressed", String(name === view));
  }
  keep();
}

function setZoom(zoom) {
  desk.zoom = Math.min(Math.max(zoom, 0.3), 4);
  $("pages").style.setProperty("--zoom", desk.zoom);
  for (const page of $("pages").children) if (page.dataset.near) drawPage(page, false);
  keep();
}

function isDark() {
  return root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

function colour(inside) {
  if (!root.dataset.theme || !inside.head) return;
  inside.documentElement.style.colorScheme = root.dataset.theme;
  const known = inside.getElementById("preview-theme") || inside.createElement("style");
  known.id = "preview-theme";
  known.textContent = `a { color: ${isDark() ? "#9cc4ff" : "#0b4a9e"} }`;
  inside.head.append(known);
}

function setTheme(theme) {
  root.dataset.theme = theme;
  if (frame.contentDocument) colour(frame.contentDocument);
  keep();
}

const KEYS = {
  1: () => setView("both"), 2: () => setView("text"), 3: () => setView("pages"),
  s: () => $("swap").click(), "+": () => setZoom(desk.zoom * 1.2), "=": () => setZoom(desk.zoom * 1.2),
  "-": () => setZoom(desk.zoom / 1.2), 0: () => setZoom(1),
  d: () => setTheme(isDark() ? "light" : "dark"),
  f: () => { $("findings-panel").open = !$("findings-panel").open; },
  "?": () => { $("keys").open = !$("keys").open; },
};

function pressKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("select, input")) return;
  if (event.key === "Escape") { closeMenus(event); return; }
  if (event.key === "e") { openFocused(event.target.ownerDocument); return; }
  const act = KEYS[event.key];
  if (act) { event.preventDefault(); act(); }
}

$("paper").addEventListener("change", () => take($("paper").value).then(keep));
$("first").addEventListener("change", () => { showText(); keep(); });
$("second").addEventListener("change", () => { showText(); keep(); });
$("version").addEventListener("change", () => { showPages(); keep(); });
$("both").addEventListener("click", () => setView("both"));
$("only-text").addEventListener("click", () => setView("text"));
$("only-pages").addEventListener("click", () => setView("pages"));
$("swap").addEventListener("click", () => { document.querySelector("main").classList.toggle("swapped"); keep(); });
$("smaller").addEventListener("click", () => setZoom(desk.zoom / 1.2));
$("larger").addEventListener("click", () => setZoom(desk.zoom * 1.2));
$("fit").addEventListener("click", () => setZoom(1));
$("theme").addEventListener("click", () => setTheme(isDark() ? "light" : "dark"));
document.addEventListener("keydown", pressKey);
document.addEventListener("click", closeMenus);
window.addEventListener("blur", closeMenus);  // a click into the text
$("files").addEventListener("click", fetchFile);
$("pages-pane").addEventListener("scroll", countPages, { passive: true });

if (kept.theme) root.dataset.theme = kept.theme;
if (kept.swapped) document.querySelector("main").classList.add("swapped");
setView(desk.view);
setZoom(desk.zoom);
follow();
const names = [...$("paper").options].map((one) => one.value);
if (names.length) take(names.includes(kept.paper) ? kept.paper : names[0]);
else { $("waiting").textContent = ""; sayNone(); }
