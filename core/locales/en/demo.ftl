demo-session = A day without rules
demo-company = Daisy Ltd
demo-moderator = Anna
demo-bot = No filters
demo-employee = Employee { $number }
demo-executive = Olga
demo-executive-title = product director

demo-home-taken = The folder { $home } is not empty. Name an empty one, or one that does not exist yet.
demo-home-unusable = The folder { $home } cannot be made or written. Name another one.
demo-bot-stopped = The bot stopped too early; the end of bot.log says why (kept with --keep). Please run it again.
demo-bot-silent = The bot has been silent for two minutes; bot.log says why (kept with --keep). Please run it again.
demo-not-understood = The bot did not take the executive’s answer and asked again. Please report this.
demo-input-both = Give one of them: --column for CSV or --field for JSONL.
demo-input-unreadable = The file { $file } cannot be read. Check its name and its permissions.
demo-input-empty = There is not a single text in { $file }.
demo-input-encoding = { $file }, line { $line }: this is not text in UTF-8. Save the file as UTF-8.
demo-input-csv = { $file }, line { $line }: this is not CSV. Check the quotes.
demo-input-column-missing = { $file }, line { $line }: there is no column “{ $column }”. Name the column with --column.
demo-input-column-twice = { $file }, line { $line }: the column “{ $column }” is there twice. Rename one.
demo-input-json = { $file }, line { $line }: this is not JSON. One object a line is needed.
demo-input-field-missing = { $file }, line { $line }: there is no field “{ $field }”. Name the field with --field.
demo-input-field-text = { $file }, line { $line }: the field “{ $field }” holds no text.

demo-step-opened = The company is founded, the session is open, the bot works.
demo-step-joined = Joined by invitation: { $employees ->
    [one] { $employees } employee
   *[other] { $employees } employees
} and { $executives ->
    [one] { $executives } executive
   *[other] { $executives } executives
}.
demo-step-sealed = Sealed { $sealed } of { $submitted }; each author has a code.
demo-step-refused = { $count ->
    [one] { $count } message was
   *[other] { $count } messages were
} not taken for a letter (a command or a code), and not stored.
demo-step-taken = The moderator took in { $taken ->
    [one] { $taken } letter
   *[other] { $taken } letters
}; { $waiting } waiting, { $unreadable } unreadable.
demo-step-reviewed = Released { $released }, declined { $declined }, contacts hidden: { $redacted }.
demo-step-published = Published { $digests ->
    [one] { $digests } digest
   *[other] { $digests } digests
} with { $items ->
    [one] { $items } item
   *[other] { $items } items
}.
demo-step-decided = The executive placed { $decided ->
    [one] { $decided } comma
   *[other] { $decided } commas
}; accepted { $accepted }.
demo-step-answered = Opened by code and read the answer: { $answered }. Lost: { $lost }.
demo-step-replied = Authors wrote again: { $sent }; the moderator took in { $taken }.
demo-step-kept = Everything is left in { $home }. To open it: REVMENTOR_HOME={ $home } revmentor, passphrase “{ $passphrase }”.
demo-step-summary = Written { $submitted }, sealed { $sealed }, released { $released }, delivered { $delivered }, decided { $decided }, answers read { $answered }, lost { $lost }. In { $seconds } s.

demo-declined = There is nothing to pass on yet. Write what exactly gets in the way, and where.
demo-author-reply = Thank you for answering. I will come back to this in a month.
demo-first-step-1 = The next meeting begins with a round: two minutes for everybody.
demo-first-step-2 = I will name an owner of this process and tell the whole team.
demo-first-step-3 = I will go through the last two cases with the team and share what we learn.
demo-first-step-4 = I will drop the extra approval and check that things got faster.
demo-first-step-5 = A quarter of the next sprint is set aside for this.
demo-first-step-6 = I will meet those concerned, without their managers.
demo-reason-opening-1 = I read this twice and discussed it with two department heads.
demo-reason-opening-2 = I see why it annoys you: last winter it happened to me too.
demo-reason-opening-3 = A fair question, so here comes a full answer without excuses.
demo-reason-opening-4 = The third quarter’s numbers were checked, and they point both ways.
demo-reason-opening-5 = Our board talked about it on Monday and split almost evenly.
demo-reason-opening-6 = Yesterday I called legal, accounting and our biggest customer.
demo-reason-ground-1 = No free money is left until December, not even for small changes.
demo-reason-ground-2 = An important contract forbids any new order of work before spring.
demo-reason-ground-3 = Something similar was tried: deadlines slipped while people grew tired.
demo-reason-ground-4 = That rule comes from the regulator, whom no company may simply ignore.
demo-reason-ground-5 = Moving to another system matters more; two rebuilds at once would break us.
demo-reason-ground-6 = One team would win while four others had to pay its price.
demo-reason-closing-1 = Let us talk again in January, once budgets are approved.
demo-reason-closing-2 = Tables with every conclusion will be shown at the general meeting.
demo-reason-closing-3 = Should fresh data appear, my decision can still change.
demo-reason-closing-4 = Meanwhile please write to me about each new case.
demo-reason-closing-5 = After half a year we review this; somebody responsible gets named.
demo-reason-closing-6 = Suggest a different way, and together we spend an hour on it.

demo-preparing = Setting the stage: store, bot, three seats…
demo-seat-employee = employee
demo-seat-moderator = moderator
demo-seat-executive = executive
demo-seats-local = revmentor demo · all on this machine · ^Q leaves
demo-phone-employee = The employee’s phone
demo-phone-executive = The executive’s phone
demo-phone-write = Message
demo-phone-picture = [picture]
demo-phone-file = [file { $name }]
demo-phone-code = The code is noted. F4 puts it into a message.
demo-under-ready = The company is founded, the bot runs as its own process, Telegram is a local one.
demo-under-drafted = The draft lies in this chat only; the bot does not keep it.
demo-under-sealed = Sealed with the session’s key; the bot cannot open this any more.
demo-under-copied = The code is noted. The store does not know it.
demo-under-saved = The code is gone from the chat; now only you have it.
demo-under-take-in = The console opened the letter with its own key; who wrote it and when is not in it.
demo-under-tag = The tag is encrypted: tags give away too.
demo-under-untag = The tag is gone.
demo-under-redact = Words are hidden behind a visible mark; the rest is verbatim.
demo-under-release = Released. Exactly this text goes on.
demo-under-hold = Held; the author sees that by the code.
demo-under-decline = Declined; the reason is sealed to the author.
demo-under-reopen = The decision is taken back; the journal keeps both.
demo-under-digest-compose = The draft of the digest is encrypted with the session’s key.
demo-under-digest-publish = The digest is sealed to the bot: it will read only what was released.
demo-under-digest-deliver = The bot delivered the digest; the head of the journal is printed on its cover.
demo-under-comma-accept = The answer is sealed to the author: only the code opens it.
demo-under-comma-decline = The refusal is sealed to the author: only the code opens it.
demo-under-read = The code opened the answer. Who read it, the store does not know.
demo-under-bot-stopped = The bot has stopped. Leave, and run demo again.
demo-tour-place = Step { $number } of { $count }.
demo-tour-write = You are an employee. Write what nobody says aloud, and press Enter.
demo-tour-send = Exactly this will be read. Tab to “Send without a name” (or “Leave as is”), Enter.
demo-tour-keep = “Copy the code”, then “Saved, remove from here”.
demo-tour-moderate = F2: take the moderator’s seat.
demo-tour-release = The letter is here, no name with it. Press r to release it.
demo-tour-compose = 2 for digests, c to compose, Ctrl+S to save the draft.
demo-tour-publish = p to publish, and confirm.
demo-tour-lead = F3: take the executive’s seat.
demo-tour-comma = “Begin”, then the comma under the item, then a step and a day, or a reason.
demo-tour-read = F1: back to the employee; F4 puts the code in, Enter opens the answer.
demo-tour-end = The loop is closed: from a word without a name to an answer with one. Ctrl+Q leaves.
