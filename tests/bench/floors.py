"""The least that any program has to do: `python -m tests.bench.floors NAME FOLDER`."""

import sys
from importlib import import_module
from pathlib import Path


def read(root: Path) -> None:
    """Read the bytes of every data file."""
    for path in sorted((root / "data").rglob("*.yml")):
        path.read_bytes()


def events(root: Path) -> None:
    """Have libyaml take every data file apart, and look at nothing that it finds."""
    libyaml = import_module("yaml._yaml")
    for path in sorted((root / "data").rglob("*.yml")):
        parser = libyaml.CParser(path.read_bytes())
        while parser.get_event():
            pass


def templates(root: Path) -> None:
    """Put every finished page into a bare frame."""
    jinja = import_module("jinja2")
    source = root / "frames" / "jinja"
    frame = jinja.Environment(loader=jinja.FileSystemLoader(source)).get_template("frame.html")
    for path in sorted((source / "content").rglob("*.html")):
        target = source / "site" / path.relative_to(source / "content")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(frame.render(title=path.parent.name, content=path.read_text("utf-8")), "utf-8")


def write(root: Path) -> None:
    """Write every file of the finished site once more."""
    for path in sorted((root / "site").rglob("*")):
        if path.is_file():
            target = root / "frames" / "written" / path.relative_to(root / "site")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())


if __name__ == "__main__":
    {"read": read, "events": events, "templates": templates, "write": write}[sys.argv[1]](Path(sys.argv[2]))
