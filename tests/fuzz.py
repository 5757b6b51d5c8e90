"""`make fuzz`: a fuzzer that follows the program's branches sends what it likes to each door, and nothing breaks."""

import datetime
import re
import subprocess
import sys
from collections.abc import Callable, Mapping

import atheris

from tests import EXAMPLES, ROOT

with atheris.instrument_imports(include=["tracker"]):
    from tracker.checking.check import check
    from tracker.contributing.issue_forms import TEMPLATES, read_answers, read_forms
    from tracker.files import read_matching
    from tracker.quotes.match import SearchableText
    from tracker.quotes.text import document_text
    from tracker.reading.edit import fixed
    from tracker.reading.parser import read_document

COMPANY = "data/companies/acme.yml"
DAY = datetime.date(2026, 11, 21)  # of the examples
WORLD = {**read_matching(EXAMPLES / "valid", ["data/*/*.yml"]), **read_matching(ROOT, ["schema/*.json"])}
SCHEMA = WORLD["schema/company.schema.json"]
FORMS = read_forms(read_matching(ROOT, [TEMPLATES]))
SEEDS = {
    "reading": ("examples/valid/data/*/*.yml", "examples/invalid/*.yml", "hostile/data/*.yml"),
    "checking": ("examples/valid/data/companies/*.yml", "hostile/data/*.yml"),
    "edits": ("examples/valid/data/companies/*.yml", "hostile/data/*.yml"),
    "quotes": ("hostile/pages/*",),
    "submissions": ("examples/submissions/*.md", "hostile/forms/*.md"),
}


def reading(content: bytes) -> None:
    """Any bytes give a document or problems."""
    document = read_document(COMPANY, content)
    assert document.is_sound or document.problems


def checking(content: bytes) -> None:
    """Any file is checked without a crash of a rule."""
    found = check({**WORLD, COMPANY: content}, DAY).problems
    assert "crashed-rule" not in {problem.rule for problem in found}, found


def edits(content: bytes) -> None:
    """What is put in order says what it said, and stays as it is the next time."""
    once = fixed(COMPANY, content, SCHEMA)
    assert fixed(COMPANY, once, SCHEMA) == once
    if once != content:
        assert read_document(COMPANY, once).value == read_document(COMPANY, content).value


def quotes(content: bytes) -> None:
    """Any document has a text or is refused, and any quote is looked up in it."""
    quote, _, page = content.partition(b"\n")
    try:
        text = document_text(page).text
    except ValueError:
        return
    SearchableText(text).look_up(quote.decode("utf-8", "replace")[:500])


def submissions(content: bytes) -> None:
    """Any text of an issue has answers or none."""
    read_answers(content.decode("utf-8", "replace"), FORMS)


DOORS: Mapping[str, Callable[[bytes], None]] = {
    each.__name__: each for each in (reading, checking, edits, quotes, submissions)
}


def run_all(minutes: float) -> int:
    """Each door for its part of the time, in a process of its own; 1 where one broke."""
    broken = 0
    for door in DOORS:
        folder = ROOT / ".cache" / "fuzz" / door
        folder.mkdir(parents=True, exist_ok=True)
        for pattern in SEEDS[door]:
            for seed in (ROOT / "tests").glob(pattern):
                if not seed.name.endswith(".told.txt") and seed.stat().st_size < 50_000:
                    (folder / f"seed-{seed.name}").write_bytes(seed.read_bytes())
        options = ["-max_len=50000", "-timeout=30", "-rss_limit_mb=2048", f"-artifact_prefix={folder.parent}/{door}-"]
        seconds = f"-max_total_time={int(minutes * 60 / len(DOORS))}"
        command = [sys.executable, "-m", "tests.fuzz", "--door", door, str(folder), seconds, *options]
        done = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, encoding="utf-8", errors="replace")
        lines = [line for line in done.stderr.splitlines() if re.match(r"#\d|Done \d|==\d+== ?ERROR", line)]
        sys.stdout.write(f"{door}: {'holds' if done.returncode == 0 else 'BROKEN'}: {lines[-1] if lines else ''}\n")
        if done.returncode:
            broken = 1
            sys.stdout.write("\n".join(done.stderr.splitlines()[-30:]) + "\n")
    return broken


def main() -> None:
    """Fuzz one door as libFuzzer's arguments say, or all of them for some minutes."""
    if sys.argv[1] == "--door":
        name = sys.argv[2]
        atheris.Setup([sys.argv[0], *sys.argv[3:]], DOORS[name])
        atheris.Fuzz()
    else:
        sys.exit(run_all(float(sys.argv[1])))


if __name__ == "__main__":
    main()
