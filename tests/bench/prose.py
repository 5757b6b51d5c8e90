"""Prose that does not repeat: the sentences of a small grammar, which come to more than a billion."""

import re
from random import Random


def _words(text: str) -> list[str]:
    return [each.strip() for each in re.split(r"[|\n]", text) if each.strip()]


WHO = _words("""
    the safety team|the board of directors|an independent auditor|the committee on severe risks|the red team
    the company|a council of outside experts|the head of security|the office for responsible research
    the group for model evaluations|the policy|the framework|the second edition of the report
    the annex on methods|the system card|the release note|a panel of domain specialists|the internal audit
    the incident desk|the working group on standards|the published plan
""")
DOES = _words("""
    reviews|describes|tests|measures|publishes|documents|compares|limits|tracks|explains|reports|evaluates|records|checks
    summarises|confirms|lists|examines|weighs|updates
""")
WHICH = _words("""
    every|each critical|the most severe|any newly found|the remaining|the expected|a representative sample of the
    the largest|any unusual|the publicly known|each reported|the long-term|the measured|every foreseeable|the internal
""")
WHAT = _words("""
    risk of misuse|loss of control|capability threshold|safeguard against theft of weights|result of the evaluations
    weakness in the filters|limit of the benchmark|incident after deployment|change of the training data|use by minors
    mitigation before release|attempt to bypass a safeguard|effect on employment|error in a medical answer|biased output
    failure of the watermark|request from a regulator|report from an outside researcher|access to unreleased models
    gap between test and practice|cost of a false alarm|delay in an answer|duty of the deployer|share of harmful answers
""")
WHEN = _words("""
    before a model is released|after each major update|at least every {} weeks|in {} named areas
    with {} outside partners|within {} days of a finding|as soon as a threshold is reached
    for all models above a fixed amount of computation|across {} languages|in the report of the past quarter
    under the supervision of the board|where the law allows it|on the basis of {} interviews
    together with {} universities|during the {} weeks of testing|in chapter {} of the plan
""")
BEGIN = _words("Al|Bar|Cor|Del|El|Fen|Gal|Hol|Iri|Jun|Kal|Lor|Mer|Nov|Or|Pax|Quin|Ros|Sol|Tel")
MIDDLE = _words("a|e|i|o|u|ane|ebi|ino|olu|uri|ada|enta|ivo|ora|ulis|ame|eri|osta|uma|axi")
END = _words(
    "bis|con|dra|fex|gon|lis|mar|nex|ptor|qua|ris|sta|tek|via|wen|xis|yra|zon|lith|dyne|rum|sens|mind|loop|cast"
)
FIELD = _words("AI|Labs|Systems|Research|Robotics")
AND = _words("and|while|so that|because|although|unless|provided that|whenever")


def clause(chance: Random) -> str:
    """Somebody does something at some time."""
    return f"{chance.choice(WHO)} {chance.choice(DOES)} {thing(chance)}"


def thing(chance: Random) -> str:
    """What it is done with, and when."""
    when = chance.choice(WHEN).format(chance.randint(2, 98))
    return f"{chance.choice(WHICH)} {chance.choice(WHAT)} {when}"


def sentence(chance: Random, clauses: int = 2) -> str:
    """So many clauses with a full stop."""
    first, *others = (clause(chance) for _number in range(clauses))
    text = first + "".join(f", {chance.choice(AND)} {other}" for other in others)
    return f"{text[0].upper()}{text[1:]}."


def text(chance: Random, sentences: int) -> str:
    return " ".join(sentence(chance) for _number in range(sentences))


def name(number: int) -> str:
    """The name of a company; ten thousand differ."""
    first, second, third = BEGIN[number % 20], MIDDLE[number // 20 % 20], END[number // 400 % 25]
    return f"{first}{second}{third} {FIELD[number % 5]}"
