error-review-altered = What is kept about this letter is not what the journal says: the database was changed behind the program. Nothing was done. Run “revmentor doctor”.
error-journal-broken = The journal does not hold at entry { $entry }: the database was changed behind the program. The digest was not sent. Run “revmentor journal verify”.
doctor-reviews-ok = Decisions about letters are those of the journal.
doctor-reviews-broken = Decisions about letters that are not those of the journal: { $reviews }. The database was changed behind the program. Restore a backup, or decide about them anew.
error-recovery-pin = Shares need the file team.pin: it tells whose team this is. Copy it to { $home } from the bot’s machine or any moderator’s, with the same database settings, and try again. If no copy is left but somebody knows the words of the team’s list, run “revmentor team trust”.
