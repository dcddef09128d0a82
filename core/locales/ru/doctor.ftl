doctor-home-ok = Папка { $home } на месте.
doctor-home-broken = Папки { $home } нет. Выполните «revmentor init» или задайте REVMENTOR_HOME.
doctor-mode-ok = Ключи и база закрыты от других.
doctor-mode-broken = Файл «{ $file }» доступен другим. Выполните: chmod go-rwx { $path }
doctor-mode-warning = Файл «{ $file }» могут прочесть другие пользователи этой машины. Выполните: chmod go-rwx { $path }
doctor-disk-ok = Места на диске: { $mebibytes } МиБ.
doctor-disk-warning = Места на диске мало: { $mebibytes } МиБ. Освободите место, пока приём не остановился.
doctor-disk-broken = Диск не отвечает. Проверьте, подключён ли он.
doctor-clock-ok = Часы идут.
doctor-clock-broken = Часы стоят в прошлом. Включите синхронизацию времени.
doctor-token-ok = Токен бота задан.
doctor-token-warning = Токена бота нет. Если бот работает здесь, задайте REVMENTOR_BOT_TOKEN_FILE.
doctor-keys-ok = Ключи читаются.
doctor-keys-broken = Ключей нет, или файл повреждён. Верните их из резервной копии или выполните «revmentor init».
doctor-pin-ok = Состав команды закреплён.
doctor-pin-broken = Файла team.pin нет или он повреждён. Верните его из копии или выполните «revmentor team trust».
doctor-store-ok = Хранилище отвечает.
doctor-store-broken = Хранилище не отвечает. Проверьте адрес и запущен ли сервер.
doctor-migrations-ok = Схема хранилища новейшая.
doctor-migrations-broken = Схема хранилища { $revision }, нужна { $head }. Откройте консоль, она обновит схему.
doctor-signatures-ok = Ключи сессий подписаны командой.
doctor-signatures-broken = Ключ сессии или состав команды не подписан. Приём остановлен: возможно, базу меняли в обход. Сверьтесь с журналом и восстановите копию.
doctor-agreement-ok = Ключи на этой машине те же, что в составе команды.
doctor-agreement-broken = Ключи на этой машине не совпадают с составом команды. Верните прежние файлы из копии.
doctor-recovery-ok = Восстановление кворумом настроено.
doctor-recovery-warning = Восстановления нет: забытый пароль потеряет тексты. Выполните «revmentor recovery shares».
doctor-erasure-ok = Сроки хранения соблюдены, свидетельства о стирании подписаны: { $certificates }.
doctor-erasure-warning = Срок хранения прошёл, а сессии не стёрты: { $sessions }. Стирает бот, раз в час: запустите его или выполните «revmentor session erase».
doctor-erasure-broken = Свидетельства о стирании, которые не подписаны командой или говорят о следах: { $certificates }. Посмотрите их в папке certificates.
doctor-journal-ok = Журнал цел: { $entries ->
    [one] { $entries } запись
    [few] { $entries } записи
   *[many] { $entries } записей
}.
doctor-journal-broken = Журнал нарушен на записи { $entry }. Сохраните базу как есть и сверьте со словами журнала в дайджестах.
doctor-telegram-ok = Telegram отвечает.
doctor-telegram-warning = Telegram не отвечает. Проверьте сеть; письма подождут и не потеряются.
