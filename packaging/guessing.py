"""Measure what one guess at a passphrase costs here, and compute what guessing costs under each policy.

    python packaging/guessing.py [--euro-per-core-hour 0.01] [--advantage 100] [--table]

Prints JSON, or the table of docs/security.md. *Advantage* is how many times cheaper than on this machine a
guess is for whoever guesses in earnest; Argon2id needs memory, which keeps the factor small. Both figures are
assumptions for the reader to replace.
"""

import argparse
import json
import math
import time
from dataclasses import asdict, dataclass

from app.store import pin, wraps

ROUNDS = 5
SECONDS_A_YEAR = 365.25 * 24 * 3600
WORDS = 7776  # in the list of a dice-made passphrase, five dice a word
LETTERS = 29  # a to å
KEY_BITS = 256
CURVE_BITS = 126  # X25519: about 2**126 steps of Pollard's rho, RFC 7748 section 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """What is guessed at by someone who holds *holds*; *bits* is log2 of the possibilities."""

    id: str
    guessed: str
    holds: str
    bits: float
    is_stretched: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """What it costs on average, which is half of the possibilities."""

    log2_guesses: float
    core_years: float
    euro: float


FOLDER = "the folder, lease included"
PIN_BITS = math.log2(10**pin.SHORTEST)

POLICIES = (
    Policy(id="pin-keyring-known", guessed="PIN of 6 digits", holds=f"{FOLDER}, and the keyring", bits=PIN_BITS),
    Policy(
        id="passphrase-common",
        guessed="passphrase from a list of a billion",
        holds=FOLDER,
        bits=math.log2(1e9),
    ),
    Policy(id="passphrase-3-words", guessed="3 random words", holds=FOLDER, bits=3 * math.log2(WORDS)),
    Policy(id="passphrase-4-words", guessed="4 random words", holds=FOLDER, bits=4 * math.log2(WORDS)),
    Policy(id="passphrase-12-letters", guessed="12 random letters", holds=FOLDER, bits=12 * math.log2(LETTERS)),
    Policy(id="passphrase-5-words", guessed="5 random words", holds=FOLDER, bits=5 * math.log2(WORDS)),
    Policy(
        id="escrow",
        guessed="the municipality's private key",
        holds="the folder",
        bits=CURVE_BITS,
        is_stretched=False,
    ),
    Policy(
        id="data-key",
        guessed="the data key itself",
        holds="the database alone",
        bits=KEY_BITS,
        is_stretched=False,
    ),
    Policy(id="lease-over", guessed="any passphrase or PIN", holds="the folder after the lease", bits=KEY_BITS),
    Policy(id="pin-keyring-unknown", guessed="PIN of 6 digits", holds=FOLDER, bits=PIN_BITS + KEY_BITS),
)


def measured_guess() -> dict[str, float]:
    """Return the fastest of some guesses at the default cost, by the clock and on all cores together."""
    times = []
    for round_ in range(ROUNDS):
        began, spent = time.perf_counter(), time.process_time()
        wraps.stretched(f"gæt nummer {round_}", salt=bytes(16), cost=wraps.DEFAULT_COST)
        times.append((time.perf_counter() - began, time.process_time() - spent))
    return {"seconds": min(wall for wall, _ in times), "core_seconds": min(spent for _, spent in times)}


def price(policy: Policy, *, core_seconds: float, euro_per_core_hour: float) -> Price:
    """Return the price of *policy* at *core_seconds* a guess; an unstretched guess is taken to cost 1 µs."""
    log2_guesses = policy.bits - 1
    seconds = 2**log2_guesses * (core_seconds if policy.is_stretched else 1e-6)
    return Price(
        log2_guesses=log2_guesses,
        core_years=seconds / SECONDS_A_YEAR,
        euro=seconds / 3600 * euro_per_core_hour,
    )


def main() -> None:
    """Measure, compute, print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--euro-per-core-hour", type=float, default=0.01)
    parser.add_argument("--advantage", type=float, default=100.0)
    parser.add_argument("--table", action="store_true", help="print the table of docs/security.md")
    chosen = parser.parse_args()
    guess = measured_guess()
    prices = {
        policy: price(
            policy,
            core_seconds=guess["core_seconds"] / chosen.advantage,
            euro_per_core_hour=chosen.euro_per_core_hour,
        )
        for policy in POLICIES
    }
    if chosen.table:
        print(_table(prices))
        return
    report = {
        "cost": {
            "memory_kib": wraps.DEFAULT_COST.memory,
            "passes": wraps.DEFAULT_COST.passes,
            "lanes": wraps.DEFAULT_COST.lanes,
        },
        "measured": guess,
        "assumed": {"euro_per_core_hour": chosen.euro_per_core_hour, "advantage": chosen.advantage},
        "at_the_keyboard": {"tries": pin.TRIES, "chance": pin.TRIES / 10**pin.SHORTEST},
        "policies": [asdict(policy) | asdict(prices[policy]) for policy in POLICIES],
    }
    print(json.dumps(report, indent=2))


def _table(prices: dict[Policy, Price]) -> str:
    rows = [
        f"| {policy.guessed} | {policy.holds} | 2^{price.log2_guesses:.0f} | {_rounded(price.core_years)} "
        f"| {_rounded(price.euro)} |"
        for policy, price in prices.items()
    ]
    head = "| what is guessed | by someone who holds | guesses | core years | euro |\n|---|---|---|---|---|"
    return "\n".join([head, *rows])


def _rounded(value: float) -> str:
    if value < 1:
        return f"{value:.2f}" if value >= 0.01 else "under 0.01"
    return f"{value:,.0f}" if value < 1e6 else f"10^{math.floor(math.log10(value))}"


if __name__ == "__main__":
    main()
