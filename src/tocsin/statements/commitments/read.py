"""What a word of undertaking says by its shape: who owes, to whom, who asks, and what is to be done."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from tocsin.language.sentences import Sentence
from tocsin.statements.forms import Finder
from tocsin.statements.lexicon import table
from tocsin.statements.parties import Parties
from tocsin.statements.sightings import Sighting

Named = tuple[str, int, int]
"""A name and the stretch of text that gives it."""
_LONGEST = 320
_OPENING = 24
_BACK = 700
"""How far before an unanswered appeal its addressee may stand, in characters."""


@dataclass(frozen=True, slots=True)
class Rule:
    kind: str
    shape: str
    score: float


@dataclass(frozen=True, slots=True)
class Undertaking:
    """`start`..`end` is the word that tells the kind, `task` what is to be done. `asked_by`: who asks or expects."""

    rule: Rule
    start: int
    end: int
    task: tuple[int, int]
    owed_by: tuple[Named, ...] = ()
    owed_to: tuple[Named, ...] = ()
    asked_by: tuple[Named, ...] = ()
    own_words: bool = False
    state: str | None = None


@dataclass(frozen=True, slots=True)
class Desk:
    """What reading shapes needs of a document."""

    text: str
    language: str
    parties: Parties

    def undertakings(self, sentence: Sentence, words: Sequence[re.Match[str]]) -> Iterator[Undertaking]:
        """Every undertaking of the sentence; a second call of one breath has the first one's caller.

        `words` are the matches of `words_of_undertaking` in the sentence.
        """
        rules = _rules(self.language)
        done, before = sentence.start, None
        for match in words:
            rule = rules[int(str(match.lastgroup)[1:])]
            if match.start() < done or self._denied(match, sentence):
                continue
            found = _SHAPES[rule.shape](self, rule, match, sentence)
            if found is None or self._of_others(found, sentence):
                continue
            if before is not None and not found.asked_by and found.rule.shape in ("asked", "wished", "hoped"):
                found = replace(
                    found, asked_by=before.asked_by or (before.owed_by if before.own_words else ())
                )
            done, before = match.end(), found
            yield found

    def _of_others(self, found: Undertaking, sentence: Sentence) -> bool:
        """*those who intend to ...*: a relative clause says what others do, not what somebody undertakes."""
        owner = found.owed_by[:1] or found.asked_by[:1]
        if owner and any(item.start == owner[0][1] for item in self.parties.within(*owner[0][1:])):
            return False
        low = max(sentence.start, found.start - 30)
        return _word(self.language, "relative").search(self.text, low, found.start) is not None

    def _denied(self, match: re.Match[str], sentence: Sentence) -> bool:
        low = max(sentence.start, match.start() - 24)
        if not _word(self.language, "verbal").match(match.group()) and _word(
            self.language, "noun_before"
        ).search(self.text, low, match.start()):
            return True
        return _word(self.language, "negation").search(self.text, low, match.start()) is not None

    def task(self, start: int, sentence: Sentence) -> tuple[int, int]:
        """From `start` to where another clause begins, without loose words at either end."""
        text = self.text
        stop = _word(self.language, "over").search(text, start, sentence.end)
        end = min(
            stop.start() if stop else sentence.end, _closing(text, start, sentence.end), start + _LONGEST
        )
        if end == start + _LONGEST:
            end = start + text[start:end].rfind(" ")
        while end > start and text[end - 1] in " ,.;:!?—–-…\n\u00a0":
            end -= 1
        loose = _word(self.language, "end_words").search(text, start, end)
        end = loose.start() if loose else end
        while start < end and text[start] in " ,\n\u00a0":
            start += 1
        return start, end

    def actor(self, low: int, verb: int) -> tuple[Named, ...]:
        """Who does what the verb says: the names before it, else the noun phrase that the clause begins with."""
        aside = _word(self.language, "aside").search(self.text, low, verb)
        verb = aside.start() if aside else verb
        clause = self.clause(low, verb)
        found = self.parties.subjects(low, verb)
        if found and self._near(found[-1], verb):
            return tuple((item.name, item.start, item.end) for item in found)
        if _pronoun().search(self.text, max(low, verb - 24), verb):
            return self._last_person(low)
        relative = clause > low and _subclause().search(self.text, max(low, clause - 12), clause) is not None
        if _shared().search(self.text, max(low, verb - 16), verb) or (
            relative and "," in self.text[clause:verb]
        ):
            return self._first(low, verb)
        return self.phrase(clause, verb)

    def _last_person(self, before: int) -> tuple[Named, ...]:
        people = [item for item in self.parties.actors if item.end <= before and item.schema == "Person"]
        return tuple((item.name, item.start, item.end) for item in people[-1:])

    def _first(self, low: int, verb: int) -> tuple[Named, ...]:
        """*The Council reviewed ... and decided*: the subject of the verb before is the subject of this one."""
        cuts = list(_subclause().finditer(self.text, low, verb))
        clause = cuts[-1].end() if cuts else low
        for item in self.parties.within(clause, verb):
            if self.parties.opening(item) - clause <= _OPENING and not self.parties.governed(item, clause):
                return ((item.name, item.start, item.end),)
        return ()

    def aside(self, low: int, verb: int) -> tuple[Named, ...]:
        """*The UN, emphasized X, intends ...*: who says so between two commas."""
        found = _word(self.language, "aside").search(self.text, low, verb)
        return self.names_in(*found.span())[-1:] if found else ()

    def _near(self, item: Sighting, verb: int) -> bool:
        """Only an office, an adverb or an auxiliary may stand between a name and its verb."""
        return (
            _word(self.language, "small").fullmatch(self.text, self.parties.closing(item), verb) is not None
        )

    def clause(self, low: int, verb: int) -> int:
        start = low
        for cut in _word(self.language, "clause").finditer(self.text, low, verb):
            if self.text[cut.end() : verb].strip():
                start = cut.end()
        return start

    def phrase(self, start: int, end: int) -> tuple[Named, ...]:
        """A short noun phrase as written, without its article and what leads up to it."""
        lead = _word(self.language, "lead").match(self.text[start:end].lstrip())
        begin = start + (len(self.text[start:end]) - len(self.text[start:end].lstrip()))
        begin += lead.end() if lead else 0
        article = re.compile(r"(?:—\s*|–\s*)?(?:the|an?)\s+", re.IGNORECASE).match(self.text, begin, end)
        begin = article.end() if article else begin
        end = begin + len(self.text[begin:end].rstrip(" ,—–\n"))
        loose = _word(self.language, "tail").search(self.text, begin, end)
        end = loose.start() if loose else end
        if (comma := self.text.rfind(", ", begin, end)) >= 0:
            begin = comma + 2
        if _led().match(self.text, begin, end):
            cut = _led_to().match(self.text[begin:end].rstrip())
            begin = begin + cut.end() if cut else end
        told = " ".join(self.text[begin:end].split()).strip(" ,—–")
        if not told or len(told.split()) > 9 or re.search(r"[,;:“”«»\"]|['’](?:re|m|ve|ll|d|t)\b|''", told):
            return ()
        if told.casefold().split()[0] in _set(self.language, "nobody"):
            return ()
        return ((told, begin, begin + len(self.text[begin:end].rstrip(" ,"))),)

    def whole(self, start: int, end: int) -> tuple[Named, ...]:
        """A list of those asked, as written, where no name stands in it."""
        article = re.compile(r"\s*(?:the\s+)?").match(self.text, start, end)
        start = article.end() if article else start
        told = " ".join(self.text[start:end].split())
        return ((told, start, end),) if "," in told and self.acts(told) else ()

    def acts(self, phrase: str) -> bool:
        """Whether a noun phrase is built on a noun of people or bodies."""
        return _word(self.language, "agents").search(phrase) is not None

    def names_in(self, start: int, end: int) -> tuple[Named, ...]:
        return tuple((item.name, item.start, item.end) for item in self.parties.within(start, end))


def _own(desk: Desk, rule: Rule, match: re.Match[str], sentence: Sentence) -> Undertaking | None:
    task = _infinitive(desk, match.end(), sentence)
    if task is None:
        return None
    owner = desk.actor(sentence.start, match.start())
    said = desk.aside(sentence.start, match.start())
    return Undertaking(rule, *match.span(), task, owner, asked_by=said, own_words=True)


def _work(desk: Desk, rule: Rule, match: re.Match[str], sentence: Sentence) -> Undertaking | None:
    """Work that somebody has begun on what was decided."""
    found = _own(desk, rule, match, sentence)
    return replace(found, state="in progress", own_words=False) if found and found.owed_by else None


def _asked(desk: Desk, rule: Rule, match: re.Match[str], sentence: Sentence) -> Undertaking | None:
    start, end = desk.task(match.end(), sentence)
    split = _word(desk.language, "asked").match(desk.text[match.end() : end])
    asker = desk.actor(sentence.start, match.start())
    if split is None:
        if rule.kind == "assigned" or end <= start:
            return None
        return Undertaking(rule, *match.span(), _plain(desk, start, end), asked_by=asker)
    if _word(desk.language, "no_one").match(split["who"]):
        return None
    if split["task"].startswith("with ") and not _word(desk.language, "handing").match(match.group()):
        return None
    who = (match.end() + split.start("who"), match.end() + split.end("who"))
    task = (match.end() + split.start("task"), end)
    owner = desk.names_in(*who) or desk.phrase(*who) or desk.whole(*who)
    to = asker if rule.kind == "assigned" else ()
    return Undertaking(rule, *match.span(), _plain(desk, *task), owner, to, asker)


def _wished(desk: Desk, rule: Rule, match: re.Match[str], sentence: Sentence) -> Undertaking | None:
    start, end = desk.task(match.end(), sentence)
    if len(desk.text[start:end].split()) < 2:
        return None
    asker = desk.actor(sentence.start, match.start()) if not match.group().lower().startswith("it ") else ()
    return Undertaking(rule, *match.span(), _plain(desk, start, end), asked_by=asker)


def _bare(desk: Desk, rule: Rule, match: re.Match[str], sentence: Sentence) -> Undertaking | None:
    """*Принято решение ...*: by whom is not said."""
    task = _infinitive(desk, match.end(), sentence)
    return Undertaking(rule, *match.span(), task) if task else None


def _told(desk: Desk, rule: Rule, match: re.Match[str], sentence: Sentence) -> Undertaking | None:
    task = _infinitive(desk, match.end(), sentence)
    if task is None:
        return None
    owner = _agents(desk, desk.actor(sentence.start, match.start()))
    return Undertaking(rule, *match.span(), task, owner) if owner else None


def _given(desk: Desk, rule: Rule, match: re.Match[str], sentence: Sentence) -> Undertaking | None:
    """*Координацию поручено вести центру*, *Секретариату поручено подготовить*: the first name beside it."""
    after = desk.parties.within(match.end(), sentence.end)
    before = desk.parties.within(desk.clause(sentence.start, match.start()), match.start())
    owner = before[-1:] or after[:1]
    low = desk.clause(sentence.start, match.start())
    _, end = desk.task(match.end(), sentence)
    start = match.end() if before else low
    while start < end and desk.text[start].isspace():
        start += 1
    if len(desk.text[start:end].split()) < 2:
        return None
    return Undertaking(
        rule, *match.span(), (start, end), tuple((item.name, item.start, item.end) for item in owner)
    )


def _duty(desk: Desk, rule: Rule, match: re.Match[str], sentence: Sentence) -> Undertaking | None:
    task = desk.task(match.end(), sentence)
    owner = _agents(desk, desk.actor(sentence.start, match.start()))
    told = desk.text[slice(*task)]
    if len(told.split()) < 2 or not owner or _word(desk.language, "discourse").match(told):
        return None
    nobody = owner[0][0].casefold() == "one"
    said = desk.aside(sentence.start, match.start())
    return Undertaking(rule, *match.span(), task, () if nobody else owner, asked_by=said)


def _agents(desk: Desk, owner: tuple[Named, ...]) -> tuple[Named, ...]:
    """Only those who can act: a name, or a noun phrase built on a noun of people or bodies."""
    if not owner:
        return ()
    named = any(item.start == owner[0][1] for item in desk.parties.within(owner[0][1], owner[0][2]))
    return owner if named or _word(desk.language, "agents").search(owner[0][0]) else ()


def _future(desk: Desk, rule: Rule, match: re.Match[str], sentence: Sentence) -> Undertaking | None:
    owner = _agents(desk, desk.actor(sentence.start, match.start()))
    if not owner:
        return None
    start, end = desk.task(match.end(), sentence)
    if desk.language == "ru" and not match.group().lower().startswith("буд"):
        start = match.start()
    return Undertaking(rule, *match.span(), (start, end), owner)


def _hoped(desk: Desk, rule: Rule, match: re.Match[str], sentence: Sentence) -> Undertaking | None:
    """Who is expected to act: the names in what is hoped, else the noun phrase before its verb."""
    start, end = desk.task(match.end(), sentence)
    begin, stop = _plain(desk, start, end)
    if len(desk.text[begin:stop].split()) < 2:
        return None
    verb = _word(desk.language, "does").search(desk.text, begin, stop)
    owner = desk.names_in(begin, verb.start() if verb else stop) or (
        desk.phrase(begin, verb.start()) if verb else ()
    )
    asker = desk.actor(sentence.start, match.start())
    if desk.text[start:end].startswith("to "):
        owner = asker
    return Undertaking(rule, *match.span(), (begin, stop), owner, asked_by=asker)


def _unanswered(desk: Desk, rule: Rule, match: re.Match[str], sentence: Sentence) -> Undertaking | None:
    """The addressee of the appeal told in the sentence or shortly before owes; who sent it is owed."""
    appeals = list(
        _word(desk.language, "appeal").finditer(desk.text, max(0, sentence.start - _BACK), sentence.end)
    )
    owner: tuple[Named, ...] = ()
    sender: list[Sighting] = []
    for appeal in reversed(appeals):
        found = [p for p in desk.parties.within(appeal.end(), appeal.end() + 160) if p.schema != "Person"]
        near = (
            found[:1]
            or [
                p
                for p in desk.parties.actors
                if appeal.end() <= p.start <= appeal.end() + 160 and p.schema != "Person"
            ][:1]
        )
        if near:
            owner = ((near[0].name, near[0].start, near[0].end),)
            low = max(desk.text.rfind(". ", 0, appeal.start()), desk.text.rfind("\n", 0, appeal.start())) + 1
            sender = [p for p in desk.parties.within(low, appeal.start()) if p.schema != "Person"][:1]
            break
    source = re.compile(r"\s*(?:from|от)\s+").match(desk.text, match.end(), sentence.end)
    if not owner and source:
        owner = desk.names_in(source.end(), sentence.end)[:1]
    waiting = desk.parties.subjects(desk.clause(sentence.start, match.start()), match.start()) or sender
    owed_to = tuple((item.name, item.start, item.end) for item in waiting[-1:])
    owed_to = tuple(one for one in owed_to if not owner or one[0] != owner[0][0])
    if not owner and not owed_to:
        return None
    reply = _word(desk.language, "reply").search(desk.text, match.start(), sentence.end)
    return Undertaking(
        rule, *match.span(), reply.span() if reply else match.span(), owner, owed_to, state="no response"
    )


def _sent(desk: Desk, rule: Rule, match: re.Match[str], sentence: Sentence) -> Undertaking | None:
    """*prepared for submission to the session of the Council*; *submitted to the Assembly for approval*."""
    after = desk.parties.within(match.end(), min(sentence.end, match.end() + 120))
    close = after and not re.search(r"[,;:]", desk.text[match.end() : after[0].start])
    before = desk.parties.within(max(sentence.start, match.start() - 60), match.start())
    body = after[0] if close else before[-1] if before else None
    if body is None or body.schema != "Organisation":
        return None
    end = body.end if body.start > match.end() else match.end()
    start = match.start() + len("for ") if desk.language == "en" else match.start()
    named = ((body.name, body.start, body.end),)
    if rule.kind == "expectation":
        return Undertaking(
            rule, *match.span(), (start, max(end, match.end())), owed_by=named, state="submitted"
        )
    maker = re.compile(r"\b(?:by|силами)\s+(?:the\s+)?$")
    makers = [
        item for item in desk.parties.within(sentence.start, match.start())
        if maker.search(desk.text, max(sentence.start, item.start - 12), item.start)
    ]  # fmt: skip
    owner = tuple((item.name, item.start, item.end) for item in makers[-1:])
    return Undertaking(rule, *match.span(), (start, end), owner, named, state="prepared")


_SHAPES: dict[str, Callable[[Desk, Rule, re.Match[str], Sentence], Undertaking | None]] = {
    "own": _own, "bare": _bare, "work": _work, "asked": _asked, "wished": _wished, "told": _told,
    "given": _given, "duty": _duty, "future": _future, "hoped": _hoped, "unanswered": _unanswered, "sent": _sent,
}  # fmt: skip


def _infinitive(desk: Desk, at: int, sentence: Sentence) -> tuple[int, int] | None:
    start, end = _plain(desk, *desk.task(at, sentence))
    return (start, end) if len(desk.text[start:end].split()) >= 2 else None


def _plain(desk: Desk, start: int, end: int) -> tuple[int, int]:
    """Without the word that links it: *to*, *that*, *for*."""
    link = _word(desk.language, "infinitive").match(desk.text[start:end])
    return (start + link.end() if link else start), end


def _closing(text: str, start: int, end: int) -> int:
    """Where a quotation ends that was opened before `start`: its content ends there too."""
    depth, straight = 0, False
    for at in range(start, end):
        mark = text[at]
        if mark in "“«„":
            depth += 1
        elif mark in "”»":
            if depth == 0:
                return at
            depth -= 1
        elif mark == '"':
            if (
                not straight
                and (at + 1 >= end or not text[at + 1].isalnum())
                and at > start
                and not text[at - 1].isspace()
            ):
                return at
            straight = not straight
    return end


@cache
def _shared() -> re.Pattern[str]:
    return re.compile(r"\b(?:and|but|и|а)\s+(?:also\s+|then\s+|также\s+)?$")


@cache
def _pronoun() -> re.Pattern[str]:
    return re.compile(r"\b(?:[Hh]e|[Ss]he|[Оо]н|[Оо]на)\s+(?:[\w-]+\s+)?$")


@cache
def _subclause() -> re.Pattern[str]:
    return re.compile(r"\b(?:that|which|who|says|said|что|котор[а-яё]+)\s+|[;:]\s")


@cache
def _led() -> re.Pattern[str]:
    return re.compile(
        r"(?:In|At|On|During|Among|Under|With|From|By|As|To|For|Since|В|Во|На|По|При|С|Для|К)\s",
        re.IGNORECASE,
    )


@cache
def _led_to() -> re.Pattern[str]:
    """Where the subject begins after a phrase that leads up to it without a comma."""
    return re.compile(
        r".*\b(?=(?:we|I|мы)$)|.*\s(?:the|all)\s|^(?:В|Во|На|По|При)\s(?:н[её]м|ней|этом|этой связи)\s",
        re.IGNORECASE,
    )


@cache
def _rules(language: str) -> tuple[Rule, ...]:
    listed = table("commitments")[language]["rules"]
    return tuple(Rule(rule["kind"], rule["shape"], float(rule["score"])) for rule in listed)


@cache
def words_of_undertaking(language: str) -> Finder:
    """Everything that may tell an undertaking: group `rN` is rule number N."""
    listed = table("commitments")[language]["rules"]
    return Finder.of({f"r{number}": [rule["form"]] for number, rule in enumerate(listed)})


@cache
def _word(language: str, section: str) -> re.Pattern[str]:
    flags = 0 if section in ("over", "clause") else re.IGNORECASE
    return re.compile(table("commitments")[language][section], flags)


@cache
def _set(language: str, section: str) -> frozenset[str]:
    return frozenset(table("commitments")[language][section])


def speaks_for_itself(language: str, names: tuple[Named, ...]) -> bool:
    """*We will ...*: the speaker is the one who owes."""
    return bool(names) and names[0][0].casefold() in _set(language, "ours")
