"""Signals from the future: what changed, where, how often; who else sees it; and when it is time to wake somebody.

A cluster is one change that several people noticed. Senders are counted by nullifier, a keyed hash that says neither
who they are nor that two clusters share one. The alarm compares this week's distinct senders with the mean of the eight
weeks before under a Poisson law.
"""

import math
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum

from core.errors import BadInput
from core.programs.states import State, require

LOOK_BACK_WEEKS = 8
TAIL = 0.01
SENDERS_LEAST = 3
PLACES_LEAST = 2
WHAT_LONGEST = 500
NOVEL_WEEKS = 4
WEEKLY = 3


class Seen(StrEnum):
    """How often the sender saw it."""

    ONCE = "once"
    SEVERAL = "several"
    OFTEN = "often"


@dataclass(frozen=True, slots=True)
class Sighting:
    """One person's word that they see it too. ``place``: one of the company's coarse places."""

    nullifier: bytes = field(repr=False)
    place: str
    on: date
    seen: Seen = Seen.ONCE


class Target(StrEnum):
    """What a signal turned into."""

    COMMA = "comma"
    PROJECT = "project"
    BALLOT = "ballot"


@dataclass(frozen=True, slots=True)
class Cluster:
    """open -> released (the executives were told) -> acknowledged, thinking (until ``until``), declined ("we know") or
    accepted (turned into ``target`` with its id ``link``) -> done. ``alarmed``: Mondays of weeks that raised an alarm.
    """

    id: str
    what: str = field(repr=False)
    sightings: tuple[Sighting, ...] = field(repr=False)
    state: State = State.OPEN
    alarmed: frozenset[date] = frozenset()
    until: date | None = None
    target: Target | None = None
    link: str = ""

    @property
    def senders(self) -> int:
        """Distinct people, ever."""
        return len({sighting.nullifier for sighting in self.sightings})


@dataclass(frozen=True, slots=True)
class Alarm:
    """What the executives are told: ``expected`` senders this week, and how many were ``seen`` at how many ``places``;
    ``tail``: how likely so many are by chance.
    """

    cluster: str
    week: date
    expected: float
    seen: int
    places: int
    tail: float


def open_cluster(name: str, what: str, first: Sighting) -> Cluster:
    """A new signal. Raises BadInput for an empty or overlong text, or a missing place."""
    if not 0 < len(what.strip()) <= WHAT_LONGEST:
        raise BadInput("error-signal-text", most=WHAT_LONGEST)
    if not first.place:
        raise BadInput("error-signal-place")
    return Cluster(name, what.strip(), (first,))


def see_too(cluster: Cluster, sighting: Sighting) -> Cluster:
    """Somebody sees it as well. The same person counts once a week, with their first word of it."""
    if not sighting.place:
        raise BadInput("error-signal-place")
    week = week_of(sighting.on)
    if any(s.nullifier == sighting.nullifier and week_of(s.on) == week for s in cluster.sightings):
        return cluster
    return replace(cluster, sightings=(*cluster.sightings, sighting))


def merge(into: Cluster, other: Cluster) -> Cluster:
    """Two clusters turn out to be one (a moderator's decision, never a machine's). Nobody counts twice in a week."""
    merged = replace(into, sightings=(), alarmed=into.alarmed | other.alarmed)
    for sighting in sorted((*into.sightings, *other.sightings), key=lambda s: (s.on, s.nullifier)):
        merged = see_too(merged, sighting)
    return merged


def week_of(day: date) -> date:
    """The Monday of its week."""
    return day - timedelta(days=day.weekday())


def senders_in(cluster: Cluster, week: date) -> int:
    """Distinct people of the week that begins on ``week``."""
    return len({s.nullifier for s in cluster.sightings if week_of(s.on) == week})


def expect(cluster: Cluster, week: date) -> float:
    """Mean of the LOOK_BACK_WEEKS weeks before; weeks without anybody count as zero, also those before the first."""
    earlier = [senders_in(cluster, week - timedelta(weeks=back)) for back in range(1, LOOK_BACK_WEEKS + 1)]
    return sum(earlier) / LOOK_BACK_WEEKS


def poisson_tail(mean: float, least: int) -> float:
    """P(X >= least) for a Poisson variable with this mean, summed term by term from the smaller side."""
    if least <= 0:
        return 1.0
    if mean <= 0:
        return 0.0

    def probability(number: int) -> float:
        return math.exp(number * math.log(mean) - mean - math.lgamma(number + 1))

    if least <= mean:
        return max(0.0, 1.0 - math.fsum(probability(number) for number in range(least)))
    terms, number = [probability(least)], least
    # Beyond the mean each term is a falling share of the one before; stop where a term no longer changes the sum.
    while terms[-1] > terms[0] * 1e-18:
        number += 1
        terms.append(terms[-1] * mean / number)
    return min(1.0, math.fsum(terms))


def judge(cluster: Cluster, today: date) -> Alarm | None:
    """Whether this week stands out: tail below TAIL, at least SENDERS_LEAST people at PLACES_LEAST places."""
    week = week_of(today)
    seen = senders_in(cluster, week)
    places = len({s.place for s in cluster.sightings if week_of(s.on) == week})
    if seen < SENDERS_LEAST or places < PLACES_LEAST:
        return None
    expected = expect(cluster, week)
    tail = poisson_tail(expected, seen)
    return Alarm(cluster.id, week, expected, seen, places, tail) if tail < TAIL else None


def raise_alarm(cluster: Cluster, today: date) -> tuple[Cluster, Alarm | None]:
    """The alarm to send now, and the cluster that remembers it: one a week, however many more come. A signal that was
    declined or closed sleeps on.
    """
    alarm = judge(cluster, today)
    if alarm is None or alarm.week in cluster.alarmed or cluster.state in (State.DECLINED, State.ACCEPTED, State.DONE):
        return cluster, None
    if cluster.state is State.THINKING and cluster.until and today <= cluster.until:
        return cluster, None
    return replace(cluster, alarmed=cluster.alarmed | {alarm.week}, state=State.RELEASED, until=None), alarm


def acknowledge(cluster: Cluster) -> Cluster:
    """An executive will look into it."""
    require(cluster.state, State.OPEN, State.RELEASED, State.THINKING)
    return replace(cluster, state=State.ACKNOWLEDGED, until=None)


def postpone(cluster: Cluster, until: date, today: date) -> Cluster:
    """Think until a day, or until another one; alarms sleep so long. Raises BadInput for a day that is not to come."""
    require(cluster.state, State.OPEN, State.RELEASED, State.ACKNOWLEDGED, State.THINKING)
    if until <= today:
        raise BadInput("error-signal-until")
    return replace(cluster, state=State.THINKING, until=until)


def decline(cluster: Cluster) -> Cluster:
    """ "We know already": no more alarms."""
    require(cluster.state, State.OPEN, State.RELEASED, State.ACKNOWLEDGED, State.THINKING)
    return replace(cluster, state=State.DECLINED, until=None)


def turn_into(cluster: Cluster, target: Target, link: str) -> Cluster:
    """From a signal to a comma, project or ballot. Raises BadInput without the id of what was made."""
    require(cluster.state, State.OPEN, State.RELEASED, State.ACKNOWLEDGED, State.THINKING)
    if not link:
        raise BadInput("error-signal-link")
    return replace(cluster, state=State.ACCEPTED, target=target, link=link, until=None)


def finish(cluster: Cluster) -> Cluster:
    """What it was turned into is done."""
    require(cluster.state, State.ACCEPTED)
    return replace(cluster, state=State.DONE)


def pass_time(cluster: Cluster, today: date) -> Cluster:
    """What the calendar alone does: thinking ends after its day."""
    if cluster.state is State.THINKING and cluster.until and today > cluster.until:
        return replace(cluster, state=State.RELEASED, until=None)
    return cluster


@dataclass(frozen=True, slots=True)
class Point:
    """A place on the novelty-strength chart, both 0..1."""

    novelty: float
    strength: float


def place_on_chart(cluster: Cluster, clusters: Collection[Cluster], today: date) -> Point:
    """``novelty`` falls to a half NOVEL_WEEKS weeks after the first sighting; ``strength``: distinct senders of the
    last LOOK_BACK_WEEKS weeks, this one's included, as a share of the strongest cluster's.
    """
    first = min(sighting.on for sighting in cluster.sightings)
    weeks = max(0, (week_of(today) - week_of(first)).days // 7)
    strongest = max((_recent(other, today) for other in clusters), default=0)
    return Point(NOVEL_WEEKS / (NOVEL_WEEKS + weeks), _recent(cluster, today) / strongest if strongest else 0.0)


def _recent(cluster: Cluster, today: date) -> int:
    since = week_of(today) - timedelta(weeks=LOOK_BACK_WEEKS - 1)
    return len({s.nullifier for s in cluster.sightings if since <= s.on <= today})


def weekly_three(clusters: Collection[Cluster], today: date) -> list[Cluster]:
    """The week's signals for the executives: least expected first, then most senders, then newest; only ones that
    somebody sent this week and that nobody has decided on.
    """
    week = week_of(today)
    undecided = (State.OPEN, State.RELEASED, State.ACKNOWLEDGED)
    alive = [cluster for cluster in clusters if cluster.state in undecided and senders_in(cluster, week)]

    def key(cluster: Cluster) -> tuple[float, int, float, str]:
        seen = senders_in(cluster, week)
        novelty = place_on_chart(cluster, clusters, today).novelty
        return (poisson_tail(max(expect(cluster, week), 1 / LOOK_BACK_WEEKS), seen), -seen, -novelty, cluster.id)

    return sorted(alive, key=key)[:WEEKLY]
