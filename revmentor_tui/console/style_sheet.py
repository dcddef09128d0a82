"""The console's style sheet, read once."""

from textual.css.stylesheet import Stylesheet


class OnceRead(Stylesheet):
    """Textual reads all style sheets anew for each screen that is shown for the first time, though nothing but other
    variables (another theme) makes other rules of them. Here what was read is kept until then."""

    def __init__(self, variables: dict[str, str]) -> None:
        super().__init__(variables=variables)
        self._read_with = variables

    def set_variables(self, variables: dict[str, str]) -> None:
        """Other variables: everything will be read anew."""
        if variables != self._read_with:
            self._read_with = variables
            super().set_variables(variables)

    def reparse(self) -> None:
        """What is new since the last time, or everything after other variables. Raises StylesheetError."""
        self.parse()
