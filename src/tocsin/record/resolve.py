"""Keys of the same thing are put together, across documents, and kept as the store's clusters."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from tocsin.model.marking import OWNER
from tocsin.record import bodies, events, instruments, people, places
from tocsin.record.grouping import Link, Traits, grouped
from tocsin.record.profiles import PASSAGE, Profile, profiles_of
from tocsin.store import Counts, Store, View

_ATTEMPTS = 3


@dataclass(frozen=True, slots=True)
class Matcher:
    """What of a kind of thing is compared, what holds such things apart, and which links there are."""

    props: frozenset[str]
    traits: Callable[[Profile], Traits]
    links: Callable[[Iterable[Profile], Mapping[str, Traits]], Iterator[Link]]
    passages: bool = False


MATCHERS = {
    "Person": Matcher(people.PROPS, people.traits_of, people.links),
    "Organisation": Matcher(bodies.PROPS, bodies.traits_of, bodies.links),
    "Place": Matcher(places.PROPS, places.traits_of, places.links),
    "Event": Matcher(events.PROPS, events.traits_of, events.links, passages=True),
    "Instrument": Matcher(instruments.PROPS, instruments.traits_of, instruments.links),
}


def resolve(store: Store, schema: str) -> int:
    """Put together the keys of one schema and keep the groups; how many things there are.

    The groups are computed without holding the store; when somebody wrote meanwhile they are computed again, so that
    of two runs at once the later view of the record is the one kept.
    """
    for attempt in range(1, _ATTEMPTS + 1):
        view = store.view(OWNER)
        before = _state(view)
        groups = groups_of(view, schema)
        with store.write() as writer:
            if attempt < _ATTEMPTS and _state(store.view(OWNER)) != before:
                continue
            writer.put_clusters(schema, groups)
            break
    return len(groups)


def groups_of(view: View, schema: str) -> list[tuple[str, list[str]]]:
    """(canonical key, keys) of every thing of a schema, in order of canonical key."""
    matcher = MATCHERS[schema]
    profiles = list(profiles_of(view.values(schema, {PASSAGE, *matcher.props}), passages=matcher.passages))
    keys = [profile.key for profile in profiles]
    traits = {profile.key: found for profile in profiles if (found := matcher.traits(profile))}
    return grouped(keys, matcher.links(profiles, traits), view.judgements(), traits)


def _state(view: View) -> tuple[Counts, int]:
    return view.counts(), sum(1 for _ in view.judgements())
