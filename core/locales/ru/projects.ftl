# Парные проекты: /project, экран «Проекты», revmentor projects
menu-project = Парный проект
project-head = Парный проект: руководитель и молодой сотрудник за 4–24 недели делают вместе одну вещь. { $count ->
    [0] Сейчас у вас проектов нет.
    [one] У вас { $count } проект.
    [few] У вас { $count } проекта.
   *[many] У вас { $count } проектов.
}
project-new = Предложить проект
project-sought = Ищут пару: { $count }
project-sought-head = Эти проекты ищут пару. Откройте, чтобы прочесть.
project-sought-none = Сейчас пару никто не ищет.
project-goal-ask = Что вы хотите сделать вместе? Одна-две фразы. Ответьте на это сообщение.
project-goal-long = Цель — не пусто и не длиннее { $most } знаков.
project-steps-ask = Вехи проекта, по одной в строке, не больше двенадцати. Ответьте на это сообщение.
project-weeks-ask = Сколько недель займёт проект?
project-weeks = { $weeks ->
    [one] { $weeks } неделя
    [few] { $weeks } недели
   *[many] { $weeks } недель
}
project-partner = Пара: { $name }
project-by = Предлагает: { $name }
project-contact = Связаться: { $contact }
project-seeking = Проект виден другой стороне. Кто откликнется, тот станет парой.
project-both-read = Прочтите условия. Менять их можно, пока не подписали оба.
project-you-signed = Вы подписали. Ждём вторую подпись.
project-they-signed = Вторая сторона подписала. Дело за вами.
project-week = Неделя { $week } из { $weeks }, показ { $ends }.
project-colour-own = Ваш цвет недели: { $sign }
project-colour-other = Цвет пары: { $sign }
project-shown = Итог показан. Как вы оцените вклад второй стороны?
project-ended-demo = Проект завершён показом.
project-ended-stopped = Проект остановлен.
project-ended-time = Срок вышел, показа не было.
project-rated-own = Ваша оценка: { $stars }
project-rated-other = Оценка пары: { $stars }
project-declined = Проект не начался.
project-expired = Срок вышел, показа не было.
project-open = Открыть
project-take = Беру
project-seek = Показать остальным
project-edit-goal = Цель
project-edit-weeks = Срок
project-edit-steps = Вехи
project-drop = Убрать
project-step-back = Не сложилось
project-sign = Подписать
project-reach = Веха пройдена
project-reach-ask = Какая?
project-demo = Показали итог
project-change = Условия
project-change-ask = Что изменить? Прежние условия действуют, пока новые не подпишут оба.
project-stop = Остановить
project-stop-ask = Почему останавливаете? Причину прочтёт вторая сторона. Ответьте на это сообщение.
project-you-left = Вы вышли из проекта. Автор может искать другую пару.
project-ask-week = Неделя { $week }: как идёт? Цвет пары вы увидите после своего.
project-taken = На ваш проект откликнулись: { $name }. Прочтите условия и подпишите.
project-parted = Вторая сторона вышла до подписи. Проект остался у вас, его можно показать снова.
project-told-terms = Условия изменены. Подписи нужны заново.
project-told-signed = Вторая сторона подписала условия.
project-told-started = Условия подписаны обоими. Проект начался.
project-told-changed = Новые условия подписаны обоими.
project-told-declined = Проект не начался.
project-told-shown = Итог показан. Оцените вклад второй стороны.
project-told-demo = Проект завершён: обе оценки поставлены или срок для них вышел.
project-told-stopped = Проект остановлен.
project-told-time = Срок проекта вышел, показа не было.
project-told-mismatch = Вы видите неделю { $week } по-разному. Поговорите об этом.
project-told-stalled = Две недели никто не подаёт знака. Проект ещё жив?
error-project-taken = Этот проект пару уже не ищет.
place-projects = Проекты
act-projects = проекты
act-projects-help = Экран «Проекты»: пары, которые делают одно дело
projects-title = Парные проекты: { $count }
projects-empty = Проектов пока нет. Их предлагают в боте: меню, «Парный проект».
projects-state-draft = черновик
projects-state-proposed = подписывают
projects-state-started = идёт
projects-state-done = готово
projects-state-declined = не начат
projects-state-expired = истёк
projects-sought = ищет пару
projects-flag-mismatch = видят по-разному
projects-flag-stalled = стоит
projects-flag-red = красный
projects-week = неделя { $week } из { $weeks }
projects-junior = Молодой сотрудник: { $name }
projects-senior = Руководитель: { $name }
projects-colours = Цвета недель, сначала молодой сотрудник:
projects-missing = нет
command-help-projects = Парные проекты
command-help-projects-list = Все проекты и что с ними
