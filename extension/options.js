// The address and the token stay in this browser.
const server = document.getElementById("server");
const token = document.getElementById("token");
const saved = document.getElementById("saved");

const kept = await chrome.storage.local.get(["server", "token"]);
server.value = kept.server ?? "http://127.0.0.1:8087";
token.value = kept.token ?? "";

document.getElementById("options").addEventListener("submit", async (e) => {
  e.preventDefault();
  const address = new URL(server.value);
  const asked = { origins: [`${address.protocol}//${address.hostname}/*`] };
  if (!(await chrome.permissions.contains(asked)) && !(await chrome.permissions.request(asked))) {
    saved.textContent = "Without this permission the server cannot be asked.";
    return;
  }
  await chrome.storage.local.set({ server: address.origin, token: token.value.trim() });
  saved.textContent = "Saved.";
});
