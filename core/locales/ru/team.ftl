place-team = Команда
act-team = команда
act-team-help = Экран «Команда»
act-admit = принять
act-admit-help = Принять человека по заявке, сверив шесть слов голосом
act-remove-member = убрать
act-remove-member-help = Убрать из команды; открытые сессии получат новые ключи
act-shares = доли
act-shares-help = Сделать доли восстановления
act-my-request = заявка
act-my-request-help = Своя заявка на вход: текстом и кодами для камеры
act-passphrase = пароль
act-passphrase-help = Сменить свой пароль на этой машине
team-title = Команда { $count }
team-moderator = модератор
team-auditor = аудитор
team-recovery = восстановление
team-bot = бот
team-name-recovery = кворум долей
team-name-bot = бот
team-recovery-ready = Доли восстановления розданы: кворум вернёт доступ, если все пароли забыты.
team-recovery-none = Долей восстановления нет: забытый пароль унесёт тексты навсегда (s)
team-words = Состав { $version }: { $words }
team-card =

    Роль: { $role }
    Ключ: { $id }

    Шесть слов этого ключа:
    { $words }
team-admit-title = Заявка на вход
team-admit-hint = Вставьте строку, которая начинается с revmentor-request-1 · Esc отмена
team-role-title = Кем будет { $name }
team-role-moderator = читает и выпускает письма
team-role-auditor = видит журнал и числа, не тексты
team-compare-title = Сверьте голосом: { $name }
team-compare =
    Позвоните этому человеку и попросите прочесть шесть слов с его экрана. Должно прозвучать ровно это:

    { $words }

    Слова не те — заявку подменили по дороге. Тогда не принимайте.
team-compare-yes = слова те же, принять
team-compare-no = не принимать
team-not-admitted = Никто не принят.
team-admitted-title = { $name } в команде
team-admitted =

    Теперь прочтите этому человеку слова состава. Он введёт их у себя, и его машина будет доверять этой команде:

    { $words }
team-remove-title = Убрать из команды: { $name }?
team-remove =
    Открытые сессии получат новые ключи, новых писем этот человек не прочтёт. Прочитанное не отозвать: { $readable ->
        [0] писем в его доступе сейчас нет.
        [one] { $readable } письмо он мог скопировать.
        [few] { $readable } письма он мог скопировать.
       *[many] { $readable } писем он мог скопировать.
    }
    Вернуть его можно будет только новой заявкой.
team-remove-yes = убрать
team-remove-no = оставить
team-removed-title = { $name } больше не в команде
team-removed =

    Сессий с новыми ключами: { $rekeyed }.
    До этой минуты мог прочесть и скопировать писем: { $readable }. Этого не вернуть.

    Смените и то, что лежит вне программы: доступ к базе, копии *.keys.
team-shares-title = Доли восстановления
team-shares-count = сколько долей раздать
team-shares-threshold = сколько из них вместе вернут доступ
team-shares-make = Сделать доли
team-shares-again = Доли уже есть. Сделать новые?
team-shares-again-body = Прежние доли перестанут действовать. Соберите и уничтожьте их.
team-shares-again-yes = сделать новые
team-shares-again-no = оставить прежние
team-share-title = Доля { $number } из { $of }
team-share-hint =
    Запишите на бумагу и отдайте одному человеку. Доли показаны один раз и нигде не хранятся. Доступ вернут любые { $threshold }, меньшее число не откроет ничего.
    Enter дальше · ← назад
team-passphrase-title = Новый пароль
team-passphrase-old = прежний пароль
team-passphrase-new = новый, от 8 знаков
team-passphrase-again = новый ещё раз
team-passphrase-changed = Пароль сменён. Прежний больше не подходит к этому файлу.
team-request-title = Ваша заявка на вход
team-request-hint =

    Передайте эту строку модератору любым путём: тайного в ней нет. Шесть слов назовите голосом:

    { $words }

    y скопировать · Enter то же кодами для камеры, их { $codes } · Esc
team-code-title = Код { $number } из { $of } · Enter дальше
first-others = F2 войти в команду, которая уже есть · F3 вернуть доступ долями · F8 English
join-title = Войти в команду
join-body = Ключи появятся на этой машине и её не покинут. Модератору уйдёт только заявка.
join-make = Сделать ключи
join-yours = Ваши шесть слов; модератор спросит их голосом:
join-request = F2 показать заявку, которую нужно передать модератору
join-words = Шесть слов состава; модератор прочтёт их, когда примет вас:
join-enter = Войти
join-passphrase-first = Чтобы показать заявку, введите свой пароль.
recover-title = Вернуть доступ долями
recover-body = Нужны доли, которые раздали раньше, столько, сколько было условлено. Прежние пароли не нужны.
recover-share = Доля и Enter; введено: { $given }. После последней Enter в пустом поле
recover-do = Вернуть доступ
