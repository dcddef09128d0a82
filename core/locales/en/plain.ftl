# The console as lines: for screen readers
command-option-plain = the console as lines, without a picture: for screen readers
plain-welcome = { $title }. { $all ->
    [0] No letters yet
    [one] { $all } letter
   *[other] { $all } letters
}, { $new } new. A command and Enter; “?” lists all commands.
plain-letter = Letter { $number } of { $all }. { $state }. Topic: { $topic }. { $day }.
plain-row = { $number }. { $state }. { $text }
plain-row-marked = { $number }. Marked. { $state }. { $text }
plain-proposal = May give away, { $number }: “{ $words }”, { $kind }, { $why }.
plain-prompt = Command:
plain-passphrase = Passphrase:
plain-none = No more letters.
plain-nothing = Nothing found.
plain-found = { $count ->
    [one] { $count } letter found.
   *[other] { $count } letters found.
}
plain-arrived = { $count ->
    [one] { $count } letter has come.
   *[other] { $count } letters have come.
}
plain-unknown = No such command: “{ $typed }”. “?” lists all commands.
plain-no-number = There is no such number.
plain-done = Done: { $act }.
plain-marked = { $count } marked.
plain-needs-words = The command takes words after it, such as: { $key } words.
plain-needs-day = The command takes a day after it, such as: { $key } 14.12.
plain-choose = { $number }: { $name }.
plain-choose-hint = Say it again with the number, such as: { $key } 1.
plain-absent = The letter has no such words.
plain-sure = Send to the author: “{ $text }”? yes or no:
plain-not-sent = Not sent.
plain-mute = { $what } yes or no:
plain-nothing-changed = Nothing was changed.
plain-yes = yes
plain-help = { $key }: { $what }.
plain-help-number = A number: go to that letter. An empty line: the next one.
plain-help-kinds = After “hide” you may name the kind: name, contact, position, place, other.
plain-help-rest = All else is commands: revmentor digest, session, people, team. For any of them: revmentor --help.
plain-locked = Nobody was here for long. The keys are wiped, the console is closed.
plain-bye = Closed.
