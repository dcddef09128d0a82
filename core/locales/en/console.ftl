# The moderator's console.

state-new = new
state-held = held
state-prepared = needs second
state-released = released
state-declined = declined
state-published = published
state-withdrawn = withdrawn
state-vetoed = author objects

why-duplicate = a repeat
why-not-critique = not critique
why-insult = an insult
why-identifies = gives the author away
why-other = something else

sort-oldest = oldest first
sort-newest = newest first
sort-state = by state
sort-topic = by the authors’ topics
sort-theme = by tags

console-no-session = There is no session yet. Open one on the Sessions screen (3)
console-session-open-event = open
console-session-open-standing = standing inbox
console-session-closed = closed
console-loading = opening { $done } of { $all }
console-waiting = { $count } waiting, will open together with the { $k ->
    [3] third
    [4] fourth
    [5] fifth
    [6] sixth
    [7] seventh
    [8] eighth
    [9] ninth
    [10] tenth
   *[other] { $k }th
}
console-k = k { $k }
console-people = k { $k } ● { $people ->
    [one] { $people } participant
   *[other] { $people } participants
}
console-inbox = Inbox { $all }
console-inbox-narrowed = Inbox: showing { $shown } of { $all }
console-inbox-place = { $number } / { $all } · { $marked } marked
console-letter = Letter
console-no-letter = Nothing here yet. New letters appear by themselves.
console-none-found = No such letter. Esc brings all of them back.
console-sensitive = Sensitive: two people release it
console-filter-hint = words in any form · “exact phrase” · -except · #tag · Enter to the list · Esc shows all
console-all = all
console-choose-state = Show a state
console-choose-sort = Order
console-no-tags = There are no tags here.
console-no-mark = Nothing is hidden under the selection.
console-done-many = { $done ->
    [one] { $done } letter changed
   *[other] { $done } letters changed
}{ $left ->
    [0] .
   *[other] , { $left } left alone: their state does not allow it.
}
console-undone = Undone: { $act }{ $count ->
    [1] .
   *[other] { " " }× { $count }.
}
console-redone = Done again: { $act }{ $count ->
    [1] .
   *[other] { " " }× { $count }.
}
console-copied = The released wording is copied.
console-copy-refused = Only what is released can be copied.
console-digests = Digests { $count }
console-no-digests = None yet. Release some letters, then press c
console-telegram = As an executive will see it in Telegram
console-draft-saved = The draft of digest { $number } is saved.
console-draft-gone = The draft of digest { $number } is deleted; its letters stay released.
console-published = Digest { $number } is published. The bot will deliver it to the executives.
console-sessions = Sessions { $count }
console-session-opened = The session “{ $title }” is open.
console-session-ended = The session “{ $title }” is closed, and all that had arrived is taken in.
console-stumbled = Something went wrong ({ $kind }). Nothing is lost; if it happens again, tell the administrator.
console-failed = The console closed because of an error ({ $kind }). Everything saved is intact; open it again.

digest-draft = draft
digest-published = published
digest-row-items = { $items ->
    [one] { $items } item
   *[other] { $items } items
}
digest-row-placed = { $placed } of { $items } commas
digest-row-ignored = { $placed } of { $items }, { $ignored } ignored
placed-owner = owner: { $name }
placed-due = due { $day }

letter-tags = tags
letter-reason = reason
letter-words = to the author
letter-proposal = hide?
letter-proposals-left = { $count ->
    [one] and { $count } more place
   *[other] and { $count } more places
}
letter-proposal-begin = ] to choose
letter-proposal-keys = y hide · n leave · ] next
console-no-proposals = Nothing here gives anybody away, as far as the machine can see.

ask-optional = Enter to send · may stay empty · Esc cancels
ask-tags = Tags{ $count ->
    [1] { "" }
   *[other] { " " }for { $count } letters
}
ask-tags-hint = separated by commas · Tab completes · Enter when done · Esc cancels
ask-untag = Remove a tag{ $count ->
    [1] { "" }
   *[other] { " " }from { $count } letters
}
ask-note = A note for moderators
ask-note-hint = neither the author nor an executive sees it · Enter when done · Esc cancels
ask-decline = Why decline{ $count ->
    [1] { "" }
   *[other] { " " }{ $count } letters
}?
ask-decline-words = A few words for the author, who reads them with the code
ask-publish = Publish digest { $number }?
ask-publish-body = { $items ->
    [one] Executives will get { $items } item.
   *[other] Executives will get { $items } items.
} It cannot be taken back.
ask-publish-yes = publish
ask-publish-no = not yet
ask-close = Close the session “{ $title }”?
ask-close-body = Nobody can write to it any more, and its participation keys are destroyed. It cannot be opened again. Whatever still waits is taken in.
ask-close-yes = close it
ask-close-no = leave it open

compose-title = New digest
compose-field-title = title (empty: the session's)
compose-field-preface = preface, if wished
compose-chosen = { $chosen } of { $all } go in

session-open = open
session-closed = closed
session-standing = standing inbox
session-event = event
session-since = since { $day }
session-live = live
new-session-title = New session
new-session-standing = a standing inbox, not an event that ends
new-session-live = open letters one by one, without waiting for k (in the room)
new-session-open = Open the session
new-session-hint = The terms are signed and do not change · Esc cancels

unlock-title = revmentor · the moderator's console
unlock-body = The keys are on this machine, under a passphrase. Without it nobody opens the letters.
unlock-passphrase = Passphrase
unlock-working = Opening…

first-title = revmentor · first run
first-body = The keys are made here. Only you know the passphrase, and nobody can recover it.
first-name = Your name, as fellow moderators will see it
first-company = Company
first-session = Title of the standing inbox
first-session-example = Say it straight
first-passphrase = Passphrase
first-again = Passphrase again
first-differ = The passphrases differ. Type them once more.
first-working = Making the keys…
first-make = Create

palette-title = What to do?
help-title = Keys
help-layout = Keys work in the Russian layout too. Mouse: click, double click, wheel; drag over words to select them.

place-inbox = Inbox
place-letter = In an open letter
place-reading = While reading beside a list
place-proposing = With a proposal in hand
place-marking = While choosing what to hide
place-typing = In the search field
place-digests = Digests
place-compose = Composing a digest
place-sessions = Sessions
place-list = In a list
place-anywhere = Anywhere

act-down = down
act-down-help = Next row
act-up = up
act-up-help = Previous row
act-page-down = page down
act-page-down-help = A page down
act-page-up = page up
act-page-up-help = A page up
act-half-down = half down
act-half-down-help = Half a page down
act-half-up = half up
act-half-up-help = Half a page up
act-first = first
act-first-help = To the first row
act-last = last
act-last-help = To the last row
act-open = open
act-open-help = Open
act-mark = mark
act-mark-help = Mark the row and move on
act-tag = tag
act-tag-help = Add tags
act-untag = untag
act-untag-help = Remove a tag
act-redact = hide
act-redact-help = Hide a part of the text
act-unredact = show what was hidden
act-release = release
act-release-help = Release: the letter may go into a digest
act-approve = approve
act-approve-help = Approve what another moderator prepared
act-hold = hold
act-hold-help = Hold; the author sees that the letter waits
act-decline = decline
act-decline-help = Decline with a reason, which the author will read
act-reopen = reopen
act-reopen-help = Back to new
act-note = note
act-note-help = A note for moderators
act-sensitive = sensitive
act-sensitive-help = Mark as sensitive (two people release it), or unmark
act-undo = undo
act-undo-help = Undo the last act
act-redo = redo
act-redo-help = Do again what was undone
act-filter = search
act-filter-help = Search: the list narrows with every letter
act-mark-all = mark all
act-mark-all-help = Mark all that is shown, or unmark everything
act-states = state
act-states-help = Show only one state
act-sort = order
act-sort-help = Change the order
act-copy = copy
act-copy-help = Copy the released wording
act-next-proposal = proposals
act-next-proposal-help = To the next place that may give somebody away
act-previous-proposal = previous proposal
act-previous-proposal-help = To the place before
act-read-down = down
act-read-down-help = Scroll down
act-read-up = up
act-read-up-help = Scroll up
act-read-leave = to the list
act-read-leave-help = Back to the list
act-take-proposal = hide
act-take-proposal-help = Hide what is proposed
act-drop-proposal = leave
act-drop-proposal-help = Leave it as it stands and do not propose it again
act-back = clear
act-back-help = Drop the marks, then show everything
act-next-letter = next
act-next-letter-help = Next letter
act-previous-letter = previous
act-previous-letter-help = Previous letter
act-scroll-down = down
act-scroll-down-help = Scroll down
act-scroll-up = up
act-scroll-up-help = Scroll up
act-close-letter = to the list
act-close-letter-help = Close the letter
act-word-right = word
act-word-right-help = Next word
act-word-left = word back
act-word-left-help = Previous word
act-line-down = line down
act-line-down-help = A word one line below
act-line-up = line up
act-line-up-help = A word one line above
act-wider = wider
act-wider-help = Take one more word
act-narrower = narrower
act-narrower-help = Let the last word go
act-letter-more = a character more
act-letter-more-help = Take one more character
act-letter-less = a character less
act-letter-less-help = Let the last character go
act-hide-name = name
act-hide-name-help = Hide as a name
act-hide-contact = contact
act-hide-contact-help = Hide as a contact
act-hide-position = position
act-hide-position-help = Hide as a position
act-hide-place = place
act-hide-place-help = Hide as a place
act-hide-other = other
act-hide-other-help = Hide without saying what
act-next-hidden = next hidden
act-next-hidden-help = To the next hidden part
act-unhide = show
act-unhide-help = Show again what is hidden under the selection
act-end-marking = done
act-end-marking-help = Stop choosing
act-to-found = to the letters
act-to-found-help = To the letters found
act-show-all = show all
act-show-all-help = Show all letters
act-compose = compose
act-compose-help = Compose a digest of what is released
act-publish = publish
act-publish-help = Publish the draft: the bot sends it to the executives
act-discard = delete draft
act-discard-help = Delete the draft; its letters stay released
act-save-draft = save
act-save-draft-help = Save the draft
act-toggle-item = in / out
act-toggle-item-help = Take the letter in, or leave it out
act-item-later = down
act-item-later-help = Move down
act-item-earlier = up
act-item-earlier-help = Move up
act-next-field = fields
act-next-field-help = To the title, the preface, the list, the page
act-leave = leave
act-leave-help = Leave without saving
act-new-session = new
act-new-session-help = Open a new session
act-end-session = close
act-end-session-help = Close the session
act-inbox = inbox
act-inbox-help = The inbox screen
act-digests = digests
act-digests-help = The digests screen
act-sessions = sessions
act-sessions-help = The sessions screen
act-palette = acts
act-palette-help = Find an act by its name
act-language = русский
act-language-help = Перейти на русский
act-theme = theme
act-theme-help = Change the colours: dark, light, high contrast
act-lock = lock
act-lock-help = Lock the console
act-quit = quit
act-quit-help = Quit
act-help = all
act-help-help = All keys
