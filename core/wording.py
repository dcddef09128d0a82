"""The released wording: the author's text, verbatim, with each hidden span replaced by the mark of its class.

In the core's hall, not in the moderators' room: the author's side computes it again to check what was released.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from core.language.safe_text import SafeText, make_safe
from core.locales.catalogue import say


@dataclass(frozen=True)
class Redaction:
    """A hidden span: characters ``start`` to ``end`` (exclusive, in code points of the verbatim text)."""

    start: int
    end: int
    kind: str


def released_wording(text: str, redactions: Sequence[Redaction], lang: str) -> SafeText:
    """``text`` with marks such as «[имя]»; the mark's length says nothing about what it hides.

    ``lang`` is the critique's own language, so that a Russian sentence gets Russian marks.
    """
    out, at = [], 0
    for span in redactions:
        out += [text[at : span.start], f"[{say(lang, f'redaction-{span.kind}')}]"]
        at = span.end
    return make_safe("".join([*out, text[at:]]))
