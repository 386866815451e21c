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
