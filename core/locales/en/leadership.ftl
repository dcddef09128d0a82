button-think = Thinking until { $day }
button-start = Begun
button-finish = Done
button-not-yet = Not yet
think-noted = The limit has moved to { $day }. It cannot be moved again.
start-noted = Noted: work has begun. The author will read it by code.
finish-noted = Noted: done. The author will read it by code.
not-yet-noted = The promise stays open, and the board shows it. Press “Done” when it is finished.
item-late = The limit has passed and the item is marked as ignored. It can still be answered; the answer will be shown as late.
contested-head = The author contests the refusal.
item-contested =
    The refusal was: “{ $reason }”
    The author objects: “{ $text }”

    The new comma is awaited until { $day }, { $time }.
nudge-waiting = Digest { $number }: { $waiting ->
    [one] { $waiting } item lacks a comma
   *[other] { $waiting } items lack a comma
}.
nudge-half = Half of the time has passed. The comma is awaited until { $day }, { $time }.
nudge-last-day = Time is running out. On { $day } at { $time } items without a comma will be marked as ignored.
nudge-unseen = Nobody has opened the digest yet. The comma is awaited until { $day }, { $time }.
nudge-promise = The day you named has come. Is it done?
nudge-nobody = Nobody has opened the digest yet.
