# The first walk through the console, and keys from the settings
tour-place = { $number } of { $all } · Enter go on · Esc end
tour-list = Letters
tour-list-text =
    The list on the left, the letter beside it. { $down } and { $up } move, { $open } opens. Passing over a row is not reading it.
    New letters appear by themselves; nobody knows who wrote them.
tour-decide = Deciding
tour-decide-text =
    { $release } releases into a digest, { $hold } holds, { $snooze } holds until a day, { $decline } declines with a reason the author will read.
    { $undo } takes any decision back until the digest is published; { $redo } does it again.
tour-hide = Hiding
tour-hide-text =
    What may give somebody away is underlined. { $next-proposal } goes to such a place, { $take-proposal } hides it, { $drop-proposal } leaves it. Nothing hides by itself.
    { $redact } lets you choose words yourself. [name] or [post] goes out in their place; the rest word for word.
tour-many = Tags, and many at once
tour-many-text =
    { $tag } adds tags: Tab completes, and your own tags suggest what fits.
    { $mark } marks a row, { $mark-all } all. Every act works on what is marked, and { $undo } takes it back as one.
tour-author = The author and your colleagues
tour-author-text =
    { $note } writes a note among moderators, { $assign } gives the letter to one of them. { $ask } asks the author, who reads it by the code.
    { $question } is for an executive's question to the author: pass it on, decline, hand the answer back.
tour-digest = The digest
tour-digest-text =
    { $digests } shows digests: { $compose } composes one of what is released, { $publish } publishes it. There is no way back from there.
    Under each item an executive places the comma, and the author learns the answer.
tour-more = Everything else
tour-more-text =
    { $filter } searches, { $palette } finds any act by name, { $help } shows all keys, { $language } is Русский, { $theme } the colours, { $lock } locks.
    For screen readers: revmentor --plain.
act-tour = tour
act-tour-help = Show the console in seven steps

error-keys-act = [keys] names no act of ours: “{ $act }”.
error-keys-act-near = [keys] names no act of ours: “{ $act }”. Did you mean “{ $near }”?
error-keys-key = [keys] gives “{ $act }” a key that does not exist: “{ $key }”. A character, ctrl+t, f5, enter will do.
error-keys-twice = [keys] gives “{ $key }” to both “{ $act }” and “{ $other }”.
