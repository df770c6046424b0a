"""Who speaks: the accounts of an event, and how many of them are independent."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from tawthiq.fuse.copies import COPY, likeness
from tawthiq.fuse.groups import connected
from tawthiq.fuse.items import Head, Item
from tawthiq.model import Account, Event, Speaker

Voice = tuple[str, str]
_UNNAMED = frozenset({"anonymous", "activists", "eyewitness", "medical", "correspondent"})
"""Speakers who are known only through who quotes them, and whose voice that is."""


class Voices:
    """The voices behind the claims of one event."""

    def __init__(self, items: Sequence[Item]) -> None:
        self._leaders = _leaders([item.head for item in items])
        self._of: defaultdict[str, set[Voice]] = defaultdict(set)
        for item in items:
            self._of[item.claim.id].add(self._voice(item))

    def count(self, claims: Iterable[str]) -> int:
        """How many independent voices say one of some claims."""
        return len({voice for claim in claims for voice in self._of[claim]})

    def copy_of(self, head: Head) -> str | None:
        """The report whose text a report carries too; None where it is the first or the only one."""
        first = self._leaders[_key(head)]
        return first.report if _key(first) != _key(head) else None

    def _voice(self, item: Item) -> Voice:
        """The last speaker who has a name; a report's own voice is that of the text it copies."""
        for speaker in reversed(item.claim.attribution):
            if speaker.type == "outlet":
                break
            if speaker.type not in _UNNAMED:
                return (speaker.type, speaker.actor or speaker.name)
        first = self._leaders[_key(item.head)]
        return ("outlet", first.outlet) if first.outlet else ("report", first.report)


def _key(head: Head) -> tuple[str, str]:
    return (head.report, head.source)


def _leaders(heads: Iterable[Head]) -> dict[tuple[str, str], Head]:
    """For each report the one whose text it carries: the first published of its copies, or itself."""
    known = {_key(head): head for head in heads}
    names = sorted(known)
    pairs = [
        (str(a), str(b))
        for a in range(len(names))
        for b in range(a + 1, len(names))
        if names[a][0] == names[b][0] or likeness(known[names[a]].sketch, known[names[b]].sketch) >= COPY
    ]
    leaders = dict(known)
    for group in connected([str(at) for at in range(len(names))], pairs):
        members = [names[int(at)] for at in group]
        first = min(members, key=lambda name: (known[name].published or "9", name))
        leaders |= dict.fromkeys(members, known[first])
    return leaders


def accounts_of(items: Sequence[Item], voices: Voices) -> tuple[Account, ...]:
    """One account for each report and source, the first published first."""
    told: defaultdict[tuple[str, str], list[Item]] = defaultdict(list)
    for item in items:
        told[_key(item.head)].append(item)
    accounts = [_account(mine, voices) for mine in told.values()]
    return tuple(sorted(accounts, key=lambda account: (account.published or "9", account.report, account.source)))


def _account(items: Sequence[Item], voices: Voices) -> Account:
    head = items[0].head
    speakers = _speakers(items)
    return Account(
        report=head.report,
        source=head.source,
        outlet=head.outlet,
        speaker=speakers[0].name if speakers else None,
        claims=tuple(item.claim.id for item in items),
        speakers=speakers,
        published=head.published,
        copy_of=voices.copy_of(head),
    )


def _speakers(items: Sequence[Item]) -> tuple[Speaker, ...]:
    """The last speakers of some claims, once each, those of most claims first."""
    said: defaultdict[tuple[str, str], list[Speaker]] = defaultdict(list)
    for item in items:
        if item.claim.attribution:
            last = item.claim.attribution[-1]
            said[last.type, last.actor or last.name].append(last)
    ranked = sorted(said.items(), key=lambda entry: (-len(entry[1]), entry[0]))
    return tuple(Speaker(type=one.type, name=one.name, actor=one.actor, side=one.side) for _, (one, *_) in ranked)


def speakers_of(events: Iterable[Event], claims: set[str]) -> tuple[str, ...]:
    """The names of those who say some claims of events."""
    accounts = [account for event in events for account in event.accounts if claims & set(account.claims)]
    return tuple(sorted({account.speaker or account.outlet or account.report for account in accounts}))
