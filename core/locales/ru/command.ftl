command-usage = Вызов:
command-options = Параметры
command-commands = Команды

command-help-root = Обратная связь без фильтров: критика без имени — вверх, ответ руководителя — обратно. Без команды открывается консоль модератора.
command-help-init = Основать всё в пустой папке: ключи, хранилище, первая сессия
command-help-session = Сессии: открыть, закрыть, перечислить
command-help-session-open = Открыть сессию; обещанное в ней потом не меняется
command-help-session-close = Закрыть сессию и принять всё, что ещё ждёт
command-help-session-list = Все сессии, новые сверху
command-help-inbox = Входящие: список и приём
command-help-inbox-list = Письма, подходящие под все условия
command-help-inbox-take = Принять то, что накопилось у бота
command-help-show = Одно письмо целиком
command-help-tag = Пометить письмо
command-help-redact = Скрыть слова в письме видимой пометкой
command-help-note = Заметка о письме, только для модераторов
command-help-release = Выпустить: письмо может войти в дайджест
command-help-approve = Подтвердить выпуск, подготовленный другим модератором
command-help-hold = Отложить
command-help-decline = Отклонить с причиной; автор её увидит
command-help-reopen = Вернуть в новые
command-help-undo = Отменить решение: выпуск, откладывание или отказ
command-help-digest = Дайджест для руководителей
command-help-digest-compose = Составить черновик из выпущенных писем
command-help-digest-show = Показать так, как увидят в Telegram, с поставленными запятыми
command-help-digest-publish = Опубликовать; после этого изменить ничего нельзя
command-help-digest-list = Черновики и опубликованное
command-help-digest-discard = Удалить черновик; письма останутся выпущенными
command-help-invite = Одноразовые приглашения
command-help-journal = Журнал: что было сделано
command-help-journal-verify = Проверить всю цепочку; код 1, если она нарушена
command-help-journal-show = Записи по порядку
command-help-bot = Запустить бота
command-help-demo = Весь круг на этой машине, без Telegram

command-option-help = эта справка
command-option-version = версия
command-option-lang = язык: ru или en
command-option-json = ответ для программы: JSON, по объекту на строку
command-option-name = ваше имя, каким его увидят другие модераторы
command-option-company = название компании
command-option-title = подпись: как руководитель подпишет ответы
command-option-init-session = название первой сессии
command-option-digest-compose-title = заголовок; без него — название сессии
command-option-digest-compose-released = всё выпущенное, чего ещё нет ни в одном дайджесте
command-option-preface = слово от модератора перед записями
command-option-k = меньше скольких человек счёт не показывают
command-option-live = принимать по одному, не дожидаясь k писем
command-option-kind = вид: event (с началом и концом) или standing (постоянный ящик)
command-option-redact-kind = что скрыто: name, contact, position, place, other
command-option-topic = тема; можно несколько раз
command-option-session = сессия: начало её номера или название
command-option-state = состояние; можно несколько раз
command-option-tag = метка; можно несколько раз
command-option-limit = не больше стольких
command-option-remove = убрать метки
command-option-from = с какого знака, считая от нуля
command-option-to = по какой знак, не включая его
command-option-words = скрыть эти слова всюду, где они встречаются
command-option-decline-words = что сказать автору
command-option-reason = причина: duplicate, not-critique, insult, identifies, other
command-option-role = роль: employee или executive
command-option-count = сколько приглашений
command-option-after = после записи с этим номером
command-option-script = без участия человека, с отчётом по шагам
command-option-input = файл с текстами: txt построчно, CSV или JSONL
command-option-column = столбец CSV с текстом
command-option-field = поле JSONL с текстом
command-option-home = папка для демонстрации; пустая или ещё не созданная
command-option-keep = оставить папку после окончания
command-option-tour = провести по всему кругу за полторы минуты

command-unknown = Команды «{ $name }» нет. Список — «revmentor --help».
command-no-option = Параметра { $name } здесь нет. Список — с --help.
command-missing = Не хватает { $name }. Что это — скажет --help.
command-no-value = Параметру { $name } нужно значение.
command-bad-choice = { $name }: бывает { $choices }.
command-bad-number = { $name }: нужно целое число не меньше { $least }.
command-bad-value = { $name }: такое значение не подходит. Какое нужно — скажет --help.
command-usage-wrong = Команда составлена неверно. Как надо — покажет «{ $command } --help».
command-interrupted = Прервано.
command-unexpected = Что-то пошло не так на нашей стороне ({ $kind }). Сделанное раньше сохранено; попробуйте ещё раз.
command-passphrase-needed = Нужен пароль, а спросить некого. Положите его в файл и укажите файл в REVMENTOR_PASSPHRASE_FILE.
command-passphrases-differ = Пароли не совпали. Ничего не создано; повторите.
command-ask-passphrase = Пароль
command-ask-passphrase-again = Пароль ещё раз
command-ask-name = Ваше имя для других модераторов
command-ask-company = Название компании
command-ask-session = Название первой сессии
command-first-session = Постоянный ящик
command-founded = Готово: { $home }. Открыта сессия «{ $title }», k = { $k }.
command-founded-next = Пароль не восстановить: запишите его. Дальше: «revmentor invite --role employee --count 20», «revmentor bot», «revmentor».
command-session-opened = Сессия «{ $title }» открыта, k = { $k }.
command-session-closed = Сессия «{ $title }» закрыта, всё принято.
command-session-open-state = открыта
command-session-closed-state = закрыта
command-session-event = событие
command-session-standing = ящик
command-took-in = «{ $title }»: { $taken ->
    [one] принято { $taken } письмо
    [few] принято { $taken } письма
   *[many] принято { $taken } писем
}, ждёт { $waiting }, не открылось { $unreadable }.
command-inbox-empty = Таких писем нет.
command-state-new = новое
command-state-prepared = ждёт второго
command-state-withdrawn = отозвано
command-state-vetoed = автор против
command-state-held = отложено
command-state-released = выпущено
command-state-declined = отклонено
command-state-published = опубликовано
command-released-wording = Выйдет так:
command-declined-because = Отклонено ({ $reason }): { $words }
command-author-later = Автор дописал:
command-redact-what = Укажите либо --from и --to, либо --words.
command-words-absent = Таких слов в письме нет. Ничего не скрыто.
command-nothing-to-undo = По письму { $name } решения ещё не было, отменять нечего.
command-compose-what = Назовите письма или попросите все выпущенные: --released.
command-digest-composed = Черновик { $number }: { $items ->
    [one] { $items } запись
    [few] { $items } записи
   *[many] { $items } записей
}. Посмотреть — «revmentor digest show { $number }».
command-digest-published = Дайджест { $number } опубликован: { $items ->
    [one] { $items } запись
    [few] { $items } записи
   *[many] { $items } записей
}. Бот разошлёт его руководителям.
command-digest-discarded = Черновик { $number } удалён. Письма остались выпущенными.
command-digest-draft-state = черновик
command-digest-published-state = опубликован
command-digest-delivered-state = доставлен
command-invite-no-bot = Имя бота станет известно, когда он впервые запустится; тогда здесь будут ссылки. Пока приглашение — команда для бота.
command-journal-holds = Журнал цел: { $entries ->
    [one] { $entries } запись
    [few] { $entries } записи
   *[many] { $entries } записей
}. Последняя: { $words }.
command-journal-broken = Журнал нарушен на записи { $number }: { $why }. Сверьте с резервной копией.
command-journal-chain = она не продолжает предыдущую
command-journal-signature = подпись не сходится
command-journal-signer = подписал неизвестно кто
command-journal-missing = записи перед ней недостаёт
command-journal-head = конец не совпадает с напечатанным
command-journal-bot = бот
command-needs-terminal = Консоли нужен терминал. Без него есть команды: «revmentor --help».
command-tour-alone = Экскурсии нужен терминал: уберите --script и --json.
command-input-alone = Свои тексты проигрывает только --script: добавьте его.

command-help-session-erase = Стереть закрытую сессию навсегда, проверить и выдать свидетельство
command-help-journal-export = Все записи и ключи проверки в файл
command-help-team = Команда модераторов: кто в ней и как войти и выйти
command-help-team-request = Заявка на вход; создаётся на своей машине
command-help-team-add = Принять в команду, сверив шесть слов голосом
command-help-team-remove = Убрать из команды; открытые сессии получат новые ключи
command-help-team-list = Состав команды и шесть слов, которые её обозначают
command-help-team-trust = Закрепить состав команды на новой машине, сверив шесть слов
command-help-identity = Файл с ключами модератора
command-help-identity-passphrase = Сменить пароль
command-help-identity-export = Копия ключей под тем же паролем, для другой своей машины
command-help-identity-import = Взять ключи из такой копии
command-help-recovery = Восстановление доступа кворумом
command-help-recovery-shares = Разделить ключ восстановления на доли; показываются один раз
command-help-recovery-show = Настроено ли восстановление
command-help-recover = Вернуть доступ по долям: новая личность на этой машине
command-help-backup = Резервная копия: два подписанных файла
command-help-restore = Восстановить копию в пустое хранилище
command-help-doctor = Осмотреть всё; код 1, если что-то сломано

command-option-qr = показать ещё и QR-кодами
command-option-file = файл
command-option-team-add-role = роль: moderator или auditor (видит журнал и числа, но не тексты)
command-option-team-add-words = шесть слов, которые назвал новый модератор
command-option-team-trust-words = шесть слов, которые назвал коллега
command-option-new-file = файл с новым паролем
command-option-threshold = скольких долей достаточно
command-option-of = сколько долей всего
command-option-share = доля; повторите для каждой
command-option-keys = файл с ключами сессий (.keys)
command-option-offline = не проверять, отвечает ли Telegram
command-option-init-recovery = доли восстановления, например 2/3; none — без них

command-session-erased = «{ $title }» стёрта: писем — { $critiques }. Следов не найдено. Свидетельство: { $file }
command-session-erase-traces = «{ $title }» стёрта, но проверка нашла следы в файлах. Подробности в свидетельстве: { $file }
command-journal-exported = Записано в { $file }: { $entries ->
    [one] { $entries } запись
    [few] { $entries } записи
   *[many] { $entries } записей
}.
command-team-request-words = Назовите модератору голосом: { $words }
command-team-compare = { $name }: { $words }
command-team-ask-words = Какие шесть слов назвал этот человек
command-team-one-request = Нужна заявка: либо текстом, либо файлом (--file).
command-team-words-differ = Слова не те. Не принимайте: заявку могли подменить. Попросите её ещё раз другим путём.
command-team-added = { $name } в команде. Пусть выполнит «revmentor team trust» и сверит слова: { $words }
command-team-removed = { $name } больше не в команде. Новых ключей: { $rekeyed }. До этого мог прочесть и скопировать писем: { $readable }; этого не вернуть.
command-team-words = Состав { $version }: { $words }
command-team-pinned = Состав команды здесь уже закреплён.
command-team-trusted = Состав { $version } закреплён.
command-team-moderator = модератор
command-team-auditor = аудитор
command-team-recovery = восстановление
command-team-bot = бот
command-file-unreadable = Файл «{ $file }» не читается.
command-file-unwritable = В файл «{ $file }» не записать.
command-recovery-shares = Долей — { $shares }, достаточно любых { $threshold }. Раздайте разным людям; здесь их не останется.
command-recovery-ask-share = Доля (пусто — больше нет)
command-recovered = Доступ восстановлен: { $name } — модератор. Уберите из команды тех, чьи пароли утеряны.
command-identity-locked = Пароль сменён.
command-identity-exported = Ключи скопированы в { $file }; открывает их тот же пароль.
command-identity-imported = Ключи на месте: { $name }. Теперь «revmentor team trust».
command-backed-up = Копия: { $file }. Ключи сессий отдельно: { $keys } — храните их недолго, иначе стёртое можно будет прочесть.
command-restored = Восстановлено строк: { $rows }.
command-restored-without-keys = Восстановлено строк: { $rows }. Ключей сессий нет: тексты не откроются.
command-ask-recovery = Доли восстановления, например 2/3 (none — без них)
command-recovery-form = Доли пишутся как «порог/всего», например 2/3, или none.
command-no-recovery = Внимание: восстановления нет. Забытый пароль потеряет все тексты; «revmentor recovery shares» это исправит.
command-option-head = слова журнала, напечатанные в каком-нибудь дайджесте
command-invite-title = Назовите должность (--title): она стоит под ответами руководителя.
