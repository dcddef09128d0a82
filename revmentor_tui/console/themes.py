"""The console's colours: dark, light, and one of high contrast."""

from textual.theme import Theme

DARK = Theme(
    name="revmentor-dark",
    primary="#5fa8d3",
    secondary="#b48ead",
    accent="#8fbcbb",
    foreground="#d8dee9",
    background="#14181f",
    surface="#1b2029",
    panel="#232a35",
    success="#8fbf7f",
    warning="#e0b465",
    error="#e07a7a",
    dark=True,
)
LIGHT = Theme(
    name="revmentor-light",
    primary="#1f5f8b",
    secondary="#7a4b82",
    accent="#206a6a",
    foreground="#1c2128",
    background="#fafaf7",
    surface="#ffffff",
    panel="#e9e9e2",
    success="#2e6b2e",
    warning="#8a5a00",
    error="#a02828",
    dark=False,
)
CONTRAST = Theme(
    name="revmentor-contrast",
    primary="#ffff00",
    secondary="#00ffff",
    accent="#00ffff",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#000000",
    success="#00ff00",
    warning="#ffff00",
    error="#ff8080",
    dark=True,
    variables={"text-muted": "#ffffff", "footer-background": "#000000"},
)
THEMES = (DARK, LIGHT, CONTRAST)


def next_theme(name: str) -> str:
    """The theme after ``name``."""
    names = [theme.name for theme in THEMES]
    return names[(names.index(name) + 1) % len(names)] if name in names else names[0]
