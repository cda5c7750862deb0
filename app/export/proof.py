"""Proof: what a printed copy says of the state of the plan it shows, so that it can be proved later."""

from app.export.document import Proof
from app.store.copies import SHORTEST_HASH, Edition
from app.texts import mark, say

_EIGHT_SPACES = 8


def proof_of(printed: Edition) -> Proof:
    """Return what stands at the foot of each page and at the end of a copy of *printed*."""
    code = printed.hash.hex()
    version = str(printed.version) + (f" + {printed.waiting}" if printed.waiting else "")
    lines = [
        say(mark("print", "Plan {plan}, version {version}."), plan=printed.plan, version=version),
        say(
            mark("print", "Koden er planens fingeraftryk. Med den kan kommunen vise, at planen så sådan ud. Gem siden.")
        ),
    ]
    if printed.waiting:
        lines[0] += " " + say(mark("print", "Det nyeste er endnu ikke sendt til kommunen."))
    short = mark("print", "Plan {plan} · version {version} · kode {code}")
    return Proof(
        short=say(short, plan=printed.plan, version=version, code=code[:SHORTEST_HASH]),
        title=say(mark("print", "Om denne udskrift")),
        lines=tuple(lines),
        hash=" ".join(code[at : at + _EIGHT_SPACES] for at in range(0, len(code), _EIGHT_SPACES)),
    )
