"""The tests of the tracker."""

from pathlib import Path

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "tests" / "examples"
