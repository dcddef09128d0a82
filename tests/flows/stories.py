"""All conversations, in the order of docs/FLOWS.md: the loop first, then each format."""

from tests.flows import digests, internships, profile, projects, scenarios

STORIES = {
    **scenarios.STORIES,
    **digests.STORIES,
    **profile.STORIES,
    **projects.STORIES,
    **internships.STORIES,
}
