error-schedule-time = The time must lie ahead, by { $days } days at most.
error-not-scheduled = This digest is not scheduled: it is a draft still, or published by now.
error-not-delivered = This digest is not delivered yet, so there is nothing to repeat.
command-help-digest-unschedule = Take back a scheduled publication; the digest becomes a draft again
command-help-digest-resend = Deliver to executives who have not got it yet
command-option-at = when to publish, by the company's clock: 2026-11-27 09:00
command-digest-scheduled = Digest { $number } is sealed and will be published: { $at }. Authors and executives will learn of it then.
command-digest-unscheduled = Digest { $number } is a draft again.
command-digest-resent = Digest { $number } goes to the executives who have not got it yet.
command-digest-scheduled-state = scheduled
digest-scheduled = scheduled
digest-row-at = { $day }, { $time }
ask-schedule = When is digest { $number } to be published?
ask-schedule-hint = By the company's clock, as in 2026-11-27 09:00. It cannot be changed afterwards, but taken back.
console-scheduled = Digest { $number } will be published on { $day } at { $time }
console-unscheduled = Digest { $number } is a draft again
console-resent = Digest { $number } goes to those who have not got it yet
ask-export = Where is digest { $number } to be written?
ask-export-hint = A file name that ends in .pdf, .png or .html. The file is not encrypted.
console-exported = Written: { $file }
act-schedule = schedule
act-schedule-help = Publish at a set time, when nobody may be at the desk
act-unschedule = unschedule
act-unschedule-help = Take the scheduled publication back
act-resend = resend
act-resend-help = Deliver to executives who came later
act-export-digest = to a file
act-export-digest-help = Write the digest as PDF, PNG or HTML
meter-people-few = Participants are fewer than { $k }: the number is not told.
meter-hidden = Hidden: { $what }.
meter-reasons = { $count ->
    [one] { $count } reason of refusal
   *[other] { $count } reasons of refusal
}
meter-groups = { $count ->
    [one] { $count } size of a group
   *[other] { $count } sizes of groups
}
meter-why =
    A number leaves the console only if at least { $k } people stand behind it: that was promised to those who wrote.

    What is smaller is not told at all. Sometimes more is hidden: or else the small number would be found by subtracting from a sum or from an earlier digest.

    Items themselves are not touched by thresholds: what is released will be read.
act-why-hidden = why hidden
act-why-hidden-help = Which numbers are hidden in this digest, and why
act-sheets = pages
act-sheets-help = Look at the digest as a PDF page and as a page for the browser
act-draft-sheets = pages
act-draft-sheets-help = Look at the draft as a PDF page and as a page for the browser
sheets-title = Digest { $number }: pages
sheets-where = Open them with whatever you use. Only you can read these files, and they are gone when the console is left or locked. To keep one: e in the list of digests.
