"""All conversations, in the order of docs/FLOWS.md: the loop first, then each format."""

from tests.flows import profile, projects, scenarios

STORIES = {**scenarios.STORIES, **profile.STORIES, **projects.STORIES}
