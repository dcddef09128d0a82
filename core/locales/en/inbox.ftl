# The inbox: searching, filtering, similar letters
operator-tag = tag
operator-state = state
operator-topic = topic
operator-lang = lang
operator-is = is
facet-tag = tag
facet-topic = topic
facet-lang = language
facet-is = is
flag-sensitive = sensitive
flag-hidden = hidden
flag-noted = noted
flag-grouped = grouped
flag-similar = similar
flag-opened = opened
flag-replied = replied
flag-assigned = assigned
console-choose-facet = Show only
console-no-facets = There is nothing to choose from yet.
console-inbox-alike = Much the same: { $shown }
act-facets = filter
act-facets-help = Show only a tag, a topic, a language, or what is special about a letter
act-views = views
act-views-help = Go to a saved view, or save this one
act-group = group
act-group-help = Show similar letters; again: group those marked, they go out as one item
act-ungroup = ungroup
act-ungroup-help = Dissolve the group: each letter stands alone again
views-title = Views of the inbox
views-save = save this view…
views-drop = drop “{ $name }”
views-ask = A name for this view?
views-ask-hint = Enter saves · Esc leaves. Name and words stay on this machine, under your key.
views-saved = The view “{ $name }” is saved.
error-view-name = A view needs a name of up to { $longest } characters; there are at most { $most } views.
letter-alike = similar
group-size = { $count ->
    [one] { $count } letter in the group
   *[other] { $count } letters in the group
}
alike-count = { $count ->
    [one] { $count } similar letter
   *[other] { $count } similar letters
}
alike-denying = { $count ->
    [one] { $count } says the opposite
   *[other] { $count } say the opposite
}
group-look = { $count ->
    [one] { $count } letter marked. Space unmarks, m groups, Esc goes back.
   *[other] { $count } letters marked. Space unmarks, m groups, Esc goes back.
}
group-comparing = Comparing letters…
group-none-alike = Nothing similar found. Mark letters with the space bar and press m.
group-made = { $count ->
    [one] { $count } letter in the group; it goes into a digest as one item.
   *[other] { $count } letters in the group; they go into a digest as one item.
}
group-dissolved = { $count ->
    [one] Group dissolved: { $count } letter.
   *[other] Group dissolved: { $count } letters.
}
