// @ts-check
// In a frame: says to the page around it how high this document is when nothing in it has to scroll.
(() => {
  if (parent === window) return;
  let before = 0;
  const report = () => {
    const boxes = [...document.querySelectorAll("main, .act-scroller")];
    const hidden = boxes.reduce((sum, box) => sum + box.scrollHeight - box.clientHeight, 0);
    const height = Math.ceil(document.body.getBoundingClientRect().height + hidden);
    if (height !== before) parent.postMessage({ type: "ai-commitments-tracker:height", height }, "*");
    before = height;
  };
  const observer = new ResizeObserver(report);
  for (const element of document.querySelectorAll("body, main > *, table, footer")) observer.observe(element);
})();
