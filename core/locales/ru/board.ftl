board-title = Сказано — сделано
board-empty = Пока ничего не опубликовано.
board-released = Опубликовано: { $count ->
    [one] { $count } запись
    [few] { $count } записи
   *[many] { $count } записей
}
board-accepted = Принято: { $count }
board-declined = Отклонено с причиной: { $count }
board-late = Из них с опозданием: { $count }
board-ignored = Проигнорировано: { $count }
board-waiting = Ждут запятой: { $count }
board-promises = Обещания: выполнено { $kept }, просрочено { $broken }
board-median = Половина ответов пришла { $unit ->
    [less] быстрее чем за час
    [hours] за { $count } ч
   *[days] за { $count } дн.
}
board-most = Девять из десяти — { $unit ->
    [less] быстрее чем за час
    [hours] за { $count } ч
   *[days] за { $count } дн.
}
button-board-items = Записи и ответы
button-board-people = Руководители
button-board-withheld = Что не вышло
button-board-front = К началу доски
button-board-whole = Целиком
board-item = { $place } из { $count } · { $topic } · дайджест { $number }
board-is-open = Запятую ждут до { $day }.
board-is-thinking = Думают до { $day }.
board-is-contested = Автор оспорил отказ. Нового ответа ждут до { $day }.
board-is-ignored = Ответа в срок нет: запись проигнорирована.
board-people = Запятые руководителей
board-person = { $name }: принято { $accepted }, отклонено { $declined }{ $late ->
    [0] {""}
   *[other] , поздно { $late }
}
board-withheld = Что не вышло и почему
board-withheld-none = Показать нечего: не выпущенного либо нет, либо слишком мало, чтобы называть число.
board-withheld-how = Число видно, только когда за ним достаточно писем. Каждому автору причина написана по его коду.
withheld-duplicate = Об этом уже написано: { $count }
withheld-not-critique = Не критика: { $count }
withheld-insult = Оскорбление: { $count }
withheld-identifies = Узнали бы человека: { $count }
withheld-other = Другое: { $count }
board-stub = Эта страница доски устарела. Сегодняшняя: /board
