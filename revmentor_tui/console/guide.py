"""Finding one's way: every act as a list to search and a text to read, every screen by its name."""

from collections.abc import Iterable
from typing import ClassVar

from textual import work
from textual.app import SystemCommand
from textual.content import Content
from textual.screen import Screen

from core.locales.catalogue import say
from revmentor_tui.console.actions import PLACES, actions_of, find_action, key_name
from revmentor_tui.console.dialogs import Choose, Tell
from revmentor_tui.console.frame import ConsoleScreen
from revmentor_tui.console.last_words import LastWords
from revmentor_tui.console.stumbling import Stumbling


class Guide(Stumbling, LastWords):
    """The palette, the help, the list of screens. ``SCREEN_NAMES``: the modes, in their order; ``keymap_given``: keys
    that acts have by the settings."""

    SCREEN_NAMES: ClassVar[tuple[str, ...]] = ()
    keymap_given: dict[str, str]

    async def action_go(self, mode: str) -> None:
        """Another screen."""
        raise NotImplementedError

    @work(group="palette", exclusive=True, exit_on_error=False)
    async def action_elsewhere(self) -> None:
        """One of all screens, by its name or number."""
        if not isinstance(self.screen, ConsoleScreen):
            return
        options = [(mode, say(self.lang, f"place-{mode}"), "") for mode in self.SCREEN_NAMES]
        chosen = await self.push_screen_wait(Choose(say(self.lang, "elsewhere-title"), options))
        if chosen is not None:
            await self.action_go(chosen)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """None of Textual's own: its screenshot would write opened letters to the disk."""
        del screen
        return ()

    def action_screenshot(self, filename: str | None = None, path: str | None = None) -> None:
        """Never: see get_system_commands."""
        del filename, path

    @work(group="palette", exclusive=True, exit_on_error=False)
    async def action_palette(self) -> None:
        """Find an act by its name and do it."""
        screen = self.screen
        if not isinstance(screen, ConsoleScreen):
            return
        acts = screen.acts()
        options = [(action.id, say(self.lang, action.help_id), key_name(action, self.keymap_given)) for action in acts]
        chosen = await self.push_screen_wait(Choose(say(self.lang, "palette-title"), options, search=True))
        if chosen is not None:
            call = find_action(chosen).call
            nodes = (screen.focused or screen).ancestors_with_self
            does = next((node for node in nodes if hasattr(node, f"action_{call.split('(')[0]}")), screen)
            await self.run_action(call, does)

    def action_show_help(self) -> None:
        """Every key that works here."""
        screen = self.screen
        places = screen.places() if isinstance(screen, ConsoleScreen) else PLACES
        parts: list[Content] = []
        for place in places:
            parts.append(Content.assemble((str(say(self.lang, f"place-{place}")), "bold $primary")))
            for action in actions_of(place):
                key = f"{key_name(action, self.keymap_given):>6}  "
                parts.append(Content.assemble((key, "bold"), str(say(self.lang, action.help_id))))
            parts.append(Content(""))
        parts.append(Content(say(self.lang, "help-layout")))
        self.push_screen(Tell(say(self.lang, "help-title"), Content("\n").join(parts)))
