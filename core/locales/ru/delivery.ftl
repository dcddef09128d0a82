digest-deadline = Запятые ждут до { $day }, { $time }.
digest-later = Вы просили напомнить о дайджесте { $number }.
digest-later-today = Напомню сегодня в { $time }.
digest-later-tomorrow = Напомню завтра в { $time }.
digest-file = Дайджест { $number } с запятыми, которые стоят сейчас.
digest-all-placed = В дайджесте { $number } все запятые стоят.
digest-gone = Этого дайджеста больше нет.
digest-stub = Здесь был дайджест { $number }. Его срок прошёл, и бот его убрал.
digests-none = Дайджестов ещё не было.
digests-list = { $count ->
    [one] { $count } дайджест
    [few] { $count } дайджеста
   *[many] { $count } дайджестов
}, новые сверху:
digests-row = { $number } · { $day } · { $left ->
    [0] все запятые стоят
   *[other] ждут: { $left }
}
button-digest-begin = Начать
button-digest-pdf = PDF
button-digest-html = Страница HTML
button-digest-later = Позже сегодня
button-digests = Все дайджесты
command-digests = Все дайджесты
