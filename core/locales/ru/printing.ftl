chart-themes = Темы
chart-commas = Запятые
chart-comma-accept = Принять, нельзя игнорировать
chart-comma-decline = Принять нельзя, игнорировать
chart-comma-ignored = Проигнорировано молча
chart-comma-waiting = Ещё без запятой
chart-commas-late = Из них после срока: { $late }.
chart-times = Сколько ждали запятую
chart-times-within = До { $hours } ч
chart-times-more = Дольше
chart-executives = Кто ставит запятые
chart-executives-note = Рядом: сколько поставил и сколько из них принял.
chart-executive-told = { $count } / { $accepted }
printed-day = Опубликован { $day }.
printed-draft = Черновик, ещё не опубликован
printed-scheduled = Выйдет { $day }
printed-unknown-signs = Знаки, которых нет в шрифтах этого файла, заменены их номерами в Юникоде в скобках ‹ ›; на странице HTML они стоят как есть.
printed-withheld = Не опубликовано модераторами: { $reasons }. Малые группы не показаны.
printed-how = Записи приведены дословно. В квадратных скобках модератор скрыл то, что выдало бы автора; длина скобок ничего не значит.
command-help-digest-export = Записать в файл: PDF, картинки страниц или страница HTML
command-option-format = pdf, png или html; без него — по имени файла
command-option-out = куда записать; без него — digest-N в этой папке
command-digest-exported = Дайджест { $number } записан: { $file }{ $more ->
    [0] {""}
    [one] {" "}и ещё { $more } страница
    [few] {" "}и ещё { $more } страницы
   *[many] {" "}и ещё { $more } страниц
}
command-export-format = Такого вида нет. Есть: { $formats }.
command-export-file = Файл «{ $file }» записать не удалось. Проверьте папку и права на неё.
error-cannot-print = Сверстать страницу не удалось. Больше ничего не тронуто; попробуйте другой вид.
