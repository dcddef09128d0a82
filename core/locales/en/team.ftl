place-team = Team
act-team = team
act-team-help = The screen “Team”
act-admit = admit
act-admit-help = Admit somebody by a request, after comparing six words by voice
act-remove-member = remove
act-remove-member-help = Take somebody off the team; open sessions get new keys
act-shares = shares
act-shares-help = Make recovery shares
act-my-request = request
act-my-request-help = Your own request to join, as text and as codes for a camera
act-passphrase = passphrase
act-passphrase-help = Change your passphrase on this machine
team-title = Team { $count }
team-moderator = moderator
team-auditor = auditor
team-recovery = recovery
team-bot = bot
team-name-recovery = quorum of shares
team-name-bot = the bot
team-recovery-ready = Recovery shares are handed out: a quorum gives access back if every passphrase is forgotten.
team-recovery-none = There are no recovery shares: a forgotten passphrase takes the texts (s)
team-words = List { $version }: { $words }
team-card =

    Role: { $role }
    Key: { $id }

    The six words of this key:
    { $words }
team-admit-title = A request to join
team-admit-hint = Paste the line that begins with revmentor-request-1 · Esc to cancel
team-role-title = What { $name } will be
team-role-moderator = reads and releases letters
team-role-auditor = sees the journal and numbers, no texts
team-compare-title = Compare by voice: { $name }
team-compare =
    Call this person and ask them to read the six words from their screen. You should hear exactly this:

    { $words }

    Other words mean that the request was swapped on its way. Do not admit anybody then.
team-compare-yes = the words are the same, admit
team-compare-no = do not admit
team-not-admitted = Nobody was admitted.
team-admitted-title = { $name } is on the team
team-admitted =

    Now read the words of the list to this person. They type them in, and their machine will trust this team:

    { $words }
team-remove-title = Take { $name } off the team?
team-remove =
    Open sessions get new keys, so this person reads nothing new. What was read cannot be taken back: { $readable ->
        [0] no letter is within their reach now.
        [one] { $readable } letter may have been copied.
       *[other] { $readable } letters may have been copied.
    }
    They can come back only by a new request.
team-remove-yes = remove
team-remove-no = keep
team-removed-title = { $name } is off the team
team-removed =

    Sessions with new keys: { $rekeyed }.
    Letters they may have read and copied until now: { $readable }. That cannot be undone.

    Change what lies outside the program too: access to the database, copies of *.keys.
team-shares-title = Recovery shares
team-shares-count = how many shares to hand out
team-shares-threshold = how many of them together give access back
team-shares-make = Make shares
team-shares-again = There are shares already. Make new ones?
team-shares-again-body = The former shares stop working. Collect them and destroy them.
team-shares-again-yes = make new ones
team-shares-again-no = keep the former
team-share-title = Share { $number } of { $of }
team-share-hint =
    Write it on paper and give it to one person. Shares are shown once and kept nowhere. Any { $threshold } give access back, fewer open nothing.
    Enter for the next · ← back
team-passphrase-title = A new passphrase
team-passphrase-old = the passphrase until now
team-passphrase-new = the new one, 8 characters at least
team-passphrase-again = the new one again
team-passphrase-changed = The passphrase is changed. The former one does not open this file any more.
team-request-title = Your request to join
team-request-hint =

    Give this line to a moderator by any way: nothing in it is secret. Say the six words by voice:

    { $words }

    y to copy · Enter for the same as { $codes } codes for a camera · Esc
team-code-title = Code { $number } of { $of } · Enter for the next
first-others = F2 to join a team that exists · F3 to recover with shares · F8 русский
join-title = Join a team
join-body = The keys are made on this machine and never leave it. A moderator gets nothing but the request.
join-make = Make keys
join-yours = Your six words; a moderator will ask for them by voice:
join-request = F2 to show the request that a moderator needs
join-words = Six words of the team’s list; a moderator reads them out when you are admitted:
join-enter = Come in
join-passphrase-first = Type your passphrase to show the request.
recover-title = Recover with shares
recover-body = As many of the shares handed out as was agreed on. Former passphrases are not needed.
recover-share = A share and Enter; given: { $given }. After the last one, Enter in the empty field
recover-do = Recover
