# Разбор: метки, поручения, сроки, переписка с автором
letter-until = вернётся
letter-assignee = разбирает
letter-note-title = Заметка · видят только модераторы
letter-note-by = Заметка · { $author } · видят только модераторы
letter-release-title = В дайджест уйдёт так
letter-thread-title = Переписка с автором
thread-author-says = Автор, { $day }
thread-author-objects = Автор против такого текста, { $day }
thread-we-ask = Спрашивает { $name }, { $day }
somebody-left = кто-то из прежних

ask-tags-suggested = похоже на:
ask-tags-known = уже есть:
ask-until = Когда вернуть{ $count ->
    [1] { "" }
    [one] { " " }{ $count } письмо
    [few] { " " }{ $count } письма
   *[many] { " " }{ $count } писем
}
until-tomorrow = Завтра
until-three-days = Через три дня
until-monday = В понедельник
until-week = Через неделю
until-month = Через четыре недели
until-date = Другой день
ask-until-date = День, например 14.12 или 2026-12-14
error-until = Нужен день позже сегодняшнего: 14.12 или 2026-12-14.
ask-assignee = Кто разбирает{ $count ->
    [1] { "" }
    [one] { " " }{ $count } письмо
    [few] { " " }{ $count } письма
   *[many] { " " }{ $count } писем
}
assignee-me = я
assignee-nobody = кто угодно
ask-author = Спросить автора
ask-author-hint = прочтёт по своему коду, отвечать не обязан · Enter отправить · Esc отмена
console-asked = Вопрос ждёт автора в его письме.

act-snooze = отложить до
act-snooze-help = Отложить до дня; вернётся само
act-assign = поручить
act-assign-help = Поручить письмо модератору
act-ask = спросить
act-ask-help = Спросить автора: он прочтёт вопрос по своему коду

question-ask-of = { $by } спрашивает автора
question-meet-of = { $by } предлагает автору встретиться
question-waiting = ждёт вас
question-passed = передано автору
question-declined = не передано
question-answered = ответ передан
question-key = E решить
question-pass = Передать автору дословно
question-decline = Не передавать
question-why = Почему не передать
question-why-hint = руководитель это прочтёт · Enter отправить · Esc отмена
question-no-replies = Автор пока ничего не написал.
question-verbatim = уйдёт дословно, кроме скрытого
question-hide = Какие слова скрыть
question-hide-hint = через запятую, как в тексте · пусто: ничего · Enter дальше · Esc отмена
question-hand-back = Отдать ответ: { $by }?
question-yes = отдать
question-no = нет
question-handed-back = Ответ автора уйдёт руководителю.
console-no-question = Об этом письме руководители ничего не спрашивали.
act-question = вопрос сверху
act-question-help = Вопрос руководителя автору: передать, отказать, отдать ответ
ask-until-hint = день после сегодняшнего · Enter готово · Esc отмена
