"""The one family of errors that leaves the core. Each carries a message id of the locales, never a text, a
name or an id.

A face shows ``say(lang, error.message_id, **error.facts)``; a log line shows the class name only.
"""


class RevmentorError(Exception):
    """Base of all expected errors. ``facts`` are safe to show: counts, limits, file names of our own, command
    names.
    """

    message_id = "error-unexpected"
    exit_code = 1

    def __init__(self, **facts: object) -> None:
        super().__init__(self.message_id)
        self.facts = facts


class BadInput(RevmentorError):
    """Something a person typed or configured is wrong; nothing was done. ``message_id`` names what."""

    exit_code = 2

    def __init__(self, message_id: str, **facts: object) -> None:
        self.message_id = message_id
        super().__init__(**facts)


class NotInitialised(RevmentorError):
    """The home has no store, identity or bot key yet: `revmentor init` has not run."""

    message_id = "error-not-initialised"
    exit_code = 2


class WrongPassphrase(RevmentorError):
    """The identity file does not open with this passphrase, or it was altered (the two cannot be told
    apart).
    """

    message_id = "error-wrong-passphrase"
    exit_code = 2


class CannotOpen(RevmentorError):
    """A sealed value does not open: wrong key, wrong place, or altered bytes."""

    message_id = "error-cannot-open"


class KeySwapped(RevmentorError):
    """A session key is not signed by a current moderator: the store may have been written by somebody else.

    The bot refuses submissions while this lasts.
    """

    message_id = "error-key-swapped"


class NoSession(RevmentorError):
    """No session is open, and there is no standing inbox."""

    message_id = "error-no-session"


class NoProgramme(RevmentorError):
    """The organiser has not begun the formats around the sessions yet."""

    message_id = "error-no-programme"


class NotFound(RevmentorError):
    """The named thing does not exist (any more)."""

    message_id = "error-not-found"
    exit_code = 2


class WrongCode(RevmentorError):
    """The words look like an author's code but do not form one: a word is wrong, missing or out of order."""

    message_id = "error-wrong-code"


class AlreadySealed(RevmentorError):
    """This press was sealed before under another update: a second press of the same button. Nothing was
    stored.
    """

    message_id = "error-already-sealed"


class QuotaReached(RevmentorError):
    """This person has written as often as the session's rules allow. Nothing was stored."""

    message_id = "error-quota"


class Muted(RevmentorError):
    """A moderator has muted a thread of this author for the session, without knowing who they are. Nothing was
    stored."""

    message_id = "error-muted"


class ChangedElsewhere(RevmentorError):
    """Another console changed the record first; reload and decide again. Nothing was stored."""

    message_id = "error-changed-elsewhere"


class NotAllowed(RevmentorError):
    """The state of the thing does not allow this act (for example releasing what is already published)."""

    exit_code = 2

    def __init__(self, message_id: str, **facts: object) -> None:
        self.message_id = message_id
        super().__init__(**facts)


class InviteRefused(RevmentorError):
    """The invitation link is unknown, used up or expired."""

    message_id = "error-invite-refused"


class StoreUnavailable(RevmentorError):
    """The store cannot be written or read right now (locked, unreachable). Retrying later is safe: nothing
    was done.
    """

    message_id = "error-store-unavailable"


class StoreDamaged(StoreUnavailable):
    """The store's file is no database or is torn. Nothing can be done with it but restoring a backup."""

    message_id = "error-store-damaged"


class StoreFull(StoreUnavailable):
    """No room on the disk. Retrying after space was made is safe: nothing was done."""

    message_id = "error-store-full"


class CannotPrint(RevmentorError):
    """The typesetter failed."""

    message_id = "error-cannot-print"
