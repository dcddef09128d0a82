command-usage = Usage:
command-options = Options
command-commands = Commands

command-help-root = Feedback without filters: nameless critique goes up, the executive’s answer comes back. Without a command the moderator’s console opens.
command-help-init = Found everything in an empty folder: keys, store, first session
command-help-session = Sessions: open, close, list
command-help-session-open = Open a session; what it promises cannot change later
command-help-session-close = Close a session and take in all that still waits
command-help-session-list = All sessions, newest first
command-help-inbox = The inbox: list and take in
command-help-inbox-list = Letters that fit every condition
command-help-inbox-take = Take in what the bot has collected
command-help-show = One letter in full
command-help-tag = Tag a letter
command-help-redact = Hide words of a letter behind a visible mark
command-help-note = A note on a letter, for moderators only
command-help-release = Release: the letter may go into a digest
command-help-approve = Approve what another moderator prepared
command-help-hold = Put aside
command-help-decline = Decline with a reason; the author will see it
command-help-reopen = Back to new
command-help-undo = Take back a release, a hold or a decline
command-help-digest = The executives’ digest
command-help-digest-compose = Compose a draft from released letters
command-help-digest-show = Show it as Telegram will, with the commas placed
command-help-digest-publish = Publish; nothing can be changed afterwards
command-help-digest-list = Drafts and published digests
command-help-digest-discard = Delete a draft; its letters stay released
command-help-invite = One-time invitations
command-help-journal = The journal: what was done
command-help-journal-verify = Check the whole chain; exit code 1 when it is broken
command-help-journal-show = Entries in order
command-help-bot = Run the bot
command-help-demo = The whole loop on this machine, without Telegram

command-option-help = this help
command-option-version = the version
command-option-lang = language: ru or en
command-option-json = answer for a program: JSON, one object a line
command-option-name = your name, as other moderators will see it
command-option-company = the company’s name
command-option-title = how the executive signs answers
command-option-init-session = the first session’s title
command-option-digest-compose-title = the title; the session’s when not given
command-option-digest-compose-released = everything released that is in no digest yet
command-option-preface = the moderator’s words before the items
command-option-k = below how many people no count is shown
command-option-live = take letters in one by one, not in batches of k
command-option-kind = event (begins and ends) or standing (the permanent inbox)
command-option-redact-kind = what is hidden: name, contact, position, place, other
command-option-topic = a topic; may be repeated
command-option-session = a session: the start of its id, or its title
command-option-state = a state; may be repeated
command-option-tag = a tag; may be repeated
command-option-limit = at most this many
command-option-remove = remove the tags
command-option-from = from this character, counted from zero
command-option-to = to this character, not included
command-option-words = hide these words wherever they stand
command-option-decline-words = what to tell the author
command-option-reason = the reason: duplicate, not-critique, insult, identifies, other
command-option-role = employee or executive
command-option-count = how many invitations
command-option-after = after the entry with this number
command-option-script = unattended, reporting each step
command-option-input = a file of texts: txt by lines, CSV or JSONL
command-option-column = the CSV column that holds the text
command-option-field = the JSONL field that holds the text
command-option-home = a folder for the demo; empty or not there yet
command-option-keep = leave the folder behind
command-option-tour = be led through the whole loop in ninety seconds

command-unknown = There is no command “{ $name }”. See “revmentor --help”.
command-no-option = There is no option { $name } here. See --help.
command-missing = { $name } is missing. See --help.
command-no-value = { $name } needs a value.
command-bad-choice = { $name }: one of { $choices }.
command-bad-number = { $name }: a whole number, at least { $least }.
command-bad-value = { $name }: this value does not fit. See --help.
command-usage-wrong = The command is not well formed. See “{ $command } --help”.
command-interrupted = Interrupted.
command-unexpected = Something went wrong on our side ({ $kind }). What was done before is kept; please try again.
command-passphrase-needed = A passphrase is needed and there is nobody to ask. Put it into a file and name the file in REVMENTOR_PASSPHRASE_FILE.
command-passphrases-differ = The passphrases differ. Nothing was made; please repeat.
command-ask-passphrase = Passphrase
command-ask-passphrase-again = Passphrase again
command-ask-name = Your name for other moderators
command-ask-company = The company’s name
command-ask-session = The first session’s title
command-first-session = Standing inbox
command-founded = Done: { $home }. The session “{ $title }” is open, k = { $k }.
command-founded-next = The passphrase cannot be recovered: write it down. Next: “revmentor invite --role employee --count 20”, “revmentor bot”, “revmentor”.
command-session-opened = The session “{ $title }” is open, k = { $k }.
command-session-closed = The session “{ $title }” is closed, everything is taken in.
command-session-open-state = open
command-session-closed-state = closed
command-session-event = event
command-session-standing = inbox
command-took-in = “{ $title }”: { $taken ->
    [one] { $taken } letter taken in
   *[other] { $taken } letters taken in
}, { $waiting } waiting, { $unreadable } unreadable.
command-inbox-empty = There are no such letters.
command-state-new = new
command-state-prepared = prepared
command-state-withdrawn = withdrawn
command-state-vetoed = vetoed
command-state-held = held
command-state-released = released
command-state-declined = declined
command-state-published = published
command-released-wording = Will go out as:
command-declined-because = Declined ({ $reason }): { $words }
command-author-later = The author added:
command-redact-what = Give either --from and --to, or --words.
command-words-absent = The letter has no such words. Nothing was hidden.
command-nothing-to-undo = Nothing was decided about letter { $name } yet; there is nothing to undo.
command-compose-what = Name the letters, or ask for everything released: --released.
command-digest-composed = Draft { $number }: { $items ->
    [one] { $items } item
   *[other] { $items } items
}. To look at it: “revmentor digest show { $number }”.
command-digest-published = Digest { $number } is published: { $items ->
    [one] { $items } item
   *[other] { $items } items
}. The bot will send it to the executives.
command-digest-discarded = Draft { $number } is deleted. Its letters stay released.
command-digest-draft-state = draft
command-digest-published-state = published
command-digest-delivered-state = delivered
command-invite-no-bot = The bot’s user name becomes known when it first runs; then these will be links. Until then an invitation is a command for the bot.
command-journal-holds = The journal holds: { $entries ->
    [one] { $entries } entry
   *[other] { $entries } entries
}. The last one: { $words }.
command-journal-broken = The journal is broken at entry { $number }: { $why }. Compare with a backup.
command-journal-chain = it does not continue the one before
command-journal-signature = its signature does not fit
command-journal-signer = nobody known has signed it
command-journal-missing = entries before it are missing
command-journal-head = its end differs from the printed one
command-journal-bot = bot
command-needs-terminal = The console needs a terminal. Without one there are commands: “revmentor --help”.
command-tour-alone = The tour needs a terminal: leave out --script and --json.
command-input-alone = Your own texts are played by --script only: add it.

command-help-session-erase = Erase a closed session for good, check it, and certify it
command-help-journal-export = All entries and verify keys into a file
command-help-team = The team of moderators: who is on it, how to join and leave
command-help-team-request = A request to join, made on one’s own machine
command-help-team-add = Admit somebody after comparing six words by voice
command-help-team-remove = Take somebody off the team; open sessions get new keys
command-help-team-list = The team, and the six words that stand for it
command-help-team-trust = Pin the team on a new machine after comparing six words
command-help-identity = The moderator’s key file
command-help-identity-passphrase = Change the passphrase
command-help-identity-export = A copy of the keys under the same passphrase, for another machine of yours
command-help-identity-import = Take the keys from such a copy
command-help-recovery = Recovery by a quorum
command-help-recovery-shares = Split the recovery key into shares, shown once
command-help-recovery-show = Whether recovery is set up
command-help-recover = Rebuild access from shares: a new identity on this machine
command-help-backup = A backup: two signed files
command-help-restore = Restore a backup into an empty store
command-help-doctor = Look at everything; exit code 1 when something is broken

command-option-qr = show it as QR codes, too
command-option-file = the file
command-option-team-add-role = moderator, or auditor (sees the journal and counts, never texts)
command-option-team-add-words = the six words that the new moderator said
command-option-team-trust-words = the six words that a colleague said
command-option-new-file = a file with the new passphrase
command-option-threshold = how many shares are enough
command-option-of = how many shares there are
command-option-share = a share; once for each
command-option-keys = the file with the session keys (.keys)
command-option-offline = do not check whether Telegram answers
command-option-init-recovery = recovery shares such as 2/3, or none

command-session-erased = “{ $title }” is erased: { $critiques } letters. No trace was found. Certificate: { $file }
command-session-erase-traces = “{ $title }” is erased, but the check found traces in the files. The certificate has the details: { $file }
command-journal-exported = Written to { $file }: { $entries ->
    [one] { $entries } entry
   *[other] { $entries } entries
}.
command-team-request-words = Tell the moderator by voice: { $words }
command-team-compare = { $name }: { $words }
command-team-ask-words = Which six words did this person say
command-team-one-request = A request is needed: as text, or as a file (--file).
command-team-words-differ = These are not the words. Do not admit: the request may have been swapped. Ask for it again in another way.
command-team-added = { $name } is on the team. Let them run “revmentor team trust” and compare: { $words }
command-team-removed = { $name } is off the team. New keys: { $rekeyed }. Letters they could have read and copied until now: { $readable }; nothing takes that back.
command-team-words = Team list { $version }: { $words }
command-team-pinned = The team is pinned here already.
command-team-trusted = Team list { $version } is pinned.
command-team-moderator = moderator
command-team-auditor = auditor
command-team-recovery = recovery
command-team-bot = bot
command-file-unreadable = The file “{ $file }” cannot be read.
command-file-unwritable = The file “{ $file }” cannot be written.
command-recovery-shares = { $shares } shares, any { $threshold } are enough. Give them to different people; none stays here.
command-recovery-ask-share = A share (empty: no more)
command-recovered = Access is back: { $name } is a moderator. Take those whose passphrases are lost off the team.
command-identity-locked = The passphrase is changed.
command-identity-exported = The keys are copied to { $file }; the same passphrase opens them.
command-identity-imported = The keys are here: { $name }. Now run “revmentor team trust”.
command-backed-up = Backup: { $file }. The session keys apart: { $keys } — keep those for a short time, or what was erased can be read again.
command-restored = Rows restored: { $rows }.
command-restored-without-keys = Rows restored: { $rows }. There are no session keys: the texts will not open.
command-ask-recovery = Recovery shares such as 2/3 (none: do without)
command-recovery-form = Shares are written as “threshold/all”, such as 2/3, or none.
command-no-recovery = Mind: there is no recovery. A forgotten passphrase loses all texts; “revmentor recovery shares” changes that.
command-option-head = the journal’s words printed in some digest
command-invite-title = Name a title (--title): it stands under the executive’s answers.
