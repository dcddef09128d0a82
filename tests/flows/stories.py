"""All conversations, in the order of docs/FLOWS.md: the loop first, then each format."""

from tests.flows import digests, internships, pairs, profile, projects, scenarios

STORIES = {
    **scenarios.STORIES,
    **digests.STORIES,
    **profile.STORIES,
    **pairs.STORIES,
    **projects.STORIES,
    **internships.STORIES,
}
