"""Texts from anybody take no time and no name breaks what is made of them."""

import time

import pytest

from tests.conftest import ROOT, Tree, dataset_of, view_of
from tracker.contributing.issue_forms import TEMPLATES, read_answers, read_forms
from tracker.files import read_matching
from tracker.sharing.charts import chart_files
from tracker.text import url_fault

PATIENCE = 20  # seconds: far more than a busy machine needs, and far less than an expression that tries every way


@pytest.mark.parametrize("unit", ["```\n", "~~~\n", "`", "\n", "``` \n\n", "~"])
def test_an_answer_of_many_fences_is_read_in_no_time(unit: str) -> None:
    (form, *others) = read_forms(read_matching(ROOT, [TEMPLATES]))
    answer = "```\n" + unit * (63_000 // len(unit)) + "x"
    body = "".join(f"### {field.label}\n\n{answer}\n\n" for field in form.fields)
    begun = time.monotonic()
    assert read_answers(body, [form, *others]) is not None
    assert time.monotonic() - begun < PATIENCE


@pytest.mark.parametrize("name", ["hasOwnProperty", "constructor", "__proto__"])
def test_a_name_that_programs_have_for_themselves_is_drawn_in_the_charts(valid_world: Tree, name: str) -> None:
    company, pledge = "data/companies/acme.yml", "data/pledges/example-2024.yml"
    tree = {
        **valid_world,
        company: valid_world[company].replace(b"name: Acme\n", f"name: {name}\n".encode()),
        pledge: valid_world[pledge].replace(b"title: Risk thresholds\n", f"title: {name}\n".encode()),
    }
    charts = chart_files(view_of(dataset_of(tree)))
    assert any(name.encode() in content for path, content in charts.items() if path.endswith(".svg"))


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "10.0.0.1", "192.168.1.1", "169.254.169.254", "0x7f.1", "127.1", "0177.0.0.1", "a.1"],
)
def test_an_address_that_leads_to_the_readers_own_network_is_refused(host: str) -> None:
    assert url_fault(f"https://{host}/a") == "leads to a machine that is not on the public network"
    assert url_fault("http://204.152.198.140/a") is None
    assert url_fault("https://1.example.org/a") is None
