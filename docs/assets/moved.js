// @ts-check
// On a page that has moved: go on to the same place and the same day. Without it the page itself leads to the top.

const link = document.querySelector("main a");
if (link instanceof HTMLAnchorElement) location.replace(link.href + location.search + location.hash);
