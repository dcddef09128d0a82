# Сессия как событие
notice-announced = Назначена сессия «{ $title }».
notice-reminder = Через час — сессия «{ $title }».
notice-opened = Открыта сессия «{ $title }».
notice-closed = Сессия «{ $title }» закончилась.
notice-cancelled = Сессии «{ $title }» не будет: её отменили.
notice-until = Письма берут до { $moment }.
notice-closed-next = Модераторы читают письма. О дайджесте и ответах сообщу.
notice-result = Дайджест { $number } «{ $title }» у руководителей: { $items ->
    [one] { $items } запись
    [few] { $items } записи
   *[many] { $items } записей
}. На запятую у них { $hours ->
    [one] { $hours } час
    [few] { $hours } часа
   *[many] { $hours } часов
}.
notice-answers = { $silent ->
    [0] Ответы по дайджесту { $number } «{ $title }» готовы: запятые стоят везде.
   *[other] Срок дайджеста { $number } «{ $title }» вышел: запятых { $answered } из { $items }, остальное проигнорировано.
} Если писали — проверьте по коду. Это сообщение получили все.
window-from = С { $start }.
window-span = С { $start } до { $end }.
rules-audience-employee = Пишут только сотрудники: модераторы знают это об авторе.
rules-audience-executive = Пишут только руководители: модераторы знают это об авторе.
button-write = Написать
button-calendar = В календарь
button-sessions = Сессии
button-board = Доска
session-none-open = Сейчас письма не берут.
session-inbox = Открыт постоянный ящик: писать можно в любой день.
sessions-ahead = Впереди:
session-people = Написали уже не меньше { $count ->
    [one] { $count } человека
    [few] { $count } человек
   *[many] { $count } человек
}.
calendar-where = Писать боту @{ $bot } в Telegram.
command-session = Сессии: какая открыта, какие впереди
command-board = Доска: что сказали и что сделано

# Неделя
week-head = Неделя на доске
week-nothing = Ничего нового.
week-released = Опубликовано: { $count ->
    [one] { $count } запись
    [few] { $count } записи
   *[many] { $count } записей
}
week-accepted = Принято: { $count }
week-declined = Отклонено: { $count }
week-ignored = Проигнорировано: { $count }
week-done = Сделано из обещанного: { $count }
week-waiting = { $count ->
    [0] Без запятой не осталось ничего.
    [one] Ждёт запятой { $count } запись.
    [few] Ждут запятой { $count } записи.
   *[many] Ждут запятой { $count } записей.
}

# Условия сессии
error-session-audience = Кто пишет, не известно. Есть everyone, employee и executive.
error-session-audience-small = Руководителей меньше { $k }: в такой сессии автора узнали бы по роли. Пригласите ещё или откройте её для всех.
error-session-rules = Правила длиннее { $most } знаков не поместятся на экран телефона.
error-session-hours = Срок в часах — от 1 до { $most }.
error-moment = Время не понятно. Напишите, например, 2026-12-01 10:00 или 01.12 10:00.
command-help-session-charts = Сессия в числах: письма и темы по неделям, запятые, сроки
command-help-session-ics = Файл для календаря
command-help-session-next = Подписать следующие сессии всех повторяющихся, если пора
command-option-opens = начало по часам компании: «01.12 10:00»; без него — сразу
command-option-closes = конец по часам компании; без него — пока не закроют
command-option-rules = правила: что увидят перед письмом
command-option-quota = сколько писем от одного человека; 0 — сколько угодно
command-option-repeat = повторять: weekly, fortnightly, monthly
command-option-audience = кто пишет: everyone, employee, executive
command-option-two-person = когда выпускают двое: never, sensitive, always
command-option-answer-days = сколько дней живёт адрес для ответа
command-option-retention-days = через сколько дней после закрытия всё стирают
command-option-ack-hours = за сколько часов руководители должны открыть дайджест
command-option-comma-hours = за сколько часов — поставить запятую
command-option-session-ics-out = в какой файл; без него — в вывод
command-session-none-next = Подписывать пока нечего.
error-out-file = Файл «{ $file }» не записывается. Выберите другое место.

# Группа компании
group-stranger = Вас нет в группе компании, поэтому войти нельзя. Приглашение осталось целым: попроситесь в группу и нажмите ссылку снова. Из этого ничего не сохранено.
group-unknown = Не могу спросить Telegram, есть ли вы в группе компании. Приглашение осталось целым; скажите тому, кто проводит сессию.

# Лист условий
new-session-label-name = название
new-session-name-hint = его увидят участники
new-session-label-opens = начало
new-session-label-closes = конец
new-session-moment = 01.12 10:00, по часам компании
new-session-label-rules = правила
new-session-label-audience = кто пишет
new-session-audience-everyone = все
new-session-audience-employee = только сотрудники
new-session-audience-executive = только руководители
new-session-label-repeat = повторять
new-session-repeat-none = нет
new-session-repeat-weekly = каждую неделю
new-session-repeat-fortnightly = раз в две недели
new-session-repeat-monthly = каждый месяц
new-session-label-two_person = выпускают двое
new-session-two_person-sensitive = деликатное
new-session-two_person-always = всё
new-session-two_person-never = ничего
new-session-label-k = k: наименьшая группа
new-session-label-quota = писем от одного, 0 — любое
new-session-label-answer_days = дней живёт адрес ответа
new-session-label-retention_days = дней до стирания
new-session-label-ack_hours = часов, чтобы открыть
new-session-label-comma_hours = часов до запятой
session-ahead = впереди
session-over = окончена
