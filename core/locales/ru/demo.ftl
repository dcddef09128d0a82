demo-session = День без правил
demo-company = ООО «Ромашка»
demo-moderator = Анна
demo-bot = Без фильтров
demo-employee = Сотрудник { $number }
demo-executive = Ольга
demo-executive-title = директор по продукту

demo-home-taken = Папка { $home } не пуста. Назовите пустую или ту, которой ещё нет.
demo-home-unusable = Папку { $home } не создать или в неё не записать. Назовите другую.
demo-bot-stopped = Бот остановился раньше времени; причина — в конце bot.log (останется с --keep). Запустите ещё раз.
demo-bot-silent = Бот замолчал на две минуты; причина — в bot.log (останется с --keep). Запустите ещё раз.
demo-not-understood = Бот не принял ответ руководителя и переспросил. Сообщите об этом разработчикам.
demo-input-both = Укажите что-то одно: --column для CSV или --field для JSONL.
demo-input-unreadable = Файл { $file } не читается. Проверьте имя и права.
demo-input-empty = В файле { $file } нет ни одного текста.
demo-input-encoding = { $file }, строка { $line }: это не текст в UTF-8. Сохраните файл в UTF-8.
demo-input-csv = { $file }, строка { $line }: это не CSV. Проверьте кавычки.
demo-input-column-missing = { $file }, строка { $line }: нет столбца «{ $column }». Назовите столбец через --column.
demo-input-column-twice = { $file }, строка { $line }: столбец «{ $column }» есть дважды. Переименуйте один.
demo-input-json = { $file }, строка { $line }: это не JSON. Нужен один объект на строку.
demo-input-field-missing = { $file }, строка { $line }: нет поля «{ $field }». Назовите поле через --field.
demo-input-field-text = { $file }, строка { $line }: в поле «{ $field }» не текст.

demo-step-opened = Компания основана, сессия открыта, бот работает.
demo-step-joined = По приглашениям пришли: { $employees ->
    [one] { $employees } сотрудник
    [few] { $employees } сотрудника
   *[many] { $employees } сотрудников
} и { $executives ->
    [one] { $executives } руководитель
    [few] { $executives } руководителя
   *[many] { $executives } руководителей
}.
demo-step-sealed = Запечатано { $sealed } из { $submitted }; у каждого автора свой код.
demo-step-refused = { $count ->
    [one] { $count } сообщение бот
    [few] { $count } сообщения бот
   *[many] { $count } сообщений бот
} принял не за письмо (команда или код) и не сохранил.
demo-step-taken = Модератор { $taken ->
    [one] принял { $taken } письмо
    [few] принял { $taken } письма
   *[many] принял { $taken } писем
}; ждёт { $waiting }, не открылось { $unreadable }.
demo-step-reviewed = Выпущено { $released }, отклонено { $declined }, скрыто контактов: { $redacted }.
demo-step-published = { $digests ->
    [one] Опубликован { $digests } дайджест
    [few] Опубликованы { $digests } дайджеста
   *[many] Опубликовано { $digests } дайджестов
}, в них { $items ->
    [one] { $items } запись
    [few] { $items } записи
   *[many] { $items } записей
}.
demo-step-decided = Руководитель поставил { $decided ->
    [one] { $decided } запятую
    [few] { $decided } запятые
   *[many] { $decided } запятых
}; принято { $accepted }.
demo-step-answered = Открыли кодом и прочли ответ: { $answered }. Потеряно: { $lost }.
demo-step-replied = Авторы дописали: { $sent }; модератор принял { $taken }.
demo-step-kept = Всё осталось в { $home }. Открыть: REVMENTOR_HOME={ $home } revmentor, пароль «{ $passphrase }».
demo-step-summary = Написано { $submitted }, запечатано { $sealed }, выпущено { $released }, доставлено { $delivered }, решено { $decided }, ответ прочли { $answered }, потеряно { $lost }. За { $seconds } с.

demo-declined = Здесь пока нечего передать дальше. Напишите, что именно мешает и где.
demo-author-reply = Спасибо, что ответили. Вернусь к этому через месяц.
demo-first-step-1 = На ближайшей планёрке начнём с круга: каждый говорит по две минуты.
demo-first-step-2 = Назначу владельца процесса и напишу об этом в общий чат.
demo-first-step-3 = Разберу два последних случая с командой и пришлю выводы.
demo-first-step-4 = Уберу лишнее согласование и проверю, что стало быстрее.
demo-first-step-5 = Заложу на это четверть следующего спринта.
demo-first-step-6 = Встречусь с теми, кого это касается, без их начальников.
demo-reason-opening-1 = Прочёл дважды и обсудил это с руководителями двух отделов.
demo-reason-opening-2 = Понимаю, почему такое раздражает: сам сталкивался прошлой зимой.
demo-reason-opening-3 = Вопрос справедливый, поэтому отвечаю подробно и без отговорок.
demo-reason-opening-4 = Проверил по цифрам третьего квартала, картина вышла неоднозначная.
demo-reason-opening-5 = Поднимал тему на правлении, мнения там разделились почти поровну.
demo-reason-opening-6 = Говорил вчера с юристами, бухгалтерией и нашим главным заказчиком.
demo-reason-ground-1 = Свободных денег до конца года не осталось совсем.
demo-reason-ground-2 = Договор с крупнейшим клиентом запрещает менять порядок до весны.
demo-reason-ground-3 = Похожую попытку уже делали: сроки сорвались, люди устали сильнее.
demo-reason-ground-4 = Требование исходит от регулятора, обойти его компания не вправе.
demo-reason-ground-5 = Переезд на новую систему важнее, двух перестроек сразу не выдержим.
demo-reason-ground-6 = Выигрыш получит одна команда, расплачиваться придётся остальным четырём.
demo-reason-closing-1 = Вернусь к разговору в январе, когда утвердим бюджет.
demo-reason-closing-2 = Таблицу с выводами покажу всем на общей встрече.
demo-reason-closing-3 = Если появятся свежие данные, готов изменить своё решение.
demo-reason-closing-4 = Пока прошу писать мне о каждом таком случае.
demo-reason-closing-5 = Через полгода пересмотрим, ответственного назову отдельным письмом.
demo-reason-closing-6 = Предложите другой путь, разберём его вместе за час.

demo-preparing = Готовлю сцену: хранилище, бот, три места…
demo-seat-employee = сотрудник
demo-seat-moderator = модератор
demo-seat-executive = руководитель
demo-seats-local = revmentor demo · всё локально · ^Q выйти
demo-phone-employee = Телефон сотрудника
demo-phone-executive = Телефон руководителя
demo-phone-write = Сообщение
demo-phone-picture = [картинка]
demo-phone-file = [файл { $name }]
demo-phone-code = Код записан. F4 — вставить его в сообщение.
demo-under-ready = Компания основана, бот работает отдельным процессом, Telegram здесь свой.
demo-under-drafted = Черновик лежит только в этом чате; бот его не хранит.
demo-under-sealed = Запечатано ключом сессии; бот это больше не откроет.
demo-under-copied = Код переписан. Хранилище его не знает.
demo-under-saved = Код убран из чата; теперь он только у вас.
demo-under-take-in = Консоль открыла письмо своим ключом; кто и когда писал, в нём нет.
demo-under-tag = Метка зашифрована: метки тоже выдают.
demo-under-untag = Метка снята.
demo-under-redact = Слова скрыты видимой пометкой; остальное дословно.
demo-under-release = Выпущено. Дальше уйдёт ровно этот текст.
demo-under-hold = Отложено; автор увидит это по коду.
demo-under-decline = Отклонено; причина запечатана автору.
demo-under-reopen = Решение отменено, в журнале остались оба.
demo-under-digest-compose = Черновик дайджеста зашифрован ключом сессии.
demo-under-digest-publish = Дайджест запечатан для бота: он прочтёт только выпущенное.
demo-under-digest-deliver = Бот доставил дайджест; голова журнала напечатана на обложке.
demo-under-comma-accept = Ответ запечатан автору: откроет только тот, у кого код.
demo-under-comma-decline = Отказ запечатан автору: откроет только тот, у кого код.
demo-under-read = Код открыл ответ. Кто его прочёл, хранилище не знает.
demo-under-bot-stopped = Бот остановился. Выйдите и запустите demo ещё раз.
demo-tour-place = Шаг { $number } из { $count }.
demo-tour-write = Вы сотрудник. Напишите, о чём у вас молчат, и нажмите Enter.
demo-tour-send = Прочтут ровно это. Tab до «Отправить без имени» (или «Оставить как есть»), Enter.
demo-tour-keep = «Скопировать код», затем «Сохранил, убрать отсюда».
demo-tour-moderate = F2 — пересядьте к модератору.
demo-tour-release = Письмо пришло, имени при нём нет. Нажмите r, чтобы выпустить.
demo-tour-compose = 2 — дайджесты, c — составить, Ctrl+S — сохранить черновик.
demo-tour-publish = p — опубликовать, и подтвердите.
demo-tour-lead = F3 — пересядьте к руководителю.
demo-tour-comma = «Начать», затем запятая под записью, затем шаг и день или причина.
demo-tour-read = F1 — вернитесь к сотруднику, F4 вставит код, Enter откроет ответ.
demo-tour-end = Круг замкнулся: от слова без имени до ответа с именем и днём. Ctrl+Q — выйти.
