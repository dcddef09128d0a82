# Пульс: /pulse, экран «Пульс», revmentor pulse
menu-pulse = Пульс
pulse-week = Вопрос недели:
pulse-promise = Ответ не хранится, он лишь прибавляется к счёту. Итог покажем, если ответят хотя бы { $k }. Ответить можно до { $day }.
pulse-scale-recommend = 0 — точно нет, 10 — точно да.
pulse-scale-agree = 1 — совсем не так, 7 — именно так.
pulse-safety-count = Раз в квартал семь утверждений подряд. { $number } из { $all }:
pulse-counted = Учтено. Сам ответ не сохранён. Итог будет после { $day }.
pulse-last = Прошлый вопрос: { $result }
pulse-ask = «{ $question }»
pulse-answered-already = Ваш ответ учтён. Итог будет после { $day }.
pulse-result-few = «{ $question }». Ответили меньше { $k } человек, поэтому итога нет.
pulse-result-enps = «{ $question }». eNPS { $level }: готовые рекомендовать минус неготовые, в процентах. { $people ->
    [one] Ответил { $people } человек.
    [few] Ответили { $people } человека.
   *[many] Ответили { $people } человек.
}
pulse-result-mean = «{ $question }». В среднем { $level } из 7. { $people ->
    [one] Ответил { $people } человек.
    [few] Ответили { $people } человека.
   *[many] Ответили { $people } человек.
}
pulse-executives = Пульс: что ответили сотрудники. Спрашивают раз в неделю, по одному вопросу.
pulse-higher = Выше, чем { $since }, на { $change }.
pulse-lower = Ниже, чем { $since }, на { $change }.
pulse-same = Столько же, сколько { $since }.
pulse-decided = Между опросами решено:
pulse-none = Итогов пока нет. Вопрос приходит по вторникам.
pulse-question-pulse-recommend = Порекомендуете ли вы нашу компанию знакомым как место работы?
pulse-question-trust-confidential = Я верю, что мои ответы останутся тайной
pulse-question-trust-who-sees = Я понимаю, кто и что видит из написанного здесь
pulse-question-pulse-heard = Меня слышат, даже когда я не согласен
pulse-question-pulse-answered = На то, что мы пишем, отвечают по существу
pulse-question-pulse-respect = Руководители говорят со мной с уважением
pulse-question-pulse-speak-up = Я могу сказать неприятное вслух
pulse-question-pulse-learn = За последний месяц я научился новому у коллег другого поколения
pulse-question-pulse-teach = За последний месяц у меня чему-то научились старшие
pulse-question-pulse-speed = Решения у нас принимают достаточно быстро
pulse-question-pulse-say = Я влияю на то, как устроена моя работа
pulse-question-pulse-stay = Через год я хочу работать здесь же
pulse-question-safety = Можно ли у нас рисковать и ошибаться вслух
pulse-question-safety-mistake = Если я ошибусь, мне это припомнят
pulse-question-safety-problems = У нас можно поднимать трудные вопросы
pulse-question-safety-different = У нас отвергают тех, кто не такой, как все
pulse-question-safety-risk = У нас не страшно рискнуть
pulse-question-safety-help = У нас трудно попросить о помощи
pulse-question-safety-undermine = Никто не станет нарочно мне вредить
pulse-question-safety-skills = Мои умения здесь ценят и используют
error-pulse-employees = На вопросы пульса отвечают сотрудники. Вам видны итоги.
error-pulse-question = Такого вопроса в пульсе нет.
place-pulse = Пульс
act-pulse = пульс
act-pulse-help = Экран «Пульс»: что ответили люди, по возрастам и во времени
act-pulse-choose = что спросить
act-pulse-choose-help = Выбрать вопрос следующего опроса
pulse-title = Опросы: { $count }
pulse-empty = Опросов ещё не было. Бот задаёт вопрос сам, по вторникам в десять, когда сотрудников в нём достаточно для порога. Выбрать вопрос: c.
pulse-none-yet = Опросов ещё не было. Бот задаёт вопрос сам, по вторникам в десять, когда сотрудников в нём достаточно для порога. Выбрать вопрос: revmentor pulse choose pulse-heard
pulse-day = { $day }
pulse-open = Опрос идёт до конца дня { $day }. До закрытия ответов не видит никто.
pulse-rate = Ответили { $rate } % спрошенных.
pulse-groups = По возрасту:
pulse-group = { $level } · разброс { $spread } · n={ $people }
pulse-others = остальные
pulse-no-band = не указан
pulse-hidden-few = скрыто: ответили меньше { $k }
pulse-hidden-protects = скрыто: иначе вычислили бы соседнюю группу меньше { $k }
pulse-hidden-before = скрыто: было скрыто прежде, сравнение двух итогов выдало бы меньше { $k }
pulse-shares = Доли поколений, в штате и среди ответивших:
pulse-share = { $staff } % · { $senders } %
pulse-course = Этот вопрос во времени (◆ решение):
pulse-next = Следующий опрос спросит: { $question }
pulse-by-turn = по очереди
pulse-choose = О чём спросить в следующий раз
pulse-ordered = Передано боту.
command-help-pulse = Пульс: опросы и их итоги
command-help-pulse-list = Все опросы с итогами
command-help-pulse-choose = Выбрать вопрос следующего опроса
