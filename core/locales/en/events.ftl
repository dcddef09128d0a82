# A session as an event
notice-announced = A session is scheduled: “{ $title }”.
notice-reminder = In an hour: the session “{ $title }”.
notice-opened = The session “{ $title }” is open.
notice-closed = The session “{ $title }” is over.
notice-cancelled = The session “{ $title }” has been called off.
notice-until = Letters are taken until { $moment }.
notice-closed-next = Moderators are reading. I will tell you of the digest and of the answers.
notice-result = Digest { $number }, “{ $title }”, is with the executives: { $items ->
    [one] { $items } item
   *[other] { $items } items
}. They have { $hours ->
    [one] { $hours } hour
   *[other] { $hours } hours
} to place the comma.
notice-answers = { $silent ->
    [0] Digest { $number }, “{ $title }”, is answered: every item has its comma.
   *[other] Time is up for digest { $number }, “{ $title }”: { $answered } of { $items } have a comma, the rest was ignored.
} If you wrote, check with your code. Everybody got this message.
window-from = From { $start }.
window-span = From { $start } to { $end }.
rules-audience-employee = Only employees write here: moderators know that of an author.
rules-audience-executive = Only executives write here: moderators know that of an author.
button-write = Write
button-calendar = To my calendar
button-sessions = Sessions
button-board = The board
session-none-open = No letters are taken now.
session-inbox = The standing inbox is open: write on any day.
sessions-ahead = Ahead:
session-people = { $count ->
    [one] At least { $count } person has written.
   *[other] At least { $count } people have written.
}
calendar-where = Write to @{ $bot } in Telegram.
command-session = Sessions: what is open, what comes next
command-board = The board: what was said and what was done

# The week
week-head = The week on the board
week-nothing = Nothing new.
week-released = Published: { $count ->
    [one] { $count } item
   *[other] { $count } items
}
week-accepted = Accepted: { $count }
week-declined = Declined: { $count }
week-ignored = Ignored: { $count }
week-done = Promises kept: { $count }
week-waiting = { $count ->
    [0] Nothing is left without a comma.
    [one] { $count } item waits for a comma.
   *[other] { $count } items wait for a comma.
}

# Terms of a session
error-session-audience = Who writes is unclear. There are everyone, employee and executive.
error-session-audience-small = There are fewer than { $k } executives: in such a session the role would give an author away. Invite more, or open it to everyone.
error-session-rules = Rules longer than { $most } characters do not fit a phone's screen.
error-session-hours = Limits in hours go from 1 to { $most }.
error-moment = The moment is unclear. Write, for example, 2026-12-01 10:00 or 01.12 10:00.
command-help-session-charts = The session in numbers: letters and themes by week, commas, times
command-help-session-ics = A file for the calendar
command-help-session-next = Sign the next sessions of every series, where it is time
command-option-opens = beginning by the company's clock: “01.12 10:00”; at once without it
command-option-closes = end by the company's clock; until closed without it
command-option-rules = rules: what is shown before writing
command-option-quota = letters per person; 0 for any number
command-option-repeat = repeat: weekly, fortnightly, monthly
command-option-audience = who writes: everyone, employee, executive
command-option-two-person = when a release takes two: never, sensitive, always
command-option-answer-days = for how many days an address for answers lives
command-option-retention-days = after how many days from closing everything is erased
command-option-ack-hours = within how many hours executives must open the digest
command-option-comma-hours = within how many hours they must place the comma
command-option-session-ics-out = into which file; to the output without it
command-session-none-next = Nothing to sign yet.
error-out-file = The file “{ $file }” cannot be written. Choose another place.

# The company's group
group-stranger = You are not in the company's group, so I cannot let you in. The invitation is still good: ask to be added and follow the link again. Nothing of this is kept.
group-unknown = I cannot ask Telegram whether you are in the company's group. The invitation is still good; tell whoever runs the session.

# The sheet of terms
new-session-label-name = title
new-session-name-hint = participants see it
new-session-label-opens = begins
new-session-label-closes = ends
new-session-moment = 01.12 10:00, the company's clock
new-session-label-rules = rules
new-session-label-audience = who writes
new-session-audience-everyone = everyone
new-session-audience-employee = employees only
new-session-audience-executive = executives only
new-session-label-repeat = repeat
new-session-repeat-none = no
new-session-repeat-weekly = every week
new-session-repeat-fortnightly = every two weeks
new-session-repeat-monthly = every month
new-session-label-two_person = two persons release
new-session-two_person-sensitive = what is sensitive
new-session-two_person-always = everything
new-session-two_person-never = nothing
new-session-label-k = k: the smallest group
new-session-label-quota = letters each, 0 for any
new-session-label-answer_days = days an address lives
new-session-label-retention_days = days until erasure
new-session-label-ack_hours = hours to open a digest
new-session-label-comma_hours = hours to the comma
session-ahead = ahead
session-over = over
