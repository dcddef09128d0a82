error-schedule-time = Время должно быть впереди, и не дальше чем через { $days } дней.
error-not-scheduled = Этот дайджест не назначен: он ещё черновик или уже опубликован.
error-not-delivered = Этот дайджест ещё не доставлен, повторять нечего.
command-help-digest-unschedule = Отменить назначенную публикацию; дайджест снова станет черновиком
command-help-digest-resend = Доставить тем руководителям, кто его ещё не получал
command-option-at = когда опубликовать, по часам компании: 2026-11-27 09:00
command-digest-scheduled = Дайджест { $number } запечатан и будет опубликован: { $at }. Авторы и руководители узнают тогда.
command-digest-unscheduled = Дайджест { $number } снова черновик.
command-digest-resent = Дайджест { $number } получат руководители, у которых его ещё нет.
command-digest-scheduled-state = назначен
digest-scheduled = назначен
digest-row-at = { $day }, { $time }
ask-schedule = Когда опубликовать дайджест { $number }?
ask-schedule-hint = По часам компании, например 2026-11-27 09:00. Изменить его после этого нельзя, отменить можно.
console-scheduled = Дайджест { $number } будет опубликован { $day } в { $time }
console-unscheduled = Дайджест { $number } снова черновик
console-resent = Дайджест { $number } получат те, у кого его ещё нет
ask-export = Куда записать дайджест { $number }?
ask-export-hint = Имя файла с окончанием .pdf, .png или .html. Файл не зашифрован.
console-exported = Записано: { $file }
act-schedule = назначить
act-schedule-help = Опубликовать в назначенное время, когда за столом может никого не быть
act-unschedule = отменить срок
act-unschedule-help = Отменить назначенную публикацию
act-resend = дослать
act-resend-help = Доставить руководителям, которые пришли позже
act-export-digest = в файл
act-export-digest-help = Записать дайджест в PDF, PNG или HTML
meter-people-few = Участников меньше { $k }: число не скажут.
meter-hidden = Скрыто: { $what }.
meter-reasons = { $count ->
    [one] { $count } причина отказа
    [few] { $count } причины отказа
   *[many] { $count } причин отказа
}
meter-groups = { $count ->
    [one] { $count } размер группы
    [few] { $count } размера групп
   *[many] { $count } размеров групп
}
meter-why =
    Число выходит за пределы консоли, только если за ним стоит не меньше { $k } человек: так обещано тем, кто писал.

    Что меньше, не называется вовсе. Иногда скрыто и большее: иначе малое число нашли бы вычитанием из суммы или из прошлого дайджеста.

    Сами записи пороги не трогают: что выпущено, то и прочтут.
act-why-hidden = почему скрыто
act-why-hidden-help = Какие числа скрыты в этом дайджесте и почему
act-sheets = страницы
act-sheets-help = Посмотреть дайджест страницей PDF и страницей для браузера
act-draft-sheets = страницы
act-draft-sheets-help = Посмотреть черновик страницей PDF и страницей для браузера
sheets-title = Дайджест { $number }: страницы
sheets-where = Откройте их, чем привыкли. Файлы видны только вам и исчезнут, когда консоль закроется или запрётся. Сохранить насовсем: e в списке дайджестов.
