// On a page that has moved: go on to the same place and the same day. Without it the page itself leads to the top.

location.replace(document.querySelector("main a").href + location.search + location.hash);
