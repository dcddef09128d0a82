"""The released wording: the author's text, verbatim, with each hidden span replaced by the mark of its
class.
"""

from core.language.safe_text import SafeText, make_safe
from core.locales.catalogue import say
from core.moderation.review import Redaction


def released_wording(text: str, redactions: tuple[Redaction, ...], lang: str) -> SafeText:
    """``text`` with marks such as «[имя]»; the mark's length says nothing about what it hides.

    ``lang`` is the critique's own language, so that a Russian sentence gets Russian marks.
    """
    out, at = [], 0
    for span in redactions:
        out += [text[at : span.start], f"[{say(lang, f'redaction-{span.kind}')}]"]
        at = span.end
    return make_safe("".join([*out, text[at:]]))
