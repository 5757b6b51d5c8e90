"""What axe finds wrong with a page: every rule on all of it, and the colours of one text of each kind."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

COLOURS = ["color-contrast", "link-in-text-block"]  # the rules that compare colours, which takes most of the time
OPTIONS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],  # what passes is not written up node by node: half of the time on a large page
}
# Whether colours can be told apart follows from those of a text and of the text around it, from its size, and from all
# that is painted behind it: where these are the same, texts are of one kind.
MARK_SAMPLES = """() => {
  const seen = new Set(), behind = new Map()
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
    const around = element.parentElement ? getComputedStyle(element.parentElement).color : ''
    const kind = [painted(element), color, around, fontSize, fontWeight, element.localName].join(' ')
    if (!seen.has(kind)) element.setAttribute('data-sample', '')
    seen.add(kind)
  }
}"""


def faults(page: Page) -> list[str]:
    """A sentence for each fault of a page, with where it is."""
    page.evaluate(MARK_SAMPLES)
    axe = Axe()
    whole = axe.run(page, options={**OPTIONS, "rules": {rule: {"enabled": False} for rule in COLOURS}})
    samples = {"include": [["[data-sample]"]]}
    colours = axe.run(page, context=samples, options={**OPTIONS, "runOnly": {"type": "rule", "values": COLOURS}})
    return [
        f"{fault['id']}: {fault['help']}: {node['html']}"
        for results in (whole, colours)
        for fault in results.response["violations"]
        for node in fault["nodes"]
    ]
