digest-title = Дайджест { $number } · { $title }
digest-counts = { $items ->
    [one] { $items } запись
    [few] { $items } записи
   *[many] { $items } записей
}
digest-counts-people = { $items ->
    [one] { $items } запись
    [few] { $items } записи
   *[many] { $items } записей
} · { $people ->
    [one] { $people } участник
    [few] { $people } участника
   *[many] { $people } участников
}
digest-how = Записи идут по одной. Под каждой поставьте запятую: принять с первым шагом или отклонить с причиной. Ответ увидит автор, имени его не знает никто.
digest-head = Журнал: { $words }
item-heading = { $position } из { $items } · { $topic } · дайджест { $number }
button-accept = Принять, нельзя игнорировать
button-decline = Принять нельзя, игнорировать
button-open-items = Что ещё без запятой
topic-decisions = Решения
topic-processes = Процессы
topic-people = Люди
topic-tools = Инструменты
topic-money = Деньги
topic-other = Другое
redaction-name = имя
redaction-contact = контакт
redaction-position = должность
redaction-place = место
redaction-other = скрыто
