"""What axe finds wrong with a page: every rule on all of it, and the contrast of a few texts of each kind."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

CONTRAST = "color-contrast"
OPTIONS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],  # what passes is not written up node by node: half of the time on a large page
}
# Contrast is four fifths of axe's time on a page of 2,000 links that all look alike. It follows from the colour and the
# size of a text and from all that is painted behind it: where these are the same, texts are of one kind.
MARK_SAMPLES = """() => {
  const seen = new Map(), behind = new Map()
  const painted = element => {
    if (!element) return ''
    if (!behind.has(element)) {
      const { backgroundColor, backgroundImage, opacity } = getComputedStyle(element)
      const own = [backgroundColor, backgroundImage, opacity].join(' ').replace('rgba(0, 0, 0, 0) none 1', '')
      behind.set(element, painted(element.parentElement) + own)
    }
    return behind.get(element)
  }
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement
    if (!texts.currentNode.data.trim() || !element.checkVisibility()) continue
    const { color, fontSize, fontWeight } = getComputedStyle(element)
    const kind = [painted(element), color, fontSize, fontWeight].join(' ')
    seen.set(kind, (seen.get(kind) ?? 0) + 1)
    if (seen.get(kind) <= 3) element.setAttribute('data-contrast-sample', '')
  }
}"""


def faults(page: Page) -> list[str]:
    """A sentence for each fault of a page, with where it is."""
    page.evaluate(MARK_SAMPLES)
    whole = Axe().run(page, options={**OPTIONS, "rules": {CONTRAST: {"enabled": False}}})
    samples = {"include": [["[data-contrast-sample]"]]}
    contrast = Axe().run(page, context=samples, options={**OPTIONS, "runOnly": {"type": "rule", "values": [CONTRAST]}})
    return [
        f"{fault['id']}: {fault['help']}: {node['html']}"
        for results in (whole, contrast)
        for fault in results.response["violations"]
        for node in fault["nodes"]
    ]
