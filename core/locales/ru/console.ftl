# Консоль модератора.

state-new = новое
state-held = отложено
state-prepared = ждёт второго
state-released = выпущено
state-declined = отклонено
state-published = опубликовано
state-withdrawn = отозвано
state-vetoed = автор против

why-duplicate = повтор
why-not-critique = не критика
why-insult = оскорбление
why-identifies = выдаёт автора
why-other = другое

sort-oldest = сначала старые
sort-newest = сначала новые
sort-state = по состоянию
sort-topic = по темам, как выбрали авторы
sort-theme = по меткам

console-no-session = Нет ни одной сессии. Откройте её на экране «Сессии» (3)
console-session-open-event = открыта
console-session-open-standing = постоянный ящик
console-session-closed = закрыта
console-loading = открываю: { $done } из { $all }
console-waiting = { $count ->
    [one] ждёт: { $count }, откроется
    *[other] ждут: { $count }, откроются
} вместе с { $k ->
    [3] третьим
    [4] четвёртым
    [5] пятым
    [6] шестым
    [7] седьмым
    [8] восьмым
    [9] девятым
    [10] десятым
   *[other] { $k }-м
}
console-k = k { $k }
console-people = k { $k } ● { $people ->
    [one] { $people } участник
    [few] { $people } участника
   *[many] { $people } участников
}
console-inbox = Входящие { $all }
console-inbox-narrowed = Входящие: видно { $shown } из { $all }
console-inbox-place = { $number } / { $all } · отмечено { $marked }
console-letter = Письмо
console-no-letter = Здесь пока пусто. Новые письма появятся сами.
console-none-found = Такого письма нет. Esc вернёт все.
console-sensitive = Деликатное: выпускают двое
console-filter-hint = слова в любой форме · «точная фраза» · -кроме · #метка · Enter к списку · Esc показать всё
console-all = все
console-choose-state = Показать состояние
console-choose-sort = Порядок
console-no-tags = Меток здесь нет.
console-no-mark = Под выделением ничего не скрыто.
console-done-many = { $done ->
    [one] Изменено { $done } письмо
    [few] Изменено { $done } письма
   *[many] Изменено { $done } писем
}{ $left ->
    [0] .
    [one] , не тронуто { $left }: состояние не позволяет.
   *[other] , не тронуты { $left }: состояние не позволяет.
}
console-undone = Отменено: { $act }{ $count ->
    [1] .
   *[other] { " " }× { $count }.
}
console-redone = Возвращено: { $act }{ $count ->
    [1] .
   *[other] { " " }× { $count }.
}
console-copied = Выпущенный текст скопирован.
console-copy-refused = Копируется только выпущенное.
console-digests = Дайджесты { $count }
console-no-digests = Пока ни одного. Выпустите письма и нажмите c
console-telegram = Так увидит руководитель в Telegram
console-draft-saved = Черновик дайджеста { $number } сохранён.
console-draft-gone = Черновик дайджеста { $number } удалён, письма остались выпущенными.
console-published = Дайджест { $number } опубликован. Бот доставит его руководителям.
console-sessions = Сессии { $count }
console-session-opened = Сессия «{ $title }» открыта.
console-session-ended = Сессия «{ $title }» закрыта, всё дошедшее разобрано.
console-stumbled = Что-то пошло не так ({ $kind }). Ничего не потеряно; если повторится, сообщите администратору.
console-failed = Консоль закрылась из-за ошибки ({ $kind }). Всё сохранённое цело; откройте её снова.

digest-draft = черновик
digest-published = опубликован
digest-row-items = { $items ->
    [one] { $items } запись
    [few] { $items } записи
   *[many] { $items } записей
}
digest-row-placed = запятых { $placed } из { $items }
digest-row-ignored = { $placed } из { $items }, молчат { $ignored }
placed-owner = делает: { $name }
placed-due = срок: { $day }

letter-tags = метки
letter-reason = причина
letter-words = автору
letter-proposal = скрыть?
letter-proposals-left = { $count ->
    [one] и ещё { $count } место
    [few] и ещё { $count } места
   *[many] и ещё { $count } мест
}
letter-proposal-begin = ] выбрать
letter-proposal-keys = y скрыть · n оставить · ] дальше
console-no-proposals = Здесь ничто никого не выдаёт, насколько видно машине.

ask-optional = Enter отправить · можно оставить пустым · Esc отмена
ask-tags = Метки{ $count ->
    [1] { "" }
    [one] { " " }для { $count } письма
   *[other] { " " }для { $count } писем
}
ask-tags-hint = через запятую · Tab дописать · Enter готово · Esc отмена
ask-untag = Снять метку{ $count ->
    [1] { "" }
    [one] { " " }с { $count } письма
   *[other] { " " }с { $count } писем
}
ask-note = Заметка для модераторов
ask-note-hint = автор и руководитель её не увидят · Enter готово · Esc отмена
ask-decline = Почему отклонить{ $count ->
    [1] { "" }
    [one] { " " }{ $count } письмо
    [few] { " " }{ $count } письма
   *[many] { " " }{ $count } писем
}?
ask-decline-words = Пара слов автору: он прочтёт их по своему коду
ask-publish = Опубликовать дайджест { $number }?
ask-publish-body = { $items ->
    [one] Руководители получат { $items } запись.
    [few] Руководители получат { $items } записи.
   *[many] Руководители получат { $items } записей.
} Вернуть будет нельзя.
ask-publish-yes = опубликовать
ask-publish-no = пока нет
ask-close = Закрыть сессию «{ $title }»?
ask-close-body = Писать в неё больше не смогут, ключи участия исчезнут. Открыть снова нельзя. Всё, что ещё ждёт, будет разобрано.
ask-close-yes = закрыть
ask-close-no = оставить

compose-title = Новый дайджест
compose-field-title = заголовок (пусто: название сессии)
compose-field-preface = предисловие, если нужно
compose-chosen = Войдёт { $chosen } из { $all }

session-open = открыта
session-closed = закрыта
session-standing = постоянный ящик
session-event = встреча
session-since = с { $day }
session-live = сразу
new-session-title = Новая сессия
new-session-standing = постоянный ящик, а не встреча на время
new-session-live = открывать письма по одному, не дожидаясь k (для зала)
new-session-open = Открыть сессию
new-session-hint = Условия подписываются и потом не меняются · Esc отмена

unlock-title = revmentor · консоль модератора
unlock-body = Ключи лежат на этой машине под паролем. Без него письма не откроет никто.
unlock-passphrase = Пароль
unlock-working = Открываю…

first-title = revmentor · первый запуск
first-body = Здесь появятся ключи. Пароль знаете только вы: восстановить его нельзя.
first-name = Ваше имя, каким его увидят коллеги-модераторы
first-company = Компания
first-session = Название постоянного ящика для писем
first-session-example = Говорите прямо
first-passphrase = Пароль
first-again = Пароль ещё раз
first-differ = Пароли не совпали. Введите их ещё раз.
first-working = Создаю ключи…
first-make = Создать

palette-title = Что сделать?
help-title = Клавиши
help-layout = Клавиши работают и в русской раскладке. Мышь: щелчок, двойной щелчок, колесо; протяните по словам, чтобы выделить.

place-inbox = Входящие
place-letter = В открытом письме
place-reading = Когда читаете то, что рядом со списком
place-proposing = Когда выбрано предложение
place-marking = Когда выбираете, что скрыть
place-typing = В поле поиска
place-digests = Дайджесты
place-compose = Состав дайджеста
place-sessions = Сессии
place-list = По списку
place-anywhere = Везде

act-down = вниз
act-down-help = Следующая строка
act-up = вверх
act-up-help = Предыдущая строка
act-page-down = страница вниз
act-page-down-help = На страницу вниз
act-page-up = страница вверх
act-page-up-help = На страницу вверх
act-half-down = полстраницы вниз
act-half-down-help = На полстраницы вниз
act-half-up = полстраницы вверх
act-half-up-help = На полстраницы вверх
act-first = в начало
act-first-help = К первой строке
act-last = в конец
act-last-help = К последней строке
act-open = открыть
act-open-help = Открыть
act-mark = отметить
act-mark-help = Отметить строку и перейти к следующей
act-tag = метка
act-tag-help = Добавить метки
act-untag = снять метку
act-untag-help = Снять метку
act-redact = скрыть
act-redact-help = Скрыть часть текста
act-unredact = показ скрытого
act-release = выпустить
act-release-help = Выпустить: письмо может войти в дайджест
act-approve = одобрить
act-approve-help = Одобрить то, что подготовил другой модератор
act-hold = отложить
act-hold-help = Отложить; автор увидит, что письмо ждёт
act-decline = отклонить
act-decline-help = Отклонить с причиной; автор её прочтёт
act-reopen = вернуть
act-reopen-help = Вернуть в новые
act-note = заметка
act-note-help = Заметка для модераторов
act-sensitive = деликатное
act-sensitive-help = Пометить деликатным (выпускают двое) или снять пометку
act-undo = назад
act-undo-help = Отменить последнее действие
act-redo = вперёд
act-redo-help = Вернуть отменённое
act-filter = искать
act-filter-help = Искать: список сужается с каждой буквой
act-mark-all = отметить все
act-mark-all-help = Отметить всё, что видно, или снять все отметки
act-states = состояние
act-states-help = Показать только одно состояние
act-sort = порядок
act-sort-help = Изменить порядок
act-copy = копировать
act-copy-help = Скопировать выпущенный текст
act-next-proposal = предложения
act-next-proposal-help = К следующему месту, которое может кого-то выдать
act-previous-proposal = прошлое предложение
act-previous-proposal-help = К предыдущему такому месту
act-read-down = ниже
act-read-down-help = Прокрутить вниз
act-read-up = выше
act-read-up-help = Прокрутить вверх
act-read-leave = к списку
act-read-leave-help = К списку
act-take-proposal = скрыть
act-take-proposal-help = Скрыть предложенное
act-drop-proposal = оставить
act-drop-proposal-help = Оставить как есть и больше не предлагать
act-back = сбросить
act-back-help = Снять отметки, потом показать всё
act-next-letter = следующее
act-next-letter-help = Следующее письмо
act-previous-letter = предыдущее
act-previous-letter-help = Предыдущее письмо
act-scroll-down = ниже
act-scroll-down-help = Прокрутить вниз
act-scroll-up = выше
act-scroll-up-help = Прокрутить вверх
act-close-letter = к списку
act-close-letter-help = Закрыть письмо
act-word-right = слово
act-word-right-help = Следующее слово
act-word-left = слово назад
act-word-left-help = Предыдущее слово
act-line-down = строка ниже
act-line-down-help = Слово строкой ниже
act-line-up = строка выше
act-line-up-help = Слово строкой выше
act-wider = шире
act-wider-help = Захватить ещё слово
act-narrower = уже
act-narrower-help = Отпустить последнее слово
act-letter-more = знак шире
act-letter-more-help = Захватить ещё знак
act-letter-less = знак уже
act-letter-less-help = Отпустить последний знак
act-hide-name = имя
act-hide-name-help = Скрыть как имя
act-hide-contact = контакт
act-hide-contact-help = Скрыть как контакт
act-hide-position = должность
act-hide-position-help = Скрыть как должность
act-hide-place = место
act-hide-place-help = Скрыть как место
act-hide-other = другое
act-hide-other-help = Скрыть без пояснения
act-next-hidden = следующее скрытое
act-next-hidden-help = К следующему скрытому
act-unhide = вернуть
act-unhide-help = Вернуть скрытое под выделением
act-end-marking = готово
act-end-marking-help = Закончить выбор
act-to-found = к найденному
act-to-found-help = К найденным письмам
act-show-all = показать всё
act-show-all-help = Показать все письма
act-compose = составить
act-compose-help = Составить дайджест из выпущенного
act-publish = опубликовать
act-publish-help = Опубликовать черновик: бот отправит его руководителям
act-discard = удалить черновик
act-discard-help = Удалить черновик; письма останутся выпущенными
act-save-draft = сохранить
act-save-draft-help = Сохранить черновик
act-toggle-item = взять / оставить
act-toggle-item-help = Взять письмо в дайджест или оставить
act-item-later = ниже
act-item-later-help = Передвинуть ниже
act-item-earlier = выше
act-item-earlier-help = Передвинуть выше
act-next-field = поля
act-next-field-help = К заголовку, предисловию, списку, странице
act-leave = выйти
act-leave-help = Выйти без сохранения
act-new-session = новая
act-new-session-help = Открыть новую сессию
act-end-session = закрыть
act-end-session-help = Закрыть сессию
act-inbox = входящие
act-inbox-help = Экран «Входящие»
act-digests = дайджесты
act-digests-help = Экран «Дайджесты»
act-sessions = сессии
act-sessions-help = Экран «Сессии»
act-palette = действия
act-palette-help = Найти действие по названию
act-language = English
act-language-help = Switch to English
act-theme = тема
act-theme-help = Сменить цвета: тёмные, светлые, контрастные
act-lock = замок
act-lock-help = Запереть консоль
act-quit = выход
act-quit-help = Выйти
act-help = всё
act-help-help = Все клавиши
