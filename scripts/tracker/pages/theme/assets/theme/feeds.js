// @ts-check
// The theme takes each `rel=alternate` for a translation and asks for its sitemap. So the feeds are none of them while
// it starts, which it does when the document hears that it is parsed; the window hears of it right after.
(() => {
  const feeds = /** @type {NodeListOf<HTMLLinkElement>} */ (document.querySelectorAll("link[rel=alternate]"));
  for (const feed of feeds) feed.rel = "";
  addEventListener("DOMContentLoaded", () => feeds.forEach((feed) => (feed.rel = "alternate")));
})();
