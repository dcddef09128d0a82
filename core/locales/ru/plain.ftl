# Консоль строками: для программ чтения с экрана
command-option-plain = консоль строками, без картинки: для программ чтения с экрана
plain-welcome = { $title }. { $all ->
    [0] Писем пока нет
    [one] { $all } письмо
    [few] { $all } письма
   *[many] { $all } писем
}, новых { $new }. Команда и Enter; «?» — все команды.
plain-letter = Письмо { $number } из { $all }. { $state }. Тема: { $topic }. { $day }.
plain-row = { $number }. { $state }. { $text }
plain-row-marked = { $number }. Отмечено. { $state }. { $text }
plain-proposal = Может выдать, { $number }: «{ $words }», { $kind }, { $why }.
plain-prompt = Команда:
plain-passphrase = Пароль:
plain-none = Письма кончились.
plain-nothing = Ничего не нашлось.
plain-found = { $count ->
    [one] Нашлось { $count } письмо.
    [few] Нашлось { $count } письма.
   *[many] Нашлось { $count } писем.
}
plain-arrived = { $count ->
    [one] Пришло { $count } письмо.
    [few] Пришло { $count } письма.
   *[many] Пришло { $count } писем.
}
plain-unknown = Такой команды нет: «{ $typed }». «?» — все команды.
plain-no-number = Такого номера нет.
plain-done = Готово: { $act }.
plain-marked = Отмечено { $count }.
plain-needs-words = После команды нужны слова, например: { $key } слова.
plain-needs-day = После команды нужен день, например: { $key } 14.12.
plain-choose = { $number }: { $name }.
plain-choose-hint = Повторите команду с номером, например: { $key } 1.
plain-absent = Таких слов в письме нет.
plain-sure = Отправить автору: «{ $text }»? да или нет:
plain-not-sent = Не отправлено.
plain-mute = { $what } да или нет:
plain-nothing-changed = Ничего не изменилось.
plain-yes = да
plain-help = { $key }: { $what }.
plain-help-number = Номер: перейти к письму. Пустая строка: следующее.
plain-help-kinds = После «скрыть» можно назвать вид: имя, контакт, должность, место, другое.
plain-help-rest = Остальное — команды: revmentor digest, session, people, team. Любой вопрос: revmentor --help.
plain-locked = Долго никого не было. Ключи стёрты, консоль закрыта.
plain-bye = Закрыто.
