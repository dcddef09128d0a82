chart-themes = Themes
chart-commas = Commas
chart-comma-accept = Accept, impossible to ignore
chart-comma-decline = Accept impossible, ignore
chart-comma-ignored = Ignored in silence
chart-comma-waiting = No comma yet
chart-commas-late = After the limit: { $late }.
chart-times = How long the comma took
chart-times-within = Within { $hours } h
chart-times-more = Longer
chart-executives = Who places commas
chart-executives-note = Beside: how many were placed, and how many of them accept.
chart-executive-told = { $count } / { $accepted }
printed-day = Published { $day }.
printed-draft = A draft, not published yet
printed-scheduled = To be published { $day }
printed-unknown-signs = Signs that the fonts of this file lack stand as their Unicode numbers in ‹ ›; the HTML page has them as they are.
printed-withheld = Not published by the moderators: { $reasons }. Small groups are not shown.
printed-how = Items are verbatim. Square brackets are where a moderator hid what would give the author away; their length means nothing.
command-help-digest-export = Write to a file: PDF, pictures of the pages, or an HTML page
command-option-format = pdf, png or html; without it, by the file's name
command-option-out = where to write; without it, digest-N in this folder
command-digest-exported = Digest { $number } is written: { $file }{ $more ->
    [0] {""}
    [one] {" "}and { $more } more page
   *[other] {" "}and { $more } more pages
}
command-export-format = There is no such format. There are: { $formats }.
command-export-file = { $file } could not be written. Check the folder and your rights on it.
error-cannot-print = The page could not be set. Nothing else was touched; try the other format.
