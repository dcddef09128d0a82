# Входящие: поиск, отбор, похожие
operator-tag = метка
operator-state = статус
operator-topic = тема
operator-lang = язык
operator-is = есть
facet-tag = метка
facet-topic = тема
facet-lang = язык
facet-is = есть
flag-sensitive = деликатное
flag-hidden = скрытое
flag-noted = заметка
flag-grouped = группа
flag-similar = похожие
flag-opened = открытое
flag-replied = ответ
flag-assigned = поручение
console-choose-facet = Показать только
console-no-facets = Выбирать пока не из чего.
console-inbox-alike = Об одном и том же: { $shown }
act-facets = отбор
act-facets-help = Показать только метку, тему, язык или то, что отличает письмо
act-views = виды
act-views-help = Перейти к сохранённому виду или сохранить этот
act-group = группа
act-group-help = Показать похожие; ещё раз — собрать отмеченные в группу, она выйдет одной записью
act-ungroup = распустить
act-ungroup-help = Распустить группу: каждое письмо снова само по себе
views-title = Виды входящих
views-save = сохранить этот вид…
views-drop = удалить «{ $name }»
views-ask = Как назвать этот вид?
views-ask-hint = Enter сохранить · Esc не надо. Название и слова лежат на этой машине под вашим ключом.
views-saved = Вид «{ $name }» сохранён.
error-view-name = У вида должно быть название до { $longest } знаков; видов не больше { $most }.
letter-alike = похожие
group-size = { $count ->
    [one] в группе { $count } письмо
    [few] в группе { $count } письма
   *[many] в группе { $count } писем
}
alike-count = { $count ->
    [one] { $count } похожее письмо
    [few] { $count } похожих письма
   *[many] { $count } похожих писем
}
alike-denying = { $count ->
    [one] { $count } говорит обратное
    [few] { $count } говорят обратное
   *[many] { $count } говорят обратное
}
group-look = { $count ->
    [one] Отмечено { $count } письмо. Пробел снимает отметку, m собирает группу, Esc — назад.
    [few] Отмечено { $count } письма. Пробел снимает отметку, m собирает группу, Esc — назад.
   *[many] Отмечено { $count } писем. Пробел снимает отметку, m собирает группу, Esc — назад.
}
group-comparing = Сравниваю письма…
group-none-alike = Похожих не нашлось. Отметьте письма пробелом и нажмите m.
group-made = { $count ->
    [one] В группе { $count } письмо; в дайджест войдёт одной записью.
    [few] В группе { $count } письма; в дайджест войдут одной записью.
   *[many] В группе { $count } писем; в дайджест войдут одной записью.
}
group-dissolved = { $count ->
    [one] Группа распущена: { $count } письмо.
    [few] Группа распущена: { $count } письма.
   *[many] Группа распущена: { $count } писем.
}
