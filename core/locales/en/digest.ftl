digest-title = Digest { $number } · { $title }
digest-counts = { $items ->
    [one] { $items } item
   *[other] { $items } items
}
digest-counts-people = { $items ->
    [one] { $items } item
   *[other] { $items } items
} · { $people ->
    [one] { $people } participant
   *[other] { $people } participants
}
digest-how = Items come one at a time. Place the comma under each: accept it with a first step, or decline it with a reason. The author will see the answer; nobody knows who the author is.
digest-head = Journal: { $words }
item-heading = { $position } of { $items } · { $topic } · digest { $number }
button-accept = Accept, impossible to ignore
button-decline = Accept impossible, ignore
button-open-items = What still lacks a comma
topic-decisions = Decisions
topic-processes = Processes
topic-people = People
topic-tools = Tools
topic-money = Money
topic-other = Other
redaction-name = name
redaction-contact = contact
redaction-position = position
redaction-place = place
redaction-other = hidden
