# The pulse: /pulse, the Pulse screen, revmentor pulse
menu-pulse = Pulse
pulse-week = The question of the week:
pulse-promise = Your answer is not kept, only added to a count. The result is shown if at least { $k } answer. You can answer until { $day }.
pulse-scale-recommend = 0: certainly not, 10: certainly.
pulse-scale-agree = 1: not at all so, 7: exactly so.
pulse-safety-count = Once a quarter, seven statements in a row. { $number } of { $all }:
pulse-counted = Counted. The answer itself is not kept. The result comes after { $day }.
pulse-last = The last question: { $result }
pulse-ask = “{ $question }”
pulse-answered-already = Your answer is counted. The result comes after { $day }.
pulse-result-few = “{ $question }” Fewer than { $k } people answered, so there is no result.
pulse-result-enps = “{ $question }” eNPS { $level }: those who would recommend us minus those who would not, in percent. { $people ->
    [one] { $people } person answered.
   *[other] { $people } people answered.
}
pulse-result-mean = “{ $question }” { $level } of 7 on average. { $people ->
    [one] { $people } person answered.
   *[other] { $people } people answered.
}
pulse-executives = The pulse: what employees answered. They are asked once a week, one question at a time.
pulse-higher = Up by { $change } since { $since }.
pulse-lower = Down by { $change } since { $since }.
pulse-same = The same as on { $since }.
pulse-decided = Decided in between:
pulse-none = There are no results yet. A question comes every Tuesday.
pulse-question-pulse-recommend = Would you recommend our company to people you know as a place to work?
pulse-question-trust-confidential = I trust that my answers stay secret.
pulse-question-trust-who-sees = I understand who sees what of the things written here.
pulse-question-pulse-heard = I am heard even when I disagree.
pulse-question-pulse-answered = What we write is answered to the point.
pulse-question-pulse-respect = Executives speak to me with respect.
pulse-question-pulse-speak-up = I can say unpleasant things aloud.
pulse-question-pulse-learn = In the last month I learned something from a colleague of another generation.
pulse-question-pulse-teach = In the last month my elders learned something from me.
pulse-question-pulse-speed = Decisions are made fast enough here.
pulse-question-pulse-say = I have a say in how my work is done.
pulse-question-pulse-stay = I want to be working here a year from now.
pulse-question-safety = Whether one can take risks and be wrong aloud here
pulse-question-safety-mistake = If I make a mistake, it will be held against me.
pulse-question-safety-problems = Hard questions can be raised here.
pulse-question-safety-different = People who are different are rejected here.
pulse-question-safety-risk = It is safe to take a risk here.
pulse-question-safety-help = It is hard to ask for help here.
pulse-question-safety-undermine = Nobody would harm me on purpose.
pulse-question-safety-skills = What I can do is valued and used here.
error-pulse-employees = The questions of the pulse are for employees. You see the results.
error-pulse-question = The pulse has no such question.
place-pulse = The pulse
act-pulse = pulse
act-pulse-help = The Pulse screen: what people answered, by age and over time
act-pulse-choose = what to ask
act-pulse-choose-help = Choose the question of the next poll
pulse-title = Polls: { $count }
pulse-empty = There have been no polls yet. The bot asks by itself, on Tuesdays at ten, once it has enough employees for the threshold. To choose a question: c.
pulse-none-yet = There have been no polls yet. The bot asks by itself, on Tuesdays at ten, once it has enough employees for the threshold. To choose the question: revmentor pulse choose pulse-heard
pulse-day = { $day }
pulse-open = The poll is open until the end of { $day }. Nobody sees answers before it closes.
pulse-rate = { $rate }% of those asked answered.
pulse-groups = By age:
pulse-group = { $level } · spread { $spread } · n={ $people }
pulse-others = the others
pulse-no-band = not told
pulse-hidden-few = hidden: fewer than { $k } answered
pulse-hidden-protects = hidden: else a group of fewer than { $k } beside it could be worked out
pulse-hidden-before = hidden: it was before, and comparing two results would give away fewer than { $k }
pulse-shares = Shares of generations, of the staff and of those who answered:
pulse-share = { $staff }% · { $senders }%
pulse-course = This question over time (◆ a decision):
pulse-next = The next poll asks: { $question }
pulse-by-turn = by turn
pulse-choose = What to ask next time
pulse-ordered = Handed to the bot.
command-help-pulse = The pulse: polls and their results
command-help-pulse-list = All polls with their results
command-help-pulse-choose = Choose the question of the next poll
