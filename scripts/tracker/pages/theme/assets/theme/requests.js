// @ts-check
// What the theme asks for on every page, before its own script does so.
(() => {
  // It takes each `rel=alternate` for a translation and asks for its sitemap. So the feeds are none of them while it
  // starts, which it does when the document hears that it is parsed; the window hears of it right after.
  const feeds = /** @type {NodeListOf<HTMLLinkElement>} */ (document.querySelectorAll("link[rel=alternate]"));
  for (const feed of feeds) feed.rel = "";
  addEventListener("DOMContentLoaded", () => feeds.forEach((feed) => (feed.rel = "alternate")));

  // The index of its search weighs more than a page, and most readers never search. It is the only thing for which it
  // asks in this way, and here it waits for the first word that is wanted.
  const query = new URLSearchParams(location.search);
  const isWanted = new Promise((resolve) => {
    if (query.has("q") || query.has("h")) resolve(true);
    const search = document.querySelector("[data-md-component=search]");
    for (const type of ["focusin", "pointerover"]) search?.addEventListener(type, resolve, { once: true });
  });
  globalThis.XMLHttpRequest = class extends XMLHttpRequest {
    /** @override */
    send() {
      isWanted.then(() => super.send());
    }
  };
})();
