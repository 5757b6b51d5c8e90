"""What was published under a former id stays at its address."""

import datetime

import pytest

from tests.conftest import DAY, EXAMPLES, Tree
from tracker.build import Site, build
from tracker.model import Edition

EDITION = Edition(date=DAY, repository="https://repository.example/tracker", site="https://site.example/tracker/")


@pytest.fixture(scope="module")
def site(valid_world: Tree, today: datetime.date) -> Site:
    made = build(valid_world, today, EDITION)
    assert isinstance(made, Site)
    return made


@pytest.mark.parametrize(
    ("present", "former"),
    [
        ("api/v1/companies/acme.json", "api/v1/companies/acme-labs.json"),
        ("api/v1/pledges/example-2024.json", "api/v1/pledges/example.json"),
        ("api/v1/commitments/example-2024/risk-thresholds.json", "api/v1/commitments/example/thresholds.json"),
        ("api/v1/cells/acme/example-2024/risk-thresholds.json", "api/v1/cells/acme-labs/example/thresholds.json"),
        ("api/v1/cells/zenith/example-2024/risk-thresholds.json", "api/v1/cells/zenith/example/risk-thresholds.json"),
        ("badges/acme/example-2024.svg", "badges/acme-labs/example.svg"),
        ("badges/orbit/example-2024.svg", "badges/orbit/example.svg"),
        ("charts/companies/acme/example-2024.png", "charts/companies/acme-labs/example.png"),
        ("charts/commitments/example-2024/risk-thresholds.svg", "charts/commitments/example/thresholds.svg"),
        ("charts/pledges/example-2024/cells.csv", "charts/pledges/example/cells.csv"),
        ("embed/acme/example-2024/index.html", "embed/acme-labs/example-2024/index.html"),
        ("embed/cells/acme/example-2024/risk-thresholds/index.html", "embed/cells/acme/example/thresholds/index.html"),
        ("embed/pledges/example-2024/index.html", "embed/pledges/example/index.html"),
        ("feeds/companies/acme.xml", "feeds/companies/acme-labs.xml"),
        ("feeds/commitments/example-2024/risk-thresholds.xml", "feeds/commitments/example/thresholds.xml"),
        ("feeds/commitments/example-2024/risk-thresholds.xml", "feeds/commitments/example-2024/thresholds.xml"),
    ],
)
def test_a_file_stays_at_its_former_address_byte_for_byte(site: Site, present: str, former: str) -> None:
    assert site.files[former] == site.files[present]


def test_a_page_leads_from_its_former_address_to_the_present_one(site: Site) -> None:
    pages = {path for path in site.files if path.startswith(("companies/", "pledges/"))}
    assert pages == {
        "companies/acme-labs/index.html",
        "pledges/example/index.html",
        *(f"pledges/example/{id}/index.html" for id in ("safety-framework", "risk-thresholds", "thresholds")),
        *(f"pledges/example/{id}/index.html" for id in ("outside-testing", "incident-reports", "content-labels")),
        "pledges/example-2024/thresholds/index.html",
        "pledges/example/weight-security/index.html",
    }
    page = site.files["pledges/example/thresholds/index.html"].decode()
    assert page == (EXAMPLES / "api" / "moved.html").read_text("utf-8")
