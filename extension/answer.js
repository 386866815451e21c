// Asks the ledger of the server that the options name, and shows its answer. What the
// server says is text: nothing of it becomes markup.
const form = document.getElementById("ask");
const words = document.getElementById("words");
const by = document.getElementById("by");
const out = document.getElementById("answer");

const verdicts = {
  exact: "Yes, in these words",
  "part of a sentence": "Yes, as part of a sentence that says more",
  "several wordings": "Reports have it in several wordings",
  abridged: "Yes; words are left out",
  paraphrase: "Something like it, in other words",
  "different words": "In different words",
  "another speaker": "Somebody else said it",
  "unknown speaker": "Somebody said it; of that person the ledger knows nothing",
  unattributed: "It is in a report, but nobody is named",
  "not found": "Not found in this ledger",
};

function element(name, text, attributes = {}) {
  const e = document.createElement(name);
  if (text) e.textContent = text;
  for (const [k, v] of Object.entries(attributes)) e.setAttribute(k, v);
  return e;
}

// web keeps links on the web, whatever an article gives as its address.
const web = (s) => (/^https?:\/\//.test(s) ? s : "");

function witness(server, w) {
  const s = w.statement;
  const box = element("article", "", { class: "witness" });
  box.append(element("blockquote", s.content));
  const who = (s.speakers ?? []).map((x) => x.name).join(", ") || s.source || "nobody named";
  const line = element("p", `${who}, ${s.said}. ${s.article.outlet}: `, { class: "by" });
  line.append(element("a", s.article.headline || "the report", { href: `${server}/article/${s.article.id}#${s.id.split(".")[1]}`, target: "_blank", rel: "noreferrer" }));
  if (web(s.article.url)) {
    line.append(" · ", element("a", "at the outlet", { href: s.article.url, target: "_blank", rel: "noreferrer noopener" }));
  }
  line.append(" · ", element("a", "all wordings", { href: `${server}/statement/${s.id}`, target: "_blank", rel: "noreferrer" }));
  box.append(line);
  return box;
}

function show(server, q) {
  out.replaceChildren(element("h2", verdicts[q.verdict] ?? q.verdict, { "data-verdict": q.verdict }));
  for (const w of q.witnesses ?? []) out.append(witness(server, w));
  for (const p of q.passages ?? []) {
    const line = element("p", "", { class: "witness" });
    line.append(element("a", p.text, { href: `${server}/article/${p.article.id}?at=${p.span.start}-${p.span.end}#at`, target: "_blank", rel: "noreferrer" }));
    line.append(element("span", ` ${p.article.outlet}: nobody is named`, { class: "by" }));
    out.append(line);
  }
  out.append(element("p", "This is what was reported to this ledger, not what is true.", { class: "by" }));
}

async function ask() {
  const { server = "http://127.0.0.1:8087", token = "" } = await chrome.storage.local.get(["server", "token"]);
  out.replaceChildren(element("p", "Asking …", { class: "by" }));
  const q = new URLSearchParams({ words: words.value.trim() });
  if (by.value.trim()) q.set("by", by.value.trim());
  try {
    const answer = await fetch(`${server}/api/v1/quotation?${q}`, { headers: token ? { Authorization: `Bearer ${token}` } : {}, credentials: "omit" });
    const body = await answer.json();
    if (!answer.ok) throw new Error(body.detail ?? body.title ?? `the server answered ${answer.status}`);
    show(server, body);
  } catch (e) {
    const line = element("p", `${server} gave no answer: ${e.message}. `, { class: "wrong", role: "alert" });
    line.append(element("a", "Is this your server?", { href: "options.html", target: "_blank" }));
    out.replaceChildren(line);
  }
}

form.addEventListener("submit", (e) => {
  e.preventDefault();
  ask();
});

words.value = new URLSearchParams(location.search).get("words") ?? "";
if (words.value) ask();
