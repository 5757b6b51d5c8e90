"""Four pages as Lighthouse measures them (mobile, simulated throttling), and the waits of whoever uses the first.

The figures are kept with the date and the load of the machine: on one that is busy with other work every time is too
long, while bytes, requests and shifts are what they are.
"""

import datetime
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from tests import interactions
from tests.pages.conftest import launch
from tests.pages.site_build import ADDRESSES, copy_project, run_build
from tests.pages.site_host import hosted

ROOT = Path(__file__).parents[1]
PROGRAM = ROOT / ".cache" / "lighthouse" / "node_modules" / ".bin" / "lighthouse"
RECORD = ROOT / "tests" / "lighthouse.json"
ROUNDS = 5
PAGES = {
    "home": "",
    "company": "companies/anthropic/",
    "commitment": "pledges/seoul-2024/risk-thresholds/",
    "compare": "compare/?companies=anthropic,openai&pledge=seoul-2024",
}
LEAST = {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100}
MOST_BYTES = 250 * 1000  # over the wire, with everything
AUDITS = {
    "first_paint_ms": "first-contentful-paint",
    "largest_paint_ms": "largest-contentful-paint",
    "blocked_ms": "total-blocking-time",
    "shift": "cumulative-layout-shift",
}

Found = dict[str, Any]


def measured(address: str) -> Found:
    """One report of Lighthouse."""
    sandbox = " --no-sandbox" if os.geteuid() == 0 else ""
    chromium = shutil.which("chromium") or shutil.which("google-chrome") or ""
    flags = f"--chrome-flags=--headless=new --disable-gpu{sandbox}"
    command = [str(PROGRAM), address, "--quiet", "--output=json", flags]
    done = subprocess.run(command, env={**os.environ, "CHROME_PATH": chromium}, capture_output=True, check=False)
    if done.returncode:
        sys.exit(f"Lighthouse failed:\n{done.stderr.decode()}")
    report: Found = json.loads(done.stdout)
    return report


def summary(reports: list[Found], address: str) -> Found:
    """The medians of some reports of a page, and the weight and the hosts of the last."""
    scores = {
        name: round(100 * statistics.median(report["categories"][name]["score"] for report in reports))
        for name in LEAST
    }
    figures = {
        name: round(statistics.median(report["audits"][audit]["numericValue"] for report in reports), 3)
        for name, audit in AUDITS.items()
    }
    requests = reports[-1]["audits"]["network-requests"]["details"]["items"]
    hosts = {each["url"].split("/")[2] for each in requests if each["url"].startswith("http")}
    return {
        "scores": scores,
        **figures,
        "bytes": sum(each["transferSize"] for each in requests),
        "requests": sum(each["url"].startswith("http") for each in requests),
        "other_hosts": sorted(hosts - {address.split("/")[2]}),
    }


def faults(found: Found) -> list[str]:
    """What is worse than promised."""
    worse = [
        f"{page}: {name} {each['scores'][name]} < {least}"
        for page, each in found["pages"].items()
        for name, least in LEAST.items()
        if each["scores"][name] < least
    ]
    worse += [f"{page}: asks another host" for page, each in found["pages"].items() if each["other_hosts"]]
    if found["pages"]["home"]["bytes"] > MOST_BYTES:
        worse.append(f"home: heavier than {MOST_BYTES} bytes")
    slow = {name: wait for name, wait in found["waits_ms"].items() if wait > interactions.MOST}
    return worse + [f"{name}: {wait:g} ms > {interactions.MOST} ms" for name, wait in slow.items()]


def measure(address: str) -> Found:
    """All figures of a site that is served."""
    with sync_playwright() as playwright, launch(playwright) as browser:
        waits = interactions.waits(browser, address)
    loads = [os.getloadavg()[0]]
    pages = {}
    for name, path in PAGES.items():
        reports = [measured(address + path) for _round in range(ROUNDS)]
        pages[name] = summary(reports, address)
        loads.append(os.getloadavg()[0])
    return {
        "date": datetime.datetime.now(datetime.UTC).date().isoformat(),
        "lighthouse": reports[-1]["lighthouseVersion"],
        "rounds": ROUNDS,
        "processors": os.cpu_count(),
        "load": [round(each, 1) for each in loads],
        "pages": pages,
        "waits_ms": waits,
    }


def main() -> None:
    """Build the site, measure it, keep the figures; exit with 1 where one is worse than promised."""
    with tempfile.TemporaryDirectory() as folder:
        project = copy_project(Path(folder) / "project")
        done = run_build(project, **ADDRESSES)
        if done.returncode:
            sys.exit(done.stdout + done.stderr)
        with hosted(project / "site", fonts=None) as address:
            found = measure(address)
    RECORD.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
    sys.stdout.write(RECORD.read_text("utf-8"))
    sys.exit("\n".join(faults(found)) or 0)


if __name__ == "__main__":
    main()
