"""The same finished pages for other generators: a page a file, and one plain frame around them."""

import json
import shutil
from collections.abc import Iterable
from pathlib import Path

import yaml

from tracker.pages.page import Page

PEERS = Path(__file__).parent / "peers"
# {0} is the title and {1} the body, in the words of each generator.
FRAME = """\
<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>{0}</title><link rel="stylesheet" href="/assets/page.css"></head>
<body>
<header><nav><a href="/">Tracker</a> <a href="/companies/">Companies</a> <a href="/pledges/">Pledges</a>
<a href="/changes/">Changes</a> <a href="/downloads/">Data</a> <a href="/methodology/">About</a></nav></header>
<main>{1}</main>
<footer>Data under CC BY 4.0, code under the MIT licence.</footer>
</body>
</html>
"""
HUGO = {"disableKinds": ["taxonomy", "term", "rss", "sitemap"], "security": {"allowContent": [".*"]}}


def write_frames(root: Path, pages: Iterable[Page]) -> None:
    """Write the folders `hugo`, `eleventy`, `jinja` and `markdown` below `frames`."""
    frames = root / "frames"
    shutil.rmtree(frames, ignore_errors=True)
    made = [(page.address, json.dumps({"title": page.title, "layout": "frame.liquid"}), page.html) for page in pages]
    _write(frames / "hugo", {f"content/{address}_index.html": f"{head}\n{body}" for address, head, body in made})
    _write(frames / "eleventy", {f"content/{at}index.html": f"---\n{head}\n---\n{body}" for at, head, body in made})
    _write(frames / "jinja", {f"content/{address}index.html": body for address, _head, body in made})
    _write(
        frames,
        {
            "hugo/hugo.json": json.dumps(HUGO),
            "hugo/layouts/all.html": FRAME.format("{{ .Title }}", "{{ .Content }}"),
            "eleventy/layouts/frame.liquid": FRAME.format("{{ title }}", "{{ content }}"),
            "jinja/frame.html": FRAME.format("{{ title }}", "{{ content }}"),
            "markdown/mkdocs.yml": json.dumps({"site_name": "Tracker", "nav": [{"Tracker": "index.md"}]}),
            "markdown/docs/index.md": "# Tracker\n",
        },
    )
    shutil.copy(PEERS / "eleventy.config.mjs", frames / "eleventy")
    _write(
        frames / "markdown",
        {f"docs/{path.stem}.md": _markdown(path) for path in (root / "data" / "companies").iterdir()},
    )


def _write(folder: Path, texts: dict[str, str]) -> None:
    for path, text in texts.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")


def _markdown(path: Path) -> str:
    """A company's file as somebody would write it by hand for MkDocs: headings, quotes and links."""
    company = yaml.load(path.read_bytes(), yaml.CBaseLoader)  # noqa: S506 (it makes nothing but texts)
    lines = [f"# {company['name']}"]
    for pledge, cells in company["assessments"].items():
        lines.append(f"## {pledge}")
        for commitment, assessments in cells.items():
            lines.append(f"### {commitment}")
            for each in assessments:
                lines.append(f"**{each['status']}** since {each['since']}: {each['reason']}")
                for item in each.get("evidence", ()):
                    source = company["sources"][item["source"]]
                    lines += [f"> {item['quote']}", f"[{source['title']}]({source['url']}), {source['publisher']}"]
    return "\n\n".join([*lines, ""])
