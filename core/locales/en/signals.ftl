# Signals from the future: /signal, the signals screen, revmentor signals
menu-signal = Signal
signal-head = Have you noticed something changing: with customers, competitors, in the work itself? Three questions, no name. Unlike letters, a signal is read by the bot too: it could not raise the alarm within minutes otherwise.
signal-new = I noticed a change
signal-what-ask = What has changed? A sentence or two. Reply to this message.
signal-preview = They will read exactly this:
signal-similar = This looks like what others have noticed. If it is the same, press:
signal-where-ask = Where do you see it?
signal-seen-ask = How often?
signal-seen-once = Once
signal-seen-several = Several times
signal-seen-often = Often
signal-sent = Noted without a name. The menu “Signal” shows how the count grows.
signal-draft-gone = The text above this message is gone or was changed. Please begin anew.
signal-over = This signal is closed.
signal-count = { $count ->
    [one] { $count } person sees it.
   *[other] { $count } people see it.
}
signal-count-few = Fewer than three see it so far.
signal-state-open = Waiting for others.
signal-state-released = The executives were alerted.
signal-state-acknowledged = An executive is looking into it.
signal-until = Put off until the end of { $day }.
signal-state-thinking = Put off.
signal-state-declined = The executives decided to change nothing.
signal-turned-comma = Something was begun because of it.
signal-turned-project = It became a pair project.
signal-turned-ballot = It was put to a vote.
signal-state-done = It was done.
signal-alarm = Alarm: several places speak of this at once.
signal-alarm-seen = Expected this week { $expected }, seen { $seen }. Places: { $places }.
signal-check = Look into it
signal-later = Put off until…
signal-later-ask = For how long? There will be no alarm about it until then.
signal-weeks = { $weeks ->
    [one] { $weeks } week
   *[other] { $weeks } weeks
}
signal-accept = Accept, impossible to ignore
signal-decline = We know, and will not change it
signal-accept-ask = The first step: what will you do, and when? Reply to this message.
signal-decline-ask = Why will you not change it? At least fifteen words: those who noticed will read them. Reply to this message.
signal-project = Into a pair project
signal-project-made = The project exists and employees can see it: menu, “Pair project”.
signal-ballot = To a vote
signal-ballot-title = Shall we act on this: “{ $what }”?
signal-ballot-made = The vote is open: all employees have a week. Menu, “Council and votes”.
signal-weekly = Three signals of the week.
error-signal-places = Name { $least } to { $most } places of up to { $longest } characters each.
error-signal-no-places = The organiser has not named the company’s places yet. Please look in later.
place-signals = Signals
act-signals = signals
act-signals-help = The signals screen: what people notice, and how new it is
act-name-places = places
act-name-places-help = Name the company’s places
act-merge-signal = the same thing
act-merge-signal-help = Join a signal with another
act-signal-ballot = to a vote
act-signal-ballot-help = Ask all employees whether to act on it
act-remove-signal = remove
act-remove-signal-help = Remove what is no signal
signals-title = Signals: { $count }
signals-empty = There are no signals yet. Name the company’s places (p), so that people can send some.
signals-week = Week { $week }: { $count ->
    [one] { $count } person
   *[other] { $count } people
}
signals-place = { $name }: { $count }
signals-chart = New ones high, strong ones right:
signals-ask-places = The company’s places, separated by commas
signals-places-hint = Two to twelve, for example: London, Leeds, warehouse
signals-choose = Which signal to join it with
signals-one = There is no other to join it with.
signals-ordered = Handed to the bot.
signals-ballot-ask = Put it to a vote?
signals-ballot-body = All employees will read the signal and have a week to vote for, against or to abstain. This cannot be taken back.
signals-ballot-yes = Put to a vote
signals-ballot-no = Not now
signals-remove-ask = Remove this signal?
signals-remove-body = It will be gone for those who saw it as well. It cannot be brought back.
signals-remove-yes = Remove
signals-remove-no = Keep
command-help-signals = Signals from the future
command-help-signals-list = All signals: how many, where, and how new
command-help-signals-places = Name the company’s places
command-help-signals-merge = Join two signals: the second goes into the first
command-help-signals-ballot = Put a signal to a vote of all employees, open for a week
command-help-signals-remove = Remove what is no signal
signals-none = There are no signals yet. Name the company’s places, so that people can send some: revmentor signals places North South
