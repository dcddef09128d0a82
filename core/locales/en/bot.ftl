# Meeting
welcome =
    Here you speak without filters.

    There is no name next to a letter anywhere: a moderator reads the text but does not see who wrote it. Telegram sees the chat with the bot; it is built that way, and we do not hide it.
welcome-executive =
    Here employees speak without filters, and you place the comma: “Accept, impossible to ignore” or “Accept impossible, ignore”.

    The digest will come here by itself, with two buttons under every item.
how =
    How it works

    1. You write here. The bot seals the text for the moderators and cannot open it again.
    2. You get a code: it opens the answer.
    3. A moderator hides what gives you away and changes none of your words.
    4. An executive answers in writing: what and when, or why not.

    Numbers are shown only for groups of { $k } or more.
how-executive =
    How it works

    The items are employees’ own words, unedited; only what would give the author away is hidden. Nobody knows who wrote them, moderators included.

    To accept is to name a first step and a day. To decline is to write a reason. The author will read your answer.
button-privacy = Who sees what
button-privacy-kept = What is kept
button-forget = Leave
button-letters = My letters
begin = Write, in one message, what nobody says aloud where you work. I will first show what will be read, and send it only then.
rules-quota = Up to { $count ->
    [one] { $count } letter
   *[other] { $count } letters
} from each person.
rules-k = Numbers are shown only for groups of { $k } or more.
button-how = How it works
button-begin = Understood, begin
button-other-language = Русский
need-invitation = You need your company’s invitation link; that is the way in. Ask whoever runs the session. Nothing of this message was stored.
help =
    Write a message: I will show what moderators will read, and send it when you press the button.
    Send your code of twelve words: I will show the answer.

    /codes: what a code is
    /privacy: who sees what
    /language: English or Russian
    /forget: leave
help-executive =
    The digest comes here by itself; the comma is placed with the buttons under an item.

    /open: what still lacks a comma
    /digests: all digests
    /privacy: who sees what
    /language: English or Russian
    /forget: leave

    Whatever you simply write here becomes a letter to the moderators, without a name as well.
privacy =
    Who sees what

    Telegram: what you type to the bot; chats with bots are not encrypted against Telegram itself.
    Whoever breaks into the bot’s server: what arrives while they are there. Not the stored letters.
    A copy of the database: how many letters, and on which days. Not a word, not a name.
    A moderator: the text. Not the author, not the exact time. But one who also holds the bot’s keys can work out who wrote in sessions still open.
    An executive: only what is published.
privacy-kept =
    What is kept

    A fingerprint of the account and the chat, under the bot’s key, to recognise you and to write to you. Apart from it, sealed letters. Nothing connects the two.
    With one exception: if you ask to be answered here, the chat’s address is kept with the letter under a key of its own. Whoever breaks into the bot’s server can read it; a copy of the database cannot. The key is destroyed on the day named.
    When a session has ended and its retention is over, the bot itself erases everything that was in it.
    What we cannot do: hide you if the text itself gives you away, or erase what stayed with Telegram.
forget-ask =
    Take you off the list of participants?

    Letters stay: nothing in them says whose they are, so yours cannot be found. Addresses for answers here will be erased. To come back, also for answers by code, you will need a new link.
button-forget-yes = Yes, take me off
button-forget-no = Stay
forget-done = Done: you are not on the list any more. Delete the chat yourself, from its menu.
forget-kept = Everything stays as it was.

# A letter
preview-head = This is exactly what will be read:
preview-rest = …and { $count ->
    [one] { $count } more character
   *[other] { $count } more characters
} of your message.
preview-session = Session “{ $title }”.
preview-executive = This will go to the moderators as a letter without a name. To answer an item of a digest, press a button under it.
preview-by-code = By code: nothing about you is kept; lose the code and the answer is lost.
preview-here = Here: I tell you of an answer, and until { $day } keep the chat’s address under a key of its own.
button-by-code = By code
button-here = Here, until { $day }
preview-text-changed = You have edited the message. Look again, then send it.
preview-session-changed = Another session has opened while you were writing. Look where the letter will go, then send it.
preview-lost = Your message is no longer in the chat, so there is nothing to send. Please write it again.
button-send = Send without a name
button-leave = Leave as is
button-fix = I’ll fix it
button-smooth = Smooth my habits
fix-ask =
    The new text

    Write it as an answer to this message. The old one is still above, to copy from; after that it goes too.
fix-placeholder = The new text
button-erase = Erase
erased = Erased
erase-failed = Telegram did not let me remove everything: a bot cannot delete what is older than two days. Please delete it yourself.
sealed =
    Sealed. Your code is the only key to the answer:

    { $words }

    Write it down, and not in Telegram. If you lose it, nobody can restore it. { $way }

    { $removed ->
        [yes] Your message has been removed from the chat.
       *[no] Your message could not be removed: Telegram refused. Please delete it yourself.
    }
sealed-by-code = To read the answer, send the code here.
sealed-here = Until { $day } I will tell you of an answer; after that, only the code opens it.
sealed-undelivered = The letter is sealed and stored, but the code could not be shown. There is no need to write again.
button-copy-code = Copy the code
button-saved = Saved, remove from here
removed = Removed.

# The answer, by code
thread-none = This code opens nothing. Compare the words with your note.
thread-waiting = The letter is sealed and waits for a moderator.
thread-new = The letter is with the moderators; nothing is decided yet.
thread-held = The moderators have read the letter and put off the decision.
thread-released = The letter is released and waits for a digest. It will read:
thread-published = Published in a digest. Executives read:
thread-published-in = Published in digest { $number }. Executives read:
thread-declined = The letter was not published.
thread-withdrawn = You took this letter back. It is gone.
thread-vetoed = You objected to this form. The letter is back with the moderators.
decline-duplicate = The reason: this has been said already.
decline-not-critique = The reason: it is not a critique.
decline-insult = The reason: an insult.
decline-identifies = The reason: the text tells who somebody is.
decline-other = The moderator’s reason:
thread-question = A moderator asks, { $day }:
thread-own = You wrote, { $day }:
thread-by = { $by }, { $day }
thread-contested = Contested, { $day }: an executive has to answer again.
thread-contested-before = A refusal of { $day } was contested.
thread-code-gone = The message with the code is no longer in the chat. Send the code again.
thread-took = { $hours ->
    [0] The answer took less than an hour.
    [one] The answer took { $hours } hour.
   *[other] The answer took { $hours } hours.
}
thread-took-days = The answer took { $days ->
    [one] { $days } day
   *[other] { $days } days
}.
button-verbatim = Check word by word
button-object = Object
button-contest = Contest the refusal
button-withdraw = Withdraw
button-forget-route = Stop telling me
route-expired = This address has expired and is erased. Your code still opens the answer.
route-forgotten = The address is erased: I will not tell you of answers any more. The code opens the letter as before.
verbatim-holds = Word for word your text. { $hidden ->
    [0] Nothing is hidden.
    [one] { $hidden } place is hidden.
   *[other] { $hidden } places are hidden.
}
verbatim-broken = Alarm: what is shown is not what you sealed. Somebody has changed it. Tell a person you trust, and do not write here until it is cleared up.
withdraw-ask =
    Withdraw the letter?

    It will be erased and cannot be brought back. Nobody will answer it.
button-withdraw-yes = Yes, withdraw
button-withdraw-no = Keep it
withdraw-gone = The letter is withdrawn and erased; nobody had read it.
withdraw-sealed = The withdrawal is sealed. The letter is erased as soon as a moderator opens the console, and stays out of digests unless it is published before that.
button-reply = Reply
button-remove = Remove from here
reply-ask =
    Your reply

    Write it as an answer to this message. Nobody will see a name.
reply-placeholder = Without a name
reply-head = Exactly this will be added to your letter:
button-reply-send = Send
reply-sent = Sealed and added to the letter. The code stays the same.

veto-ask =
    Your objection

    What is wrong with the released form? Answer this message. The letter goes back to the moderators.
veto-head = Moderators will read exactly this:
veto-sent = The objection is sealed. Until it is read, the letter may still be published.
contest-ask =
    What is wrong with the refusal

    Answer this message. Executives will read your words as they are, and no moderator sees them before. A refusal can be contested once.
contest-head = Executives will read exactly this:
contest-sent = The refusal is contested. An executive has to answer again.
contest-late = This refusal can no longer be contested: it has been already, or the answer has changed.
# The executive
executive-untitled = executive
executives-only = This button is for executives.
step-ask =
    The first step

    What will you do, and who takes it on? Answer this message.
step-placeholder = The first step
words-gone = Your answer is no longer in the chat. Press the button under the item again.
comma-preview = The author and the whole company will read exactly this:
button-place = Place the comma
reason-ask =
    The reason

    Why not? Answer this message, in at least { $least } words: a refusal costs no less than a consent. The author will read it.
reason-placeholder = The reason
date-ask = By which day?
date-tomorrow = Tomorrow
date-week = In a week
date-two-weeks = In two weeks
date-month = In a month
date-other = Another day
date-type =
    By which day? Answer this message with a date, such as 15.12 or 2026-12-15. Your first step:
date-unclear =
    That does not look like a day ahead. Write it like 15.12 or 2027-01-31. Your first step:
date-placeholder = 15.12
comma-accept = Accept, impossible to ignore
comma-decline = Accept impossible, ignore
comma-ignore = No answer in time: the item is marked as ignored
comma-start = Work has begun
comma-finish = Done
comma-other = News of your letter
comma-owner = Done by: { $owner }
comma-late = The answer came after the limit.
comma-due = Due { $due }
comma-placed = { $left ->
    [0] The comma is placed. The author will read the answer by code. Nothing else is waiting.
    [one] The comma is placed. The author will read the answer by code. { $left } item is still waiting.
   *[other] The comma is placed. The author will read the answer by code. { $left } items are still waiting.
}
item-gone = This item does not exist any more.
open-none = All decided: no item lacks a comma.
open-list = { $count ->
    [one] { $count } item lacks a comma
   *[other] { $count } items lack a comma
}{ $shown ->
    [20] . The first twenty:
   *[other] :
}

# Refusals
refuse-photo = I cannot take a photo: a picture easily shows who took it. Please describe it in words. Nothing was stored.
refuse-video = I cannot take a video: it shows who made it. Please describe it in words. Nothing was stored.
refuse-voice = I cannot take a voice message: your voice is you. Please write the same in words. Nothing was stored.
refuse-audio = I cannot take audio: it tells who recorded it. Please write in words. Nothing was stored.
refuse-document = I cannot take a file: its author’s name is often inside. Please paste what matters as text. Nothing was stored.
refuse-sticker = Moderators cannot read a sticker. Please write in words. Nothing was stored.
refuse-poll = I cannot take a poll, only words. Nothing was stored.
refuse-contact = I cannot take a contact: nobody’s number is needed here. Nothing was stored.
refuse-location = I cannot take a location: it would lead to you. Nothing was stored.
refuse-forward = I cannot take what somebody else wrote: they have not agreed, and the forward names them. Please use your own words. Nothing was stored.
refuse-via-bot = I cannot take messages made through other bots: that bot has seen the text. Please write it yourself. Nothing was stored.
refuse-other = I take text only. Please write in words. Nothing was stored.
refuse-group = Everybody here sees who writes, so I do not work in groups. Please write to me in private.

# When something is wrong
old-button = This button is out of date. Start with /help.
done-before = Done.
trouble-store = The store cannot be reached right now. Nothing is lost: no need to press again, I will finish this by myself.
trouble-given-up = That did not work, and it is our fault. Nothing of this message was stored; please try again.

# Menu and description
bot-description = Critique without filters: a letter without a name, word for word, with a written answer from an executive. The way in is your company’s invitation link.
bot-short-description = Critique without filters, with an answer
command-start = Beginning
command-codes = Codes and answers
command-privacy = Who sees what
command-language = English or Russian
command-forget = Leave
command-help = Help
command-open = What still lacks a comma
