# Вопросы автору через модераторов: бот
button-ask = Спросить автора
button-meet = Предложить встречу
question-ask =
    Вопрос автору

    О чём спросить? Ответьте на это сообщение. Вопрос прочтёт модератор и передаст дословно, с вашей должностью. Автор волен не отвечать.
question-placeholder = Вопрос
meet-ask =
    Предложение встретиться

    О чём поговорить? Ответьте на это сообщение. Модератор передаст его дословно, с вашей должностью. Кто автор, вы узнаете, только если он сам придёт.
meet-placeholder = Тема разговора
question-sent = Запечатано для модераторов. Если автор ответит, ответ придёт сюда.
meet-sent = Запечатано для модераторов. Автор решит сам; молчание значит только молчание.
outcome-ask-answered = Автор ответил на ваш вопрос:
outcome-meet-answered = Автор ответил на предложение встретиться:
outcome-ask-declined = Модератор не передал ваш вопрос автору:
outcome-meet-declined = Модератор не передал автору предложение встретиться:
error-question-short = Напишите хотя бы { $least } слова: по одному не понять, о чём речь.
error-question-waiting = Ваш прежний вопрос об этой записи ещё у модераторов. Дождитесь, пока его передадут.
error-question-decided = С этим вопросом уже решили: передали, отклонили или ответили. Посмотрите список заново.

# Автор читает
thread-asked-by = Спрашивает { $by }, { $day }:
thread-offer = Встретиться предлагает { $by }, { $day }:
thread-offer-how = Решать вам. Придёте — вас узнают; ответите сюда — нет; промолчите — этого не увидит никто.
thread-untitled = руководитель

# Команды
command-help-question = Вопросы руководителей авторам и ответы на них
command-help-question-list = Вопросы: ждут, переданы, отклонены, отвечены
command-help-question-pass = Передать вопрос автору дословно
command-help-question-decline = Не передавать; руководителю скажут почему
command-help-question-replies = Что автор написал в ответ, с номерами
command-help-question-answer = Отдать руководителю ответ автора, дословно
command-help-question-ask = Спросить автора письма от модераторов
command-option-hide = скрыть эти слова в ответе; можно несколько раз
command-question-waiting = ждёт
command-question-passed = передан
command-question-declined = отклонён
command-question-answered = отвечен
command-question-kind-ask = вопрос
command-question-kind-meet = встреча
command-question-none = Вопросов нет.
command-question-no-replies = Автор пока ничего не написал.
command-question-did-pass = Передано автору.
command-question-did-decline = Отклонено; руководителю скажут почему.
command-question-did-answer = Ответ автора уйдёт руководителю.
command-question-did-ask = Вопрос ждёт автора в его письме.

# Передать коллеге
button-hand-over = Передать
button-hand-not = Оставить себе
hand-ask = Кому передать запись? Срок останется прежним.
hand-nobody = Кроме вас, руководителей здесь пока нет.
hand-gone = Этого коллеги здесь больше нет. Запись осталась у вас.
hand-done = Запись теперь у коллеги: { $name }.
handed-from = Вам передали запись, { $name }:
