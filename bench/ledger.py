"""Replaying a ledger: events a second, beside reading the same lines as JSON in the same run.

    python -m bench.ledger [--events 100000] [--json]

Proposals of a body of six members under silence, with positions, extensions and announcements, spread over years.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import random
import time
from collections.abc import Iterator

from tocsin.coordination.ledger import read_events, replay, rules, verify
from tocsin.coordination.ledger.chain import chained
from tocsin.coordination.ledger.events import Event, event_of, moment_text

SEED = 20260301
BEGIN = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
MEMBERS = ("Arland", "Borland", "Corland", "Dorland", "Erland", "Forland")
POSITIONS = ("agree", "no record", "abstain", "reservation", "interpretative statement", "objection")
A_PROPOSAL = 10


def events(count: int) -> Iterator[Event]:
    chance = random.Random(SEED)
    yield made(0, type="members", body="Council", members=list(MEMBERS))
    for number in range(count // A_PROPOSAL):
        start, name = number * 60, f"P{number}"
        yield made(start + 1, type="proposed", proposal=name, body="Council", rule="consensus")
        yield made(start + 1, type="method_agreed", proposal=name)
        yield made(start + 1, type="put_under_silence", proposal=name, expires=moment(start + 40))
        for at in range(A_PROPOSAL - 5):
            said = chance.choices(POSITIONS, weights=(9, 5, 2, 1, 1, 1))[0]
            yield made(
                start + 2 + at, type="position", proposal=name, member=chance.choice(MEMBERS), position=said
            )
        yield made(start + 50, type="announced", proposal=name)
        yield made(start + 51, type="issued", proposal=name, number=str(number))


def made(minutes: int, **given: object) -> Event:
    return event_of({"at": moment(minutes), **given}, where="bench")


def moment(minutes: int) -> str:
    return moment_text(BEGIN + dt.timedelta(minutes=minutes))


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--events", type=int, default=100_000)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    lines = list(chained(events(given.events)))
    began = time.process_time()
    for line in lines:
        json.loads(line)
    floor = time.process_time() - began
    began = time.process_time()
    held = list(read_events(lines))
    read = time.process_time() - began
    began = time.process_time()
    found = replay(held, rules())
    replayed = time.process_time() - began
    began = time.process_time()
    faults = verify(lines)
    verified = time.process_time() - began
    result = {
        "events": len(lines), "proposals": len(found), "faults": len(faults), "json_floor_s": round(floor, 2),
        "read_s": round(read, 2), "replay_s": round(replayed, 2), "verify_s": round(verified, 2),
        "replay_ratio": round(replayed / floor, 2),
    }  # fmt: skip
    if given.json:
        print(json.dumps(result, indent=2))
        return
    print(f"{result['events']:,} events of {result['proposals']:,} proposals (CPU seconds):")
    print(
        f"  read as JSON alone {floor:.2f}, read strictly {read:.2f}, replayed {replayed:.2f}, chain verified {verified:.2f}"
    )


if __name__ == "__main__":
    main()
