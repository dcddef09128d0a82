# Questions to an author by way of the moderators: the bot
button-ask = Ask the author
button-meet = Offer to meet
question-ask =
    A question to the author

    What would you ask? Reply to this message. A moderator reads it and passes it on word for word, with your title. The author need not answer.
question-placeholder = Question
meet-ask =
    An offer to meet

    What would you talk about? Reply to this message. A moderator passes it on word for word, with your title. You learn who the author is only if they come.
meet-placeholder = Topic
question-head = A moderator will read this and pass it on word for word:
question-sent = Sealed for the moderators. If the author answers, the answer comes here.
meet-sent = Sealed for the moderators. The author decides; silence means nothing but silence.
outcome-ask-answered = The author has answered your question:
outcome-meet-answered = The author has answered your offer to meet:
outcome-ask-declined = A moderator has not passed your question on:
outcome-meet-declined = A moderator has not passed your offer to meet on:
error-question-short = Write at least { $least } words: one does not say what it is about.
error-question-waiting = Your earlier question about this item is still with the moderators. Wait until it has been passed on.
error-question-decided = This question has been decided already: passed on, declined or answered. Look at the list again.

# The author reads
thread-asked-by = { $by } asks, { $day }:
thread-offer = { $by } offers to meet, { $day }:
thread-offer-how = It is up to you. If you come, they know you; if you answer here, they do not; if you keep silent, nobody sees that.
thread-untitled = an executive

# Commands
command-help-question = Executives' questions to authors, and the answers
command-help-question-list = Questions: waiting, passed on, declined, answered
command-help-question-pass = Pass a question on to the author, word for word
command-help-question-decline = Do not pass it on; the executive is told why
command-help-question-replies = What the author wrote in reply, with ids
command-help-question-answer = Give the author's reply to the executive, word for word
command-help-question-ask = Ask the author of a letter, as moderators
command-option-hide = hide these words of the reply; may be given several times
command-question-waiting = waiting
command-question-passed = passed on
command-question-declined = declined
command-question-answered = answered
command-question-kind-ask = question
command-question-kind-meet = meeting
command-question-none = No questions.
command-question-no-replies = The author has not written anything yet.
command-question-did-pass = Passed on to the author.
command-question-did-decline = Declined; the executive is told why.
command-question-did-answer = The author's reply goes to the executive.
command-question-did-ask = The question waits for the author in their letter.

# Handing over to a colleague
button-hand-over = Hand over
button-hand-not = Keep it
hand-ask = Who should answer? The limit stays the same.
hand-nobody = There are no other executives here yet.
hand-gone = This colleague is not here any more. The item has stayed with you.
hand-done = The item is with your colleague now: { $name }.
handed-from = An item handed to you, { $name }:

# Muting a thread
act-mute = mute
act-mute-help = Take no more letters from this author in this session, without learning who they are; again to undo
mute-ask = Take no more letters from this author?
mute-body = Until the session ends the bot refuses them and says why. Nobody learns who they are, nor which other letters are theirs.
mute-yes = Take no more
mute-no = Leave it
mute-done = No more letters from this author in this session.
unmute-ask = Take letters from this author again?
unmute-body = The bot refuses them at present.
unmute-yes = Take them
unmute-done = Letters from this author are taken again.
command-help-mute = Take no more letters from the author of this one in its session, without learning who they are
command-option-undo = take them again
command-muted = No more letters from this author in this session.
command-unmuted = Letters from this author are taken again.

# Executives' silence
digest-silent-item = Digest { $number }, item { $position }: the limit has passed without a comma
digest-silent-none = Every comma in time.
command-help-digest-silent = Items that were not answered in time
item-is-ignored = ── No answer in time: ignored ──
