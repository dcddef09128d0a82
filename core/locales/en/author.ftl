# What may give an author away
author-clear = I see nothing obvious that would tell who wrote this.
author-head = People may know you by this:
author-place = “{ $quote }”: { $why }
author-more = And { $count ->
    [one] { $count } more place
   *[other] { $count } more places
}.
author-wounds = Hurts a person, not a deed: “{ $quote }”
author-quote = “{ $quote }”.
author-why-name = a name
author-why-contact = a contact or number
author-why-position = a position
author-why-only = only you could say this
author-why-role = a rare role
author-why-date = an exact time
author-why-repeated = rows of marks
author-why-smiley = smileys
author-why-emoji = emoji
author-why-capitals = capitals
author-why-ellipsis = trailing dots
author-why-letters = a stretched word
author-why-yo = “ё” in some places only

# Codes
codes =
    My letters

    There is no list of letters: the bot does not remember whose is which. Each has a code instead, twelve words shown once, right after sending.
    Send them in one message to read the answer. Capitals, spaces and small slips do not matter.
    Keep the code outside Telegram. A lost code cannot be restored by anybody, us included.
