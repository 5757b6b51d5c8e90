"""The home page as Lighthouse measures it (mobile, simulated throttling): scores, weight and hosts, with the date."""

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

from tests.pages.site_build import ADDRESSES, copy_project, run_build
from tests.pages.site_host import hosted

ROOT = Path(__file__).parents[1]
PROGRAM = ROOT / ".cache" / "lighthouse" / "node_modules" / ".bin" / "lighthouse"
RECORD = ROOT / "tests" / "lighthouse.json"
ROUNDS = 5
LEAST = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}
MOST_BYTES = 250 * 1024  # HTML, CSS and JavaScript, compressed
WEIGHED = ("Document", "Stylesheet", "Script")


def measured(address: str) -> dict[str, Any]:
    """One report of Lighthouse."""
    sandbox = " --no-sandbox" if os.geteuid() == 0 else ""
    chromium = shutil.which("chromium") or shutil.which("google-chrome") or ""
    flags = f"--chrome-flags=--headless=new --disable-gpu{sandbox}"
    command = [str(PROGRAM), address, "--quiet", "--output=json", flags]
    done = subprocess.run(command, env={**os.environ, "CHROME_PATH": chromium}, capture_output=True, check=False)
    if done.returncode:
        sys.exit(f"Lighthouse failed:\n{done.stderr.decode()}")
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def summary(reports: list[dict[str, Any]], address: str) -> dict[str, Any]:
    """The medians of some reports, and the weight and the hosts of the last."""
    scores = {
        name: round(100 * statistics.median(report["categories"][name]["score"] for report in reports))
        for name in LEAST
    }
    requests = reports[-1]["audits"]["network-requests"]["details"]["items"]
    hosts = {each["url"].split("/")[2] for each in requests if each["url"].startswith("http")}
    return {
        "date": datetime.datetime.now(datetime.UTC).date().isoformat(),
        "lighthouse": reports[-1]["lighthouseVersion"],
        "rounds": len(reports),
        "scores": scores,
        "compressed_bytes": sum(each["transferSize"] for each in requests if each.get("resourceType") in WEIGHED),
        "requests": len(requests),
        "other_hosts": sorted(hosts - {address.split("/")[2]}),
    }


def main() -> None:
    """Build the site, measure its home page, keep the numbers; exit with 1 where one is worse than promised."""
    with tempfile.TemporaryDirectory() as folder:
        project = copy_project(Path(folder) / "project")
        done = run_build(project, **ADDRESSES)
        if done.returncode:
            sys.exit(done.stdout + done.stderr)
        with hosted(project / "site") as address:
            found = summary([measured(address) for _round in range(ROUNDS)], address)
    RECORD.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
    sys.stdout.write(RECORD.read_text("utf-8"))
    scores = found["scores"]
    worse = [f"{name} {scores[name]} < {least}" for name, least in LEAST.items() if scores[name] < least]
    if found["compressed_bytes"] > MOST_BYTES or found["other_hosts"]:
        worse.append("the page is too heavy, or asks another host")
    sys.exit("\n".join(worse) or 0)


if __name__ == "__main__":
    main()
