// Keys, for those who have them. Every page works without this file.
const items = () => [...document.querySelectorAll("[data-item]")].filter((e) => e.offsetParent !== null);
const dialog = document.getElementById("keys-dialog");
let at = -1;

function go(step) {
  const list = items();
  if (list.length === 0) return;
  if (at < 0 || !list[at]) {
    // Begin with what is in view.
    const first = list.findIndex((e) => e.getBoundingClientRect().top >= 0);
    at = first < 0 ? 0 : first;
  } else {
    at = Math.min(Math.max(at + step, 0), list.length - 1);
  }
  for (const e of document.querySelectorAll(".here")) e.classList.remove("here");
  const item = list[at];
  item.classList.add("here");
  item.tabIndex = -1;
  item.focus({ preventScroll: true });
  item.scrollIntoView({ block: "nearest" });
}

document.addEventListener("keydown", (e) => {
  if (e.ctrlKey || e.metaKey || e.altKey || e.target.closest("input, textarea, select, dialog")) return;
  switch (e.key) {
    case "/":
      document.getElementById("find").focus();
      break;
    case "j":
      go(1);
      break;
    case "k":
      go(-1);
      break;
    case "?":
      dialog.showModal();
      break;
    case "Enter":
      if (!e.target.matches("[data-item]")) return;
      e.target.querySelector("a[href]")?.click();
      break;
    default:
      return;
  }
  e.preventDefault();
});

document.querySelector("[data-keys]")?.addEventListener("click", (e) => {
  e.preventDefault();
  dialog.showModal();
});

// New cards are told of as they come, and shown when the reader asks: nothing moves
// under anybody's eyes.
const fresh = document.querySelector("[data-live]");
if (fresh) {
  const link = fresh.querySelector("[data-fresh]");
  const title = document.title;
  const source = new EventSource(fresh.dataset.live);
  source.addEventListener("message", (e) => {
    const shown = new Set([...document.querySelectorAll("[data-card]")].map((c) => c.dataset.card));
    const first = JSON.parse(e.data);
    // Cards below the last one shown are no news: they are on the next page.
    const known = first.findLastIndex((id) => shown.has(id));
    const news = first.slice(0, known < 0 ? first.length : known).filter((id) => !shown.has(id));
    fresh.hidden = news.length === 0;
    link.textContent = news.length === 1 ? "1 new: show it" : `${news.length} new: show them`;
    document.title = news.length ? `(${news.length}) ${title.replace(/^\(\d+\) /, "")}` : title;
  });
  link.addEventListener("click", (e) => {
    e.preventDefault();
    const ask = new XMLHttpRequest();
    ask.responseType = "document";
    ask.open("GET", link.href);
    ask.addEventListener("load", () => {
      const got = ask.response?.querySelector("[data-stream]");
      if (!got) {
        location.reload();
        return;
      }
      const old = new Set([...document.querySelectorAll("[data-card]")].map((c) => c.dataset.card));
      const list = document.querySelector("[data-stream]");
      list.replaceChildren(...document.importNode(got, true).childNodes);
      for (const c of list.querySelectorAll("[data-card]")) c.classList.toggle("card-new", !old.has(c.dataset.card));
      fresh.hidden = true;
      document.title = title.replace(/^\(\d+\) /, "");
      list.querySelector(".card-new")?.scrollIntoView({ block: "nearest" });
    });
    ask.addEventListener("error", () => location.reload());
    ask.send();
  });
  addEventListener("pagehide", () => source.close());
}

// A button that copies, beside what can be selected and copied anyway.
for (const text of document.querySelectorAll("[data-copy]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy";
  button.textContent = "Copy";
  button.addEventListener("click", async () => {
    text.select();
    await navigator.clipboard.writeText(text.value);
    button.textContent = "Copied";
  });
  text.before(button);
}

// Calendars are subscribed to, not downloaded, where the system knows how.
for (const a of document.querySelectorAll("a[data-webcal]")) {
  a.href = a.href.replace(/^https?:/, "webcal:");
}
