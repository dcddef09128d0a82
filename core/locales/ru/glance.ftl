# Программа одним взглядом: /programme, экран «Программа», revmentor glance
menu-programme = Вся программа
glance-head = Программа одним взглядом
glance-counted = Посчитано { $day }
glance-none = Программу ещё не считали: счёт идёт по понедельникам.
glance-how = Числа о людях меняются шагами от { $k } человек. В скобках опубликованное другими, это не цель.
glance-participation-employees = Участвуют сотрудники
glance-participation-executives = Участвуют руководители
glance-critiques-per-hundred = Писем на сто сотрудников за год, по дайджестам
glance-acknowledged-hours-p50 = До первого взгляда, медиана
glance-comma-hours-p50 = До запятой, медиана
glance-comma-hours-p90 = До запятой, девять из десяти
glance-closed-days-p50 = До сделанного, медиана
glance-promises-kept = Обещания сдержаны
glance-meetings-met = Согласились и встретились
glance-pairs-active = Пары встречаются
glance-sessions-held = Встречи пар состоялись
glance-arrow-juniors = Прирост навыков у молодых
glance-arrow-seniors = Прирост навыков у руководителей
glance-response-rate = Отвечают на пульс
glance-unit-percent = { $value } %
glance-unit-hours = { $value } ч
glance-unit-days = { $value } дн.
glance-unit-points = { $value } { $value ->
    [one] балл
    [few] балла
    [many] баллов
   *[other] балла
} из 35
glance-unit-per-hundred = { $value }
glance-few = скрыто, в группе меньше { $k }
glance-nothing = пока нет данных
glance-missing = Пока нет данных по { $count ->
    [one] { $count } показателю
    [few] { $count } показателям
   *[many] { $count } показателям
}.
glance-others = у других { $others }
glance-anchor = { $number }, { $source }
glance-band = { $band }: { $staff } % штата, { $senders } % ответивших
glance-bands = Поколения: доля в штате и среди ответивших
glance-aims = Цели года
glance-aim = { $words }: сделано { $reached } %, прошло { $gone } % срока, до { $until }.
glance-stale = Устарела.
glance-asked = В этом квартале ещё не подтверждена.
button-glance-people = Люди
button-glance-answers = Ответы
button-glance-together = Пары и встречи
button-glance-bands = Поколения
button-glance-aims = Цели года
button-glance-further = Ещё цели
glance-ask = Новый квартал. Эта цель ещё в силе или план устарел?
button-goal-stands = В силе
button-goal-stale = Устарела
glance-printed-own = У нас
glance-printed-others = Опубликовано другими
glance-printed-staff = В штате
glance-printed-senders = Среди ответивших на пульс
glance-printed-reached = Сделано
glance-printed-gone = Прошло срока
glance-printed-until = До
glance-printed-how = Числа о людях меняются шагами от { $k } человек. Опубликованное другими — не цель.
error-goal-words = Цель записывают одной строкой до { $longest } знаков.
error-goal-reached = Сделанное записывают целым числом, не меньше нуля.
error-goal-reviewed = Об этой цели сейчас не спрашивают.
place-glance = Программа одним взглядом
act-glance = программа
act-glance-help = Экран «Программа»: всё в числах рядом с опубликованными, цели года
act-goal-new = цель
act-goal-new-help = Записать цель года
act-goal-reach = сделано
act-goal-reach-help = Отметить, сколько сделано
act-goal-drop = убрать
act-goal-drop-help = Убрать цель
act-glance-export = в файл
act-glance-export-help = Сохранить PDF и HTML рядом с данными
glance-title = Цели: { $count }
glance-empty = Целей нет. Записать: n.
glance-ask-words = Цель, число и последний день через точку с запятой
glance-words-hint = Например: двадцать пар; 20; 2026-12-31
glance-ask-reached = Сколько уже сделано
glance-reached-hint = Целым числом, из { $target }
glance-drop-ask = Убрать цель?
glance-drop-body = Вернуть её нельзя, только записать заново.
glance-drop-yes = убрать
glance-drop-no = оставить
glance-ordered = Передано боту.
glance-exported = Записано: { $files }
command-help-glance = Программа одним взглядом и цели года
command-help-glance-show = Все числа рядом с опубликованными
command-help-glance-export = Записать PDF или HTML
command-help-glance-goals = Цели года
command-help-glance-goal = Записать цель
command-help-glance-reached = Отметить, сколько сделано
command-help-glance-drop = Убрать цель
command-option-target = сколько нужно всего
command-option-until = последний день
