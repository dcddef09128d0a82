error-unexpected = Something went wrong on our side. Nothing is lost; please try again.
error-not-initialised = There is nothing here yet. Start with “revmentor init”.
error-wrong-passphrase = The passphrase does not fit, or the key file was altered. Check the keyboard layout and try again.
error-cannot-open = This record does not open: a wrong key, or somebody changed it behind the program’s back.
error-key-swapped = The session’s key is not signed by any moderator. Submissions are stopped; ask the administrator to run “revmentor doctor”.
error-no-programme = The programme has not begun yet: the organiser opens it. Please look in later.
error-no-session = Nothing is being taken right now: no session is open and there is no standing inbox.
error-not-found = There is no such thing (any more). Check the number.
error-wrong-code = This looks like a code, but a word in it is wrong. Compare with your note: twelve words, in order.
error-already-sealed = This letter is sealed already.
error-changed-elsewhere = Another moderator has just changed this record. Look at it again; your decision was not saved.
error-invite-refused = This invitation does not work: the link was used or has expired. Ask whoever sent it for a new one.
error-store-unavailable = The store cannot be reached right now. Nothing is lost; try again in a minute.
error-store-full = The disk is full. Nothing is lost; make room and try again.
error-store-damaged = The store’s file is damaged or is not a store at all. Restore it from a backup.
error-store-newer = The store was made by a newer revmentor. Update the program.
error-database-url = The store’s address makes no sense. It looks like sqlite+aiosqlite:///file or postgresql+asyncpg://user@host/name.
error-settings = A setting is wrong: { $names }. Check revmentor.toml and the REVMENTOR_* variables.
error-settings-file = revmentor.toml cannot be read: it is not TOML in UTF-8.
error-no-token = There is no bot token. Set REVMENTOR_BOT_TOKEN or REVMENTOR_BOT_TOKEN_FILE.
error-token-file = The token file “{ $file }” is empty or cannot be read.
error-passphrase-file = The passphrase file “{ $file }” is empty or cannot be read.
error-bot-key-exists = The bot’s key is here already; it is not made twice.
error-bot-key-file = The bot’s key file is damaged. Restore it from a backup.
error-identity-file = This is not a moderator’s identity file, or it is damaged.
error-home = The folder “{ $home }” cannot be made or is not yours. Choose another one.
error-store-in-use = There is a company in this store already. Choose another one, or ask its moderator to admit you.
error-home-in-use = The folder “{ $home }” already holds keys. Choose another one, or use this one.
error-name = A name is needed, at most { $most } characters.
error-passphrase-short = The passphrase is too short: at least { $least } characters.
error-role = There is no role “{ $role }”. There are employee and executive.
error-invite-title = A title is one line of at most { $most } characters.
error-invite-count = Between 1 and { $most } invitations at a time.
error-text-length = The text is empty or longer than { $most } characters.
error-tag = A tag is one line of at most { $most } characters.
error-redaction-kind = There is no kind “{ $kind }”. There are: { $kinds }.
error-redaction-span = The span lies outside the text, which has { $length } characters.
error-decline-reason = There is no reason “{ $reason }”. There are: { $reasons }.
error-already-published = This has been published and cannot be changed.
error-not-released = Only what was released goes into a digest.
error-digest-words = Too long: the title takes { $title } characters, the preface { $preface }.
error-digest-items = A digest holds 1 to { $most } items, each once.
error-session-title = A title is needed, at most { $most } characters.
error-session-k = The smallest group cannot be below { $floor }.
error-session-kind = A session is standing or event.
error-session-topics = Unknown topic. There are: { $topics }.
error-session-closed = The session is closed already.
error-critique-id = A letter’s number has at least four characters: digits and a–f.
error-ambiguous = “{ $prefix }” fits several. Give more characters.
error-not-a-moderator = This identity is not one of the team’s moderators.
error-verdict = A decision is “accept” or “decline”.
error-reason-short = A refusal needs a reason of at least { $least ->
    [one] { $least } word
   *[other] { $least } words
}.
error-step-short = Name the first step in at least { $least ->
    [one] { $least } word
   *[other] { $least } words
}.
error-already-decided = The comma is placed already: somebody answered this item first.
error-withdrawn = The author took this letter back; nothing more can be done with it.
error-not-prepared = There is nothing to approve: the letter is not prepared for release.
error-own-approval = Another moderator has to approve, not the one who prepared it.
error-second-person = This release takes two moderators: one prepares, another approves.
error-session-two-person = The two-person rule is never, sensitive or always.
error-session-days = Answers wait between 1 and { $most } days, and the session is kept at least as long.
error-recovery-shares = Between 2 and { $most } shares, and the threshold not above their number.
error-recovery-combine = The shares do not combine: too few, a wrong word, or from different sets.
error-recovery-foreign = These shares belong to another installation.
error-identity-exists = A moderator’s identity is here already. Move identity.key away if it is not needed.
error-request = This is not a moderator’s request, or it is damaged. Ask for the whole of it again.
error-team-role = There is no role “{ $role }”. There are moderator and auditor.
error-team-member-known = This person is on the team already.
error-team-remove = One does not remove oneself or the bot; another moderator does.
error-team-changed = The team has just changed. Open it again and repeat.
error-session-open = The session is still open. Close it first.
error-file-exists = The file “{ $file }” exists. Choose another name.
error-backup-folder = The folder “{ $folder }” cannot be written to: it is not there, or it is closed. Make it or name another one; nothing was written.
error-backup-missing = There is no backup “{ $file }”. Check the name.
error-backup-altered = The backup “{ $file }” was altered or is damaged. Nothing was restored.
error-backup-foreign = The backup “{ $file }” is not from this installation. Nothing was restored.
error-backup-schema = The backup is of schema { $schema }, this program knows { $head }. Use the matching version.
error-store-not-empty = Only an empty store can be restored into.
error-contest-short = Say what you disagree with, in at least { $least ->
    [one] { $least } word
   *[other] { $least } words
}.
error-item-state = This cannot be done to the item now: its state has changed.
error-reason-copied = This reason was given before, almost word for word. Answer this very item.
error-session-window = The session’s window is wrong: it must end after it begins, and in the future.
error-session-quota = The quota is 0 (no limit) to { $most } letters a person.
error-session-repeat = A session repeats weekly, fortnightly or monthly.
error-quota = You have written as often as this session’s rules allow ({ $quota }). The next session takes new letters.
error-muted = No new letters from you are taken in this session: a moderator has stopped one of your threads. They do not know who you are.
error-timezone = There is no such time zone. An example: Europe/Moscow.
