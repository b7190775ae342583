"""What the linear role classifiers see of a candidate: words, context, triggers and their slots, as hashed strings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from zlib import crc32

from tocsin.statements.incidents.model.candidates import Candidate
from tocsin.statements.incidents.model.slots import Slots
from tocsin.statements.incidents.model.words import Text

BITS = 17
_VERBS = frozenset(("VB", "VBD", "VBN", "VBG"))


def hashed(features: Sequence[str]) -> list[int]:
    mask = (1 << BITS) - 1
    return [crc32(feature.encode()) & mask for feature in features]


def stem(word: str) -> str:
    """A rough stem: enough to bring singular and plural, and the forms of a verb, together."""
    for ending in ("ings", "ing", "ies", "ied", "es", "ed", "s", "y", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is shared by the candidates of a document: features of sentences and chunks are made once."""

    text: Text
    slots: Slots
    sentence: list[list[str]]
    chunk: list[list[str]]
    classes: list[int]


def surroundings(text: Text, slots: Slots, classes: Mapping[int, int]) -> Surroundings:
    """`classes` gives the word class of a word's CRC-32."""
    of_words = [classes.get(crc32(word.encode()), -1) for word in text.words]
    sentence = [_of_sentence(slots, number) for number in range(len(text.sentences))]
    chunk = [_of_chunk(text, slots, number) for number in range(len(text.chunks))]
    return Surroundings(text, slots, sentence, chunk, of_words)


def _of_sentence(slots: Slots, number: int) -> list[str]:
    triggers = [slots.triggers[index] for index in slots.by_sentence[number]]
    found = {f"st={trigger.frame.type}" for trigger in triggers} | {f"sf={t.form}" for t in triggers}
    if not triggers:
        found.add("st=none")
    found.add(f"sn={min(number, 6)}")
    return sorted(found)


def _of_chunk(text: Text, slots: Slots, number: int) -> list[str]:
    words, tags, chunk = text.words, text.tags, text.chunks[number]
    low, high = text.sentences[text.sentence_of[chunk.first]]
    found: list[str] = []
    for index, slot in slots.of_chunk[number]:
        trigger = slots.triggers[index]
        voice = "p" if trigger.passive else "a"
        found += [
            f"slot={trigger.frame.type}:{trigger.frame.pos}:{voice}:{slot}",
            f"fslot={stem(trigger.form)}:{voice}:{slot}",
            f"slot={slot}:{trigger.frame.role}:{voice}",
        ]
    before = words[chunk.first - 1] if chunk.first > low else "<"
    before2 = words[chunk.first - 2] if chunk.first > low + 1 else "<"
    after = words[chunk.last] if chunk.last < high else ">"
    after2 = words[chunk.last + 1] if chunk.last + 1 < high else ">"
    found += [f"cb={before}", f"ca={after}", f"cb2={stem(before2)}|{before}", f"ca2={after}|{stem(after2)}"]
    onward = range(chunk.first - 1, max(low, chunk.first - 7) - 1, -1)
    verb = next((at for at in onward if tags[at] in _VERBS), None)
    if verb is not None:
        path = "o" if verb >= chunk.first - 2 else before if tags[chunk.first - 1] in ("IN", "TO") else "x"
        found += [f"vl={stem(words[verb])}", f"vlp={stem(words[verb])}|{path}"]
    onward = range(chunk.last, min(high, chunk.last + 6))
    verb = next((at for at in onward if tags[at] in _VERBS and words[at] not in _AUX), None)
    if verb is not None:
        passive = any(words[at] in _AUX_BE for at in range(chunk.last, verb))
        found.append(f"vr={stem(words[verb])}|{passive}|{verb - chunk.last < 3}")
    near = chunk.first - 1
    if near > low and tags[near] in ("IN", "TO"):
        found.append(f"pn={stem(words[near - 1])}|{words[near]}")
    return found


_CROSSED = frozenset(("slot", "fslo", "vlp=", "vr=k", "pn=a"))
_AUX = frozenset(("was", "were", "is", "are", "been", "being", "be", "has", "have", "had"))
_AUX_BE = frozenset(("was", "were", "is", "are", "been", "being", "be"))


def candidate_features(around: Surroundings, candidate: Candidate, known: Sequence[str]) -> list[str]:
    """Features of one candidate; `known` says what the lists of fillers know of its words."""
    text = around.text
    words, tags = text.words, text.tags
    first, last = candidate.first, candidate.last
    inside = words[first:last]
    low, high = text.sentences[text.sentence_of[first]]
    head = inside[-1] if "of" not in inside else inside[inside.index("of") - 1]
    before = words[first - 1] if first > low else "<"
    after = words[last] if last < high else ">"
    size = last - first
    found = [
        "", f"h={head}", f"hs={stem(head)}", f"h3={head[-3:]}", f"f={inside[0]}", f"n={min(size, 5)}",
        f"how={candidate.how}", f"b={before}", f"a={after}", f"hb={stem(head)}|{before}", f"ha={stem(head)}|{after}",
        f"tg={'-'.join(tags[first:last][:5])}", f"tb={tags[first - 1] if first > low else '<'}",
        f"ta={tags[last] if last < high else '>'}", f"hown={stem(head)}|{candidate.how}",
        f"b2={words[first - 2] if first > low + 1 else '<'}|{before}",
    ]  # fmt: skip
    found += [f"w={word}" for word in inside]
    held = around.classes
    at = last - 1 if "of" not in inside else first + inside.index("of") - 1
    kind = held[at]
    found += [
        f"c={kind}", f"cf={held[first]}", f"cn={kind}|{size}", f"cb={held[first - 1] if first > low else -2}|{kind}",
        f"ca={kind}|{held[last] if last < high else -2}", f"cs={'-'.join(map(str, held[first:last][:4]))}",
        f"cb1={held[first - 1] if first > low else -2}|{held[first]}", f"cb={kind}|{before}", f"caw={kind}|{after}",
    ]  # fmt: skip
    if size > 1:
        found.append(f"bi={inside[-2]}|{inside[-1]}")
    found += known
    found += around.sentence[text.sentence_of[first]]
    if candidate.chunk >= 0:
        chunk = text.chunks[candidate.chunk]
        found += around.chunk[candidate.chunk]
        found.append(f"rel={min(first - chunk.first, 3)}|{max(-2, min(last - chunk.last, 3))}")
        found += [f"cw={word}" for word in words[chunk.first : first]]
        found += [f"cwa={word}" for word in words[last : chunk.last]]
        heads = stem(words[chunk.last - 1])
        found += [
            f"c{feature}:{kind}" for feature in around.chunk[candidate.chunk] if feature[:4] in _CROSSED
        ]
        found.append(f"ch={heads}")
        slots = (feature for feature in around.chunk[candidate.chunk] if feature.startswith("slot="))
        found += [f"hslot={stem(head)}:{feature}" for feature in slots]
    return found
