# Что может выдать автора
author-clear = Явных примет автора в тексте не вижу.
author-head = По этому вас могут узнать:
author-place = «{ $quote }» — { $why }
author-more = И ещё { $count ->
    [one] { $count } место
    [few] { $count } места
   *[many] { $count } мест
}.
author-wounds = Ранит человека, а не поступок: «{ $quote }»
author-quote = «{ $quote }».
author-why-name = имя
author-why-contact = контакт или номер
author-why-position = должность
author-why-only = так скажете только вы
author-why-role = редкая роль
author-why-date = точное время
author-why-repeated = ряды знаков
author-why-smiley = смайлики
author-why-emoji = эмодзи
author-why-capitals = заглавные буквы
author-why-ellipsis = многоточия
author-why-letters = растянутое слово
author-why-yo = «ё» не везде

# Коды
codes =
    Мои письма

    Списка писем нет: бот не помнит, что чьё. Вместо него у каждого письма свой код — двенадцать слов, которые видны один раз, сразу после отправки.
    Пришлите их одним сообщением — покажу ответ. Регистр, пробелы и мелкие описки не мешают.
    Храните код не в Telegram. Потерянный код не восстановит никто, и мы тоже.
