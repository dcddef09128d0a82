# The youth council: /council, the Council screen and revmentor council
menu-council = Council and votes
council-head = The youth council
council-members-none = Nobody sits in the council yet: it is elected by a vote.
council-members = In the council since { $since }: { $names }
council-list = Proposals and votes:
council-list-empty = Nothing is being decided yet. You can propose first.
council-refused = One proposal was not made public by the organiser. The reason: { $words }
button-council-idea = Propose
button-council-run = I want to join the council
button-council-step-back = Withdraw my candidacy
button-council-how = How secret the vote is

council-how =
    What is protected. From the start the database has the same row for everybody who may vote: it does not show whether they voted, how, or how often they changed it. Only whoever counts opens a vote, after the close; even they do not learn whose it is. After the count anybody can count again, and a receipt finds your own ballot.

council-limits =
    What is not. Telegram sees what you press. Whoever runs the bot’s server can watch votes, and vote for somebody who does not come: only that person would notice. A receipt shows your choice to anybody you give it to. If everybody votes alike there is no secret. Fewer than three votes are opened to nobody.

button-council-limits = What is not protected

council-idea-ask =
    What do you propose? Answer in one message: the point in the first line, then what explains it.

    Your name is not kept. The organiser reads it first, then everybody.
council-idea-preview =
    They will read exactly this:

    { $text }
button-council-idea-send = Send without a name
button-council-idea-drop = Erase
council-idea-sent = The organiser has your proposal. When it is made public everybody hears at once, and so do you. If it is not, the reason will be in /council.
council-idea-gone = The proposal’s text is not here any more. Write it again: /council.
council-supported = Your support counts. Nobody sees who supports; how many will be clear once it is enough.
council-supported-enough = There is enough support: the proposal waits for a vote.
council-run-ask = Why do you want to join the council? One sentence, up to { $most } characters. Everybody who votes will see your name and these words.
council-running =
    You stand for the council: { $name }
    “{ $words }”

    You will be on the ballot of the next election. You can step back in /council.
council-stepped-back = You do not stand any more.

council-news-proposed = A new proposal. If enough people support it, it will be put to the vote.
council-news-opened = A vote has been opened.
council-news-closing = This is the last day of a vote. If you have voted there is nothing to do: everybody gets this message.
council-news-result = The votes have been counted.
council-news-answer = The result of a vote has been answered.
council-news-progress = What was voted for has moved on.
council-news-effect = The result of a vote was not answered. It has taken effect.

council-who-staff = Staff
council-who-council = Council
council-who-executives = Executives
council-ballot-open = { $who }: voting until the end of { $day }. { $voters ->
    [one] { $voters } person is
   *[other] { $voters } people are
} on the sealed list.
council-ballot-held = { $who }: voting is over, the votes are being counted.
council-ballot-expired = { $who }: fewer than three voted. The votes have not been opened to anybody.
council-ballot-cast = { $who }: { $cast } of { $voters } voted.
council-ballot-lost = { $count ->
    [one] { $count } ballot was
   *[other] { $count } ballots were
} damaged in the database before the count: somebody changed it behind the program’s back.
council-verdict-yes = Carried.
council-verdict-no = Not carried.
council-verdict-quorum = Void: there was no quorum.
council-verdict-nothing = Void: nobody marked anything.
council-verdict-chosen = Chosen: { $options }
council-rounds = Rounds of counting: { $count }. The numbers are of the last one.
council-drawn = Equal, ordered by lot: { $options }
council-option-yes = For
council-option-no = Against
council-option-abstain = Abstain
council-option-cost = { $label } ({ NUMBER($cost) })
council-choice-blank = a blank ballot
council-kind-yes-no = It takes more votes for than against.
council-kind-approval = Approve of as many as you like; the { $seats ->
    [one] most approved one wins
   *[other] { $seats } most approved win
}.
council-kind-ranked = One will win: the weakest go out in turn, and their votes move to the next on your list.
council-kind-election = Seats: { $seats }. What the elected have to spare, and the votes of those who go out, move to the next on your list.
council-kind-budget = { NUMBER($money) } to share out: every voter has an equal part, spent only on what they marked.
council-rule-share = “For” must be at least { $percent }% of for and against.
council-rule-quorum = Quorum: { $percent }% of the list.
council-ballot-until = You can vote until the end of { $day }, and change your vote.
council-how-yes-no = A press is a vote.
council-how-approval = Mark everything you approve of, then cast the ballot.
council-how-budget = Mark everything worth spending on, then cast the ballot.
council-how-ranked = Press in order: the best first, then the next. You need not name all.
button-council-vote = Vote
button-council-support = Support
button-council-cast = Cast the ballot
button-council-cast-blank = Cast a blank ballot
button-council-file = { $who }: the file to recount
button-council-started = Work has begun
button-council-done = Done

council-receipt =
    Your vote is in: { $title }

    Receipt: { $receipt }

    After the count it finds your ballot. Whoever you show it to sees your choice. Until the end of { $day } you can change your vote: the receipt will be another one then, and this one will mean nothing.
button-council-copy = Copy the receipt
button-council-check = Check my vote
button-council-change = Change my vote
council-check-early = The votes have not been counted yet. Nobody sees them until then, not even the bot. Come back with this receipt after the result.
council-check-expired = Fewer than three voted; no ballot was opened.
council-check-found = Your ballot is in the list: { $choice }
council-check-missing = There is no such receipt in the published list. If you did not change your vote later, the ballot was lost: show the receipt to somebody you trust to check.
council-file = All ballots with their receipts. To count again: revmentor council recount, to check: revmentor council verify
council-code-opening = Code of the vote: { $words }. It stands for the question, the list and the lot.
council-code-both =
    Code of the vote: { $words }
    Code of the ballots: { $closing }

council-answer-due = The result takes effect unless an executive declines with reasons by the end of { $day }.
council-answer-silence = Nobody answered in time: the result is in effect.
council-started = Work has begun.
council-done = Done.
council-step-ask = What will the first step be? Answer this message: everybody who voted will read it.
council-reason-ask = Why not? Answer this message: the reasons will stand beside the result, for everybody to read.
council-answered = Your answer stands beside the result. Everybody has got it.
council-noted = Noted; everybody will hear.

council-state-draft = waits for the organiser
council-state-proposed = gathers support
council-state-supported = supported, waits for a vote
council-state-open = being voted on
council-state-released = waits for an answer
council-state-acknowledged = waits for an answer
council-state-accepted = in effect
council-state-declined = not made public
council-state-refused = declined with reasons
council-state-started = begun
council-state-done = done
council-state-expired = found no support
council-state-voted-declined = not carried
council-state-voted-expired = void

error-council-title = The point is one line, not empty and at most { $most } characters.
error-council-text = The explanation has at most { $most } characters.
error-council-support = A number above zero is needed: how many have to support it.
error-council-closed = The vote is closed.
error-council-not-on-roll = You are not on the sealed list of this vote: it was made when the vote opened.
error-council-runners = There are { $most } candidates already; no more fit.
error-council-runner-gone = One of the candidates has stepped back. Call the election again.
error-council-few-runners = There are { $count } candidates; it takes more than there are seats. People stand by themselves: /council in the bot.
error-council-voters = The vote would not be secret: it takes at least { $least } voters.
error-council-count = The count does not agree with what was announced at the opening.
error-council-urn = The urn does not hold what it held at the close: somebody changed the database behind the program’s back. Check: revmentor journal verify
error-council-labels = Options are different, not empty, and at most { $most } characters.

# revmentor council
command-help-council = The youth council: proposals, votes, the count and checking it
command-help-council-list = All proposals and questions, newest first
command-help-council-show = One of them: its text, its votes, and the answer beside them
command-help-council-propose = Make a proposal public
command-help-council-decline = Do not, with a reason: everybody sees it, nobody the text
command-help-council-open = Open a vote: on a supported proposal (ID), or on a question of your own (--title)
command-help-council-elect = Elect the council from those who stand
command-help-council-members = Who sits in the council, and who stands
command-help-council-count = Open and count the votes of a closed vote, hand the result to the bot
command-help-council-export = Write the file of a vote: anybody can count again from it
command-help-council-verify = Check a vote: a file against the announced codes and the journal or, by its number, everything down to the urn
command-help-council-recount = Count the file of a vote again
command-option-council-propose-threshold = how many supporters it takes (5 unless given)
command-option-council-open-title = the question, in one line
command-option-council-open-text = what explains the question
command-option-council-open-kind = yes-no, approval, ranked or budget
command-option-council-open-option = an option; repeat for each
command-option-council-open-cost = an option’s price, in the same order
command-option-council-open-money = the sum to share out
command-option-council-open-seats = how many options win
command-option-council-open-quorum = least turnout, in percent
command-option-council-open-share = least share of “for”, in percent
command-option-council-open-days = how many days voting lasts (7 unless given)
command-option-council-open-answer-days = how many days executives have to answer (14 unless given)
command-option-council-open-electorate = who is asked: staff, council or executives
command-option-council-open-executives = ask executives the same
command-option-council-elect-title = what the election is called
command-option-council-elect-seats = how many seats
command-option-council-elect-quorum = least turnout, in percent
command-option-council-elect-days = how many days voting lasts (7 unless given)
command-option-council-export-executives = the file of the executives’ vote
command-option-council-verify-code = the code of the vote from the announcement
command-option-council-verify-ballots-code = the code of the ballots from the announced result
command-option-council-verify-receipt = a receipt of your own; may be repeated
council-none = There are neither proposals nor votes yet. To ask a question of your own: revmentor council open --title …
council-candidate = Candidate: { $name } — { $words }
council-did-propose = The bot has been asked: everybody will see the proposal. It takes { $count ->
    [one] { $count } supporter
   *[other] { $count } supporters
} to be voted on.
council-did-decline = The bot has been asked: the proposal is not made public, the reason is.
council-did-open = The bot has been asked: voting until the end of { $day }.
council-did-count = Counted and handed to the bot: it will check the result and tell everybody.
council-did-export = Written: { $file }
council-holds = Everything holds: { $votes ->
    [one] { $votes } ballot
   *[other] { $votes } ballots
} of { $voters } possible.
council-recount-same = The recount agrees with what was published, to the byte.
council-recount-other = The recount does not agree: another result was published.
council-fault-question-changed = It does not hold: the question is not the one announced at the opening.
council-fault-list-changed = It does not hold: the list of voters is not the one sealed at the opening.
council-fault-seed-changed = It does not hold: the lot is not the one promised before opening.
council-fault-receipts-changed = It does not hold: the list of ballots is not the one announced with the result.
council-fault-stuffed = It does not hold: ballot { $ref } was added; it was not there at the close.
council-fault-forged = It does not hold: ballot { $ref } was changed or forged.
council-fault-spoilt = It does not hold: ballot { $ref } names what is not in the question.
council-fault-double = It does not hold: more than one vote was counted for { $ref }.
council-fault-dropped = It does not hold: ballot { $ref } is not among those counted.
council-fault-result-wrong = It does not hold: these ballots give another result.
council-fault-urn-changed = It does not hold: the urn is not what it was at the close.
council-fault-code-wrong = The code of the vote does not hold: question, list or lot are not those announced.
council-fault-ballots-code-wrong = The code of the ballots does not hold: the list is not the one announced with the result.
council-fault-unknown = The journal of this installation does not know this vote.
error-council-unwritable = The file { $file } cannot be written. Check the path and rights.
error-council-unreadable = The file { $file } cannot be read. Check its name and rights.
error-council-receipt = A receipt is { $least } digits and letters from a to f, as the bot showed it.

# The Council screen
place-council = Council
act-council = council
act-council-help = The Council screen: proposals, votes, answers
act-new-vote = new vote
act-new-vote-help = A question of your own, or an election of the council
act-propose-idea = make public
act-propose-idea-help = Make the proposal public
act-refuse-idea = keep back
act-refuse-idea-help = Do not make it public: everybody sees the reason
act-vote-on = vote on it
act-vote-on-help = Open a vote on the supported proposal
act-count-votes = count
act-count-votes-help = Open and count the votes of a closed vote
act-check-votes = check
act-check-votes-help = Check what was published against journal and urn
act-save-votes = file
act-save-votes-help = Write the file of the vote: anybody can count again from it
council-title = Council: { $count }
council-empty = There are neither proposals nor votes yet. People propose in the bot: /council. A question of your own: n.
council-to-count = closed, to be counted
council-standing = Standing: { $names }
council-ask-support = How many supporters does a vote take?
council-ask-support-hint = All staff will see the proposal. Nobody will see who supports it.
council-ask-refuse = Why not make it public?
council-ask-refuse-hint = Everybody sees the reason in /council, nobody the text.
council-choose-kind = What kind of vote?
council-new-yes-no = for, against, abstain
council-new-approval = approval: as many options as one likes
council-new-ranked = ranking: one winner
council-new-election = election of the council from those who stand
council-new-budget = budget: what to spend on
council-new-hint = Enter goes on; in the last line it opens. The terms are sealed and cannot be changed.
council-field-title = The question, in one line
council-field-options = Options, separated by semicolons
council-field-priced = Options with prices: projector = 300; tea = 50
council-field-money = The sum
council-field-seats = How many win
council-field-share = Share of “for”, in percent (50 is a simple majority)
council-field-quorum = Quorum, in percent of the list
council-field-days = How many days voting lasts
council-tick-council = the council only
council-tick-executives = executives are asked the same
council-ask-count = Count the votes: { $title }?
council-ask-count-body = Everybody hears the result, and it cannot be taken back.
council-ask-count-yes = count and announce
council-ask-count-no = not now
council-check-holds = Everything holds: file, journal and urn.
error-council-days = Voting lasts from 1 to { $most } days.
button-board-votes = Votes of the council: { $count }
board-vote = Vote of the council { $place }/{ $count }
button-board-vote = File and codes
council-fault-withheld = Does not hold: there are votes enough in the urn to be counted, and it was said that there are few.
council-holds-few = It holds: the urn is as it was at the close, and fewer than { $least } have voted. The votes are not shown.
