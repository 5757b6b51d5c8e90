"""A template is compiled once, and again when it, the options or the place where it is kept have changed."""

from collections.abc import Callable
from pathlib import Path

import jinja2
import pytest

from tracker import compiled

Render = Callable[[str, str], tuple[str, int]]


@pytest.fixture
def render(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Render:
    """What a new environment makes of a template's text with some options, and how often it compiled."""
    monkeypatch.setattr(compiled, "_FOLDER", tmp_path / "kept")

    def rendered(text: str, options: str) -> tuple[str, int]:
        count = [0]

        class Counting(jinja2.Environment):
            def _compile(self, source: str, filename: str) -> object:  # type: ignore[override]
                count[0] += 1
                return super()._compile(source, filename)

        loader = jinja2.DictLoader({"page.html": text})
        environment = Counting(autoescape=True, loader=loader, bytecode_cache=compiled.Compiled(options))
        return environment.get_template("page.html").render(name="<A>"), count[0]

    return rendered


def test_a_template_is_compiled_once(render: Render) -> None:
    assert render("Hello {{ name }}", "escaped") == ("Hello &lt;A&gt;", 1)
    assert render("Hello {{ name }}", "escaped") == ("Hello &lt;A&gt;", 0)


def test_a_changed_template_and_other_options_are_compiled_again(render: Render) -> None:
    render("Hello {{ name }}", "escaped")
    assert render("Bye {{ name }}", "escaped") == ("Bye &lt;A&gt;", 1)
    assert render("Bye {{ name }}", "other") == ("Bye &lt;A&gt;", 1)


def test_where_nothing_can_be_kept_templates_are_compiled_every_time(render: Render, tmp_path: Path) -> None:
    (tmp_path / "kept").touch()
    assert [render("Hello {{ name }}", "escaped") for _time in range(2)] == [("Hello &lt;A&gt;", 1)] * 2
