doctor-home-ok = The folder { $home } is there.
doctor-home-broken = There is no folder { $home }. Run “revmentor init”, or set REVMENTOR_HOME.
doctor-mode-ok = Keys and database are closed to others.
doctor-mode-broken = Others can read “{ $file }”. Run: chmod go-rwx { $path }
doctor-mode-warning = Other users of this machine can read “{ $file }”. Run: chmod go-rwx { $path }
doctor-disk-ok = Room on the disk: { $mebibytes } MiB.
doctor-disk-warning = Little room on the disk: { $mebibytes } MiB. Make some before submissions stop.
doctor-disk-broken = The disk does not answer. Check that it is mounted.
doctor-clock-ok = The clock runs.
doctor-clock-broken = The clock stands in the past. Turn on time synchronisation.
doctor-token-ok = The bot’s token is set.
doctor-token-warning = There is no bot token. If the bot runs here, set REVMENTOR_BOT_TOKEN_FILE.
doctor-keys-ok = The keys can be read.
doctor-keys-broken = There are no keys, or a file is damaged. Restore them from a backup, or run “revmentor init”.
doctor-pin-ok = The team’s list is pinned.
doctor-pin-broken = team.pin is missing or damaged. Restore it from a backup, or run “revmentor team trust”.
doctor-store-ok = The store answers.
doctor-store-broken = The store does not answer. Check its address and whether the server runs.
doctor-migrations-ok = The store’s schema is the newest.
doctor-migrations-broken = The store’s schema is { $revision }, { $head } is needed. Open the console; it upgrades the schema.
doctor-signatures-ok = The session keys are signed by the team.
doctor-signatures-broken = A session key or the team’s list is not signed. Submissions are stopped: somebody may have changed the database. Check the journal and restore a backup.
doctor-agreement-ok = The keys on this machine are those in the team’s list.
doctor-agreement-broken = The keys on this machine are not those in the team’s list. Restore the former files from a backup.
doctor-recovery-ok = Recovery by quorum is set up.
doctor-recovery-warning = There is no recovery: a forgotten passphrase loses the texts. Run “revmentor recovery shares”.
doctor-erasure-ok = Retention is kept, certificates of erasure are signed: { $certificates }.
doctor-erasure-warning = Sessions whose retention is over and which are not erased: { $sessions }. The bot erases once an hour: start it, or run “revmentor session erase”.
doctor-erasure-broken = Certificates of erasure that the team has not signed, or that report traces: { $certificates }. Look at them in the folder certificates.
doctor-journal-ok = The journal is whole: { $entries ->
    [one] { $entries } entry
   *[other] { $entries } entries
}.
doctor-journal-broken = The journal is broken at entry { $entry }. Keep the database as it is and compare with the words printed in digests.
doctor-telegram-ok = Telegram answers.
doctor-telegram-warning = Telegram does not answer. Check the network; messages wait and are not lost.
