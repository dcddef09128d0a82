error-unexpected = Что-то пошло не так на нашей стороне. Ничего не потеряно; попробуйте ещё раз.
error-not-initialised = Здесь ещё ничего нет. Начните с команды «revmentor init».
error-wrong-passphrase = Пароль не подходит, или файл с ключами изменён. Проверьте раскладку и попробуйте снова.
error-cannot-open = Запись не открывается: не тот ключ, или её меняли в обход программы.
error-key-swapped = Ключ сессии не подписан никем из модераторов. Приём остановлен; пусть администратор выполнит «revmentor doctor».
error-no-programme = Программа ещё не началась: её открывает организатор. Загляните позже.
error-no-session = Сейчас приём закрыт: нет ни открытой сессии, ни постоянного ящика.
error-not-found = Такого нет (или уже нет). Проверьте номер.
error-wrong-code = Похоже на код, но в словах ошибка. Сверьте с записью: двенадцать слов, порядок важен.
error-already-sealed = Это письмо уже запечатано.
error-changed-elsewhere = Запись только что изменил другой модератор. Посмотрите её заново; ваше решение не сохранено.
error-invite-refused = Приглашение не подходит: ссылка уже использована или устарела. Попросите новую у того, кто её прислал.
error-store-unavailable = Хранилище сейчас недоступно. Ничего не потеряно, повторите через минуту.
error-store-full = На диске нет места. Ничего не потеряно; освободите место и повторите.
error-store-damaged = Файл хранилища повреждён, или это вовсе не хранилище. Восстановите его из резервной копии.
error-store-newer = Хранилище создано более новой версией revmentor. Обновите программу.
error-database-url = Адрес хранилища не понятен. Нужен вид sqlite+aiosqlite:///файл или postgresql+asyncpg://пользователь@узел/база.
error-settings = Неверная настройка: { $names }. Проверьте revmentor.toml и переменные REVMENTOR_*.
error-settings-file = Файл revmentor.toml не читается: это не TOML в кодировке UTF-8.
error-no-token = Нет токена бота. Задайте REVMENTOR_BOT_TOKEN или REVMENTOR_BOT_TOKEN_FILE.
error-token-file = Файл с токеном «{ $file }» пуст или не читается.
error-passphrase-file = Файл с паролем «{ $file }» пуст или не читается.
error-bot-key-exists = Ключ бота здесь уже есть; второй раз он не создаётся.
error-bot-key-file = Файл ключа бота повреждён. Восстановите его из резервной копии.
error-identity-file = Это не файл личности модератора, или он повреждён.
error-home = Папка «{ $home }» не создаётся или принадлежит не вам. Выберите другую.
error-store-in-use = В этом хранилище уже есть компания. Выберите другое или попросите её модератора принять вас.
error-home-in-use = В папке «{ $home }» уже есть ключи. Выберите другую или работайте с этой.
error-name = Имя нужно, и не длиннее { $most } знаков.
error-passphrase-short = Пароль слишком короткий: нужно не меньше { $least } знаков.
error-role = Роль «{ $role }» не известна. Есть employee и executive.
error-invite-title = Должность — одна строка, не длиннее { $most } знаков.
error-invite-count = Число приглашений — от 1 до { $most }.
error-text-length = Текст пуст или длиннее { $most } знаков.
error-tag = Метка — одна строка, не длиннее { $most } знаков.
error-redaction-kind = Вид скрытия «{ $kind }» не известен. Есть: { $kinds }.
error-redaction-span = Границы вне текста: в нём знаков — { $length }.
error-decline-reason = Причина «{ $reason }» не известна. Есть: { $reasons }.
error-already-published = Это уже опубликовано, изменить нельзя.
error-not-released = В дайджест попадает только выпущенное.
error-digest-words = Слишком длинно: заголовок до { $title } знаков, предисловие до { $preface }.
error-digest-items = В дайджесте от 1 до { $most } записей, без повторов.
error-session-title = Название нужно, и не длиннее { $most } знаков.
error-session-k = Наименьшая группа не может быть меньше { $floor }.
error-session-kind = Вид сессии — standing или event.
error-session-topics = Неизвестная тема. Есть: { $topics }.
error-session-closed = Сессия уже закрыта.
error-critique-id = Номер письма — не меньше четырёх знаков: цифры и буквы a–f.
error-ambiguous = «{ $prefix }» подходит к нескольким. Укажите больше знаков.
error-not-a-moderator = Эта личность не входит в команду модераторов.
error-verdict = Решение — «accept» или «decline».
error-reason-short = Отказ требует причины: хотя бы { $least ->
    [one] { $least } слово
    [few] { $least } слова
   *[many] { $least } слов
}.
error-step-short = Назовите первый шаг: хотя бы { $least ->
    [one] { $least } слово
    [few] { $least } слова
   *[many] { $least } слов
}.
error-already-decided = Запятая здесь уже стоит: на запись ответили раньше.
error-withdrawn = Автор отозвал это письмо; с ним больше ничего нельзя сделать.
error-not-prepared = Здесь нечего подтверждать: письмо не подготовлено к выпуску.
error-own-approval = Подтвердить выпуск должен другой модератор, не тот, кто его подготовил.
error-second-person = Этот выпуск требует двух модераторов: один готовит, другой подтверждает.
error-session-two-person = Правило двух — never, sensitive или always.
error-session-days = Ответ автору хранится от 1 до { $most } дней, а вся сессия — не меньше.
error-recovery-shares = Долей — от 2 до { $most }, и порог не больше их числа.
error-recovery-combine = Доли не складываются: их мало, в словах ошибка или они от разных наборов.
error-recovery-foreign = Эти доли от другой установки.
error-identity-exists = Личность модератора здесь уже есть. Уберите файл identity.key, если он больше не нужен.
error-request = Это не заявка модератора, или она повреждена. Попросите прислать её ещё раз целиком.
error-team-role = Роль «{ $role }» не известна. Есть moderator и auditor.
error-team-member-known = Этот человек уже в команде.
error-team-remove = Себя и бота из команды не убирают; это делает другой модератор.
error-team-changed = Состав команды только что изменился. Откройте его заново и повторите.
error-session-open = Сессия ещё открыта. Сначала закройте её.
error-file-exists = Файл «{ $file }» уже есть. Выберите другое имя.
error-backup-folder = В папку «{ $folder }» записать не удалось: её нет, или она закрыта для записи. Создайте её или назовите другую; ничего не записано.
error-backup-missing = Копии «{ $file }» здесь нет. Проверьте имя.
error-backup-altered = Копия «{ $file }» изменена или повреждена. Ничего не восстановлено.
error-backup-foreign = Копия «{ $file }» не от этой установки. Ничего не восстановлено.
error-backup-schema = Копия сделана для схемы { $schema }, а программа знает { $head }. Возьмите подходящую версию.
error-store-not-empty = Восстанавливать можно только в пустое хранилище.
error-contest-short = Напишите, с чем вы не согласны: хотя бы { $least ->
    [one] { $least } слово
    [few] { $least } слова
   *[many] { $least } слов
}.
error-item-state = Сейчас с этой записью так поступить нельзя: её положение изменилось.
error-reason-copied = Эта причина уже звучала почти слово в слово. Ответьте именно на эту запись.
error-session-window = Окно сессии задано неверно: конец должен быть позже начала и в будущем.
error-session-quota = Квота — от 0 (без ограничения) до { $most } писем на человека.
error-session-repeat = Повтор — weekly, fortnightly или monthly.
error-quota = Вы уже написали столько, сколько позволяют правила этой сессии ({ $quota }). Новое письмо можно отправить в следующей.
error-muted = В этой сессии новые письма от вас не принимаются: модератор остановил одну из ваших веток. Кто вы, он не знает.
error-timezone = Такого часового пояса нет. Пример: Europe/Moscow.
