board-title = You said, we did
board-empty = Nothing has been published yet.
board-released = Published: { $count ->
    [one] { $count } item
   *[other] { $count } items
}
board-accepted = Accepted: { $count }
board-declined = Declined with a reason: { $count }
board-late = Of these, late: { $count }
board-ignored = Ignored: { $count }
board-waiting = Waiting for a comma: { $count }
board-promises = Promises: { $kept } kept, { $broken } overdue
board-median = Half of the answers came within { $unit ->
    [less] an hour
    [hours] { $count } h
   *[days] { $count } d
}
board-most = Nine in ten within { $unit ->
    [less] an hour
    [hours] { $count } h
   *[days] { $count } d
}
button-board-items = Items and answers
button-board-people = Executives
button-board-withheld = Not published
button-board-front = Back to the front
button-board-whole = In full
board-item = { $place } of { $count } · { $topic } · digest { $number }
board-is-open = The comma is awaited until { $day }.
board-is-thinking = They think until { $day }.
board-is-contested = The author contests the decline. A new answer is awaited until { $day }.
board-is-ignored = No answer in time: the item was ignored.
board-people = Executives' commas
board-person = { $name }: { $accepted } accepted, { $declined } declined{ $late ->
    [0] {""}
   *[other] , { $late } late
}
board-withheld = What was not published, and why
board-withheld-none = Nothing to show: either nothing was withheld, or too little to name a number.
board-withheld-how = A number is shown only when enough letters stand behind it. Each author reads the reason with the code.
withheld-duplicate = Said before: { $count }
withheld-not-critique = Not a critique: { $count }
withheld-insult = An insult: { $count }
withheld-identifies = Somebody would be known: { $count }
withheld-other = Something else: { $count }
board-stub = This page of the board is out of date. Today's: /board
