digest-deadline = Commas are due by { $day }, { $time }.
digest-later = You asked to be reminded of digest { $number }.
digest-later-today = You will be reminded today at { $time }.
digest-later-tomorrow = You will be reminded tomorrow at { $time }.
digest-file = Digest { $number } with the commas placed so far.
digest-all-placed = Every comma of digest { $number } is placed.
digest-gone = This digest is no more.
digest-stub = Digest { $number } was here. Its time is over, and the bot has taken it away.
digests-none = There have been no digests yet.
digests-list = { $count ->
    [one] { $count } digest
   *[other] { $count } digests
}, the newest first:
digests-row = { $number } · { $day } · { $left ->
    [0] all commas placed
   *[other] waiting: { $left }
}
button-digest-begin = Begin
button-digest-pdf = PDF
button-digest-html = HTML page
button-digest-later = Later today
button-digests = All digests
command-digests = All digests
