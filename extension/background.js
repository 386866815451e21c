// The entry of the context menu. Everything else is the page that it opens.
chrome.runtime.onInstalled.addListener(() => {
  chrome.contextMenus.create({ id: "check", title: "Did they say this?", contexts: ["selection"] });
});

chrome.contextMenus.onClicked.addListener((info) => {
  const words = (info.selectionText ?? "").trim().slice(0, 2000);
  chrome.tabs.create({ url: chrome.runtime.getURL("answer.html") + "?words=" + encodeURIComponent(words) });
});
