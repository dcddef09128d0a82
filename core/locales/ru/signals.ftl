# Сигналы из будущего: /signal, экран «Сигналы», revmentor signals
menu-signal = Сигнал
signal-head = Заметили, что что-то меняется: у клиентов, у конкурентов, в работе? Три вопроса, без имени. В отличие от писем сигнал читает и бот: иначе он не сможет поднять тревогу за минуты.
signal-new = Заметил перемену
signal-what-ask = Что изменилось? Одна-две фразы. Ответьте на это сообщение.
signal-preview = Прочтут ровно это:
signal-similar = Похоже на то, что уже заметили. Если это оно, нажмите:
signal-where-ask = Где вы это видите?
signal-seen-ask = Как часто?
signal-seen-once = Раз
signal-seen-several = Несколько раз
signal-seen-often = Часто
signal-sent = Записано без имени. Как растёт счёт, видно в меню «Сигнал».
signal-draft-gone = Текст над этим сообщением исчез или изменён. Начните заново.
signal-over = Этот сигнал уже закрыт.
signal-count = { $count ->
    [one] Видит { $count } человек.
    [few] Видят { $count } человека.
   *[many] Видят { $count } человек.
}
signal-count-few = Пока видят меньше трёх.
signal-state-open = Ждём других.
signal-state-released = Руководители предупреждены.
signal-state-acknowledged = Руководитель проверяет.
signal-until = Отложено до конца дня { $day }.
signal-state-thinking = Отложено.
signal-state-declined = Руководители решили не менять.
signal-turned-comma = По сигналу начато дело.
signal-turned-project = Стал парным проектом.
signal-turned-ballot = Вынесен на голосование.
signal-state-done = Дело сделано.
signal-alarm = Тревога: об этом заговорили сразу в нескольких местах.
signal-alarm-seen = За неделю ждали { $expected }, увидели { $seen }. Мест: { $places }.
signal-check = Проверить
signal-later = Отложить до…
signal-later-ask = На сколько отложить? До этого дня тревоги по сигналу не будет.
signal-weeks = { $weeks ->
    [one] { $weeks } неделя
    [few] { $weeks } недели
   *[many] { $weeks } недель
}
signal-accept = Принять, нельзя игнорировать
signal-decline = Уже знаем, менять не будем
signal-accept-ask = Первый шаг: что и когда сделаете? Ответьте на это сообщение.
signal-decline-ask = Почему менять не будете? Не меньше пятнадцати слов: их прочтут те, кто заметил. Ответьте на это сообщение.
signal-project = В парный проект
signal-project-made = Проект создан и виден сотрудникам: меню, «Парный проект».
signal-ballot = На голосование
signal-ballot-title = Займёмся этим: «{ $what }»?
signal-ballot-made = Голосование открыто: неделю голосуют все сотрудники. Меню, «Совет и голосования».
signal-weekly = Три сигнала недели.
error-signal-places = Мест нужно от { $least } до { $most }, каждое до { $longest } знаков.
error-signal-no-places = Организатор ещё не назвал места компании. Загляните позже.
place-signals = Сигналы
act-signals = сигналы
act-signals-help = Экран «Сигналы»: что замечают люди и насколько это ново
act-name-places = места
act-name-places-help = Назвать места компании
act-merge-signal = это одно и то же
act-merge-signal-help = Соединить сигнал с другим
act-signal-ballot = на голосование
act-signal-ballot-help = Спросить всех сотрудников, заняться ли этим
act-remove-signal = убрать
act-remove-signal-help = Убрать то, что не сигнал
signals-title = Сигналы: { $count }
signals-empty = Сигналов пока нет. Назовите места компании (p), чтобы люди могли их слать.
signals-week = Неделя { $week }: { $count ->
    [one] { $count } человек
    [few] { $count } человека
   *[many] { $count } человек
}
signals-place = { $name }: { $count }
signals-chart = Новое вверху, сильное справа:
signals-ask-places = Места компании через запятую
signals-places-hint = От двух до двенадцати, например: Москва, Самара, склад
signals-choose = С каким сигналом соединить
signals-one = Соединять не с чем.
signals-ordered = Передано боту.
signals-ballot-ask = Вынести на голосование?
signals-ballot-body = Все сотрудники прочтут сигнал и неделю будут голосовать: за, против, воздержусь. Отменить нельзя.
signals-ballot-yes = Вынести
signals-ballot-no = Не сейчас
signals-remove-ask = Убрать этот сигнал?
signals-remove-body = Его не станет и у тех, кто его видел. Вернуть нельзя.
signals-remove-yes = Убрать
signals-remove-no = Оставить
command-help-signals = Сигналы из будущего
command-help-signals-list = Все сигналы: кто сколько, где и насколько ново
command-help-signals-places = Назвать места компании
command-help-signals-merge = Соединить два сигнала: второй войдёт в первый
command-help-signals-ballot = Вынести сигнал на голосование: неделю голосуют все сотрудники
command-help-signals-remove = Убрать то, что не сигнал
signals-none = Сигналов пока нет. Чтобы люди могли их слать, назовите места компании: revmentor signals places Москва Самара
