"""All conversations, in the order of docs/FLOWS.md: the loop first, then each format."""

from tests.flows import (
    council,
    digests,
    events,
    glance,
    internships,
    meetings,
    pairs,
    profile,
    projects,
    pulse,
    scenarios,
    signals,
)

STORIES = {
    **scenarios.STORIES,
    **digests.STORIES,
    **events.STORIES,
    **profile.STORIES,
    **pairs.STORIES,
    **meetings.STORIES,
    **projects.STORIES,
    **internships.STORIES,
    **signals.STORIES,
    **pulse.STORIES,
    **glance.STORIES,
    **council.STORIES,
}
