# Reviewing: tags, assignments, days, the thread with the author
letter-until = back on
letter-assignee = with
letter-note-title = Note · moderators only
letter-note-by = Note · { $author } · moderators only
letter-release-title = What goes into the digest
letter-thread-title = With the author
thread-author-says = The author, { $day }
thread-author-objects = The author objects to this wording, { $day }
thread-we-ask = { $name } asks, { $day }
somebody-left = somebody who has left

ask-tags-suggested = looks like:
ask-tags-known = in use:
ask-until = When should { $count ->
    [1] it
   *[other] these { $count } letters
} come back
until-tomorrow = Tomorrow
until-three-days = In three days
until-monday = On Monday
until-week = In a week
until-month = In four weeks
until-date = Another day
ask-until-date = A day, such as 14.12 or 2026-12-14
error-until = It takes a day after today: 14.12 or 2026-12-14.
ask-assignee = Who decides{ $count ->
    [1] { "" }
   *[other] { " " }these { $count } letters
}
assignee-me = me
assignee-nobody = anybody
ask-author = Ask the author
ask-author-hint = read by their code; they need not answer · Enter send · Esc cancel
console-asked = The question waits for the author under their code.

act-snooze = hold until
act-snooze-help = Hold until a day; it comes back by itself
act-assign = assign
act-assign-help = Give the letter to a moderator
act-ask = ask
act-ask-help = Ask the author, who reads it by the code

question-ask-of = { $by } asks the author
question-meet-of = { $by } offers the author to meet
question-waiting = waits for you
question-passed = passed on
question-declined = not passed on
question-answered = answer handed back
question-key = E decide
question-pass = Pass on, word for word
question-decline = Do not pass on
question-why = Why not pass it on
question-why-hint = the executive reads this · Enter send · Esc cancel
question-no-replies = The author has not written anything yet.
question-verbatim = goes out word for word, but for what is hidden
question-hide = Which words to hide
question-hide-hint = separated by commas, as in the text · empty: none · Enter go on · Esc cancel
question-hand-back = Hand the answer to { $by }?
question-yes = hand it over
question-no = no
question-handed-back = The author's answer goes to the executive.
console-no-question = No executive has asked about this letter.
act-question = from above
act-question-help = An executive's question to the author: pass on, decline, hand the answer back
ask-until-hint = a day after today · Enter done · Esc cancel
