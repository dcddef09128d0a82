# Совет молодых: /council, экран «Совет» и revmentor council
menu-council = Совет и голосования
council-head = Совет молодых
council-members-none = В совете пока никого: его выбирают голосованием.
council-members = В совете с { $since }: { $names }
council-list = Предложения и голосования:
council-list-empty = Пока ничего не решают. Можно предложить первым.
council-refused = Одно предложение организатор не вынес на всех. Причина: { $words }
button-council-idea = Предложить
button-council-run = Хочу в совет
button-council-step-back = Снять свою кандидатуру
button-council-how = Насколько тайно голосование

council-how =
    Что защищено. У каждого, кто вправе голосовать, в базе с самого начала лежит одинаковая строка: по ней не видно, голосовал ли человек, как и сколько раз менял голос. Голос открывает только тот, кто считает, и только после закрытия; чей он, не узнает и он. После подсчёта любой может пересчитать всё сам, а по квитанции найти свой бюллетень.

council-limits =
    Что не защищено. Telegram видит, что вы нажимаете. Кто управляет сервером бота, может подсмотреть голоса и проголосовать за того, кто не пришёл: заметит это лишь он сам. Квитанция показывает ваш выбор каждому, кому вы её дадите. Если все проголосовали одинаково, тайны нет. Если голосов меньше трёх, их не открывают никому.

button-council-limits = Что не защищено

council-idea-ask =
    Что предлагаете? Ответьте одним сообщением: первая строка — суть, дальше пояснение.

    Имя не сохраняется. Сначала прочтёт организатор, потом все.
council-idea-preview =
    Прочтут ровно это:

    { $text }
button-council-idea-send = Отправить без имени
button-council-idea-drop = Стереть
council-idea-sent = Предложение у организатора. Когда он вынесет его на всех, об этом узнают все сразу, и вы тоже. Если не вынесет, причина будет в /council.
council-idea-gone = Текста предложения здесь уже нет. Напишите его заново: /council.
council-supported = Поддержка учтена. Кто поддержал, не видит никто; сколько вас, станет ясно, когда наберётся достаточно.
council-supported-enough = Поддержки достаточно: предложение ждёт голосования.
council-run-ask = Зачем вам в совет? Одним предложением, до { $most } знаков. Имя и эти слова увидят все, кто голосует.
council-running =
    Вы кандидат: { $name }
    «{ $words }»

    На ближайших выборах вы будете в бюллетене. Передумать можно в /council.
council-stepped-back = Кандидатура снята.

council-news-proposed = Новое предложение. Если его поддержат достаточно людей, оно пойдёт на голосование.
council-news-opened = Открыто голосование.
council-news-closing = Сегодня последний день голосования. Если вы уже проголосовали, делать ничего не нужно: это сообщение приходит всем.
council-news-result = Голоса подсчитаны.
council-news-answer = На итог голосования ответили.
council-news-progress = Решение голосования двинулось дальше.
council-news-effect = Ответа на итог голосования не было. Решение вступило в силу.

council-who-staff = Сотрудники
council-who-council = Совет
council-who-executives = Руководители
council-ballot-open = { $who }: голосуют до конца дня { $day }. В запечатанном списке { $voters ->
    [one] { $voters } человек
    [few] { $voters } человека
   *[many] { $voters } человек
}.
council-ballot-held = { $who }: голосование закончено, голоса считают.
council-ballot-expired = { $who }: проголосовало меньше трёх. Голоса не открыты никому.
council-ballot-cast = { $who }: проголосовали { $cast } из { $voters }.
council-ballot-lost = { $count ->
    [one] { $count } бюллетень был испорчен
    [few] { $count } бюллетеня были испорчены
   *[many] { $count } бюллетеней были испорчены
} в базе до подсчёта: кто-то менял её в обход программы.
council-verdict-yes = Принято.
council-verdict-no = Не принято.
council-verdict-quorum = Не состоялось: кворума нет.
council-verdict-nothing = Не состоялось: никто ничего не отметил.
council-verdict-chosen = Выбрано: { $options }
council-rounds = Туров подсчёта: { $count }. Числа — последнего.
council-drawn = Поровну, порядок решил жребий: { $options }
council-option-yes = За
council-option-no = Против
council-option-abstain = Воздержусь
council-option-cost = { $label } ({ NUMBER($cost) })
council-choice-blank = пустой бюллетень
council-kind-yes-no = Нужно больше голосов «за», чем «против».
council-kind-approval = Одобрить можно сколько угодно вариантов; побеждают { $seats ->
    [one] { $seats } самый одобренный
    [few] { $seats } самых одобренных
   *[many] { $seats } самых одобренных
}.
council-kind-ranked = Победит один: слабейшие выбывают по очереди, их голоса переходят к следующим в ваших списках.
council-kind-election = Мест: { $seats }. Лишние голоса избранных и голоса выбывших переходят к следующим в ваших списках.
council-kind-budget = Делим { NUMBER($money) }: у каждого голосующего равная доля, и тратится она только на то, что он отметил.
council-rule-share = «За» должно быть не меньше { $percent } % от «за» и «против».
council-rule-quorum = Кворум: { $percent } % списка.
council-ballot-until = Голосовать можно до конца дня { $day }, голос можно менять.
council-how-yes-no = Нажатие — это голос.
council-how-approval = Отметьте всё, что одобряете, и опустите бюллетень.
council-how-budget = Отметьте всё, на что стоит потратить, и опустите бюллетень.
council-how-ranked = Нажимайте по порядку: сначала лучшего, потом следующего. Всех называть не обязательно.
button-council-vote = Проголосовать
button-council-support = Поддержать
button-council-cast = Опустить бюллетень
button-council-cast-blank = Опустить пустой бюллетень
button-council-file = { $who }: файл для пересчёта
button-council-started = Начали делать
button-council-done = Сделано

council-receipt =
    Голос принят: { $title }

    Квитанция: { $receipt }

    После подсчёта по ней найдётся ваш бюллетень. Кому вы её покажете, тот увидит ваш выбор. До конца дня { $day } голос можно изменить: тогда квитанция будет другая, а эта перестанет значить.
button-council-copy = Скопировать квитанцию
button-council-check = Проверить мой голос
button-council-change = Изменить голос
council-check-early = Голоса ещё не подсчитаны. Пока их не видит никто, и бот тоже. Приходите с этой квитанцией после итога.
council-check-expired = Проголосовало меньше трёх, бюллетени не открывали.
council-check-found = Ваш бюллетень в списке: { $choice }
council-check-missing = Такой квитанции в опубликованном списке нет. Если вы потом не меняли голос, бюллетень пропал: покажите квитанцию тому, кому доверяете проверку.
council-file = Все бюллетени с квитанциями. Пересчитать: revmentor council recount, проверить: revmentor council verify
council-code-opening = Код голосования: { $words }. В нём вопрос, список и жребий.
council-code-both =
    Код голосования: { $words }
    Код бюллетеней: { $closing }

council-answer-due = Решение вступит в силу, если до конца дня { $day } руководитель не откажет с причинами.
council-answer-silence = Никто не ответил в срок: решение в силе.
council-started = Начали делать.
council-done = Сделано.
council-step-ask = Каким будет первый шаг? Ответьте на это сообщение: его прочтут все, кто голосовал.
council-reason-ask = Почему нет? Ответьте на это сообщение: причины встанут рядом с итогом голосования, их прочтут все.
council-answered = Ответ стоит рядом с итогом. Его получили все.
council-noted = Отмечено, об этом узнают все.

council-state-draft = ждёт организатора
council-state-proposed = собирает поддержку
council-state-supported = поддержано, ждёт голосования
council-state-open = идёт голосование
council-state-released = ждёт ответа
council-state-acknowledged = ждёт ответа
council-state-accepted = в силе
council-state-declined = не вынесено
council-state-refused = отказано с причинами
council-state-started = начато
council-state-done = сделано
council-state-expired = не набрало поддержки
council-state-voted-declined = не принято
council-state-voted-expired = не состоялось

error-council-title = Суть — одна строка, не пустая и не длиннее { $most } знаков.
error-council-text = Пояснение не длиннее { $most } знаков.
error-council-support = Нужно число больше нуля: сколько человек должны поддержать.
error-council-closed = Голосование закрыто.
error-council-not-on-roll = Вас нет в запечатанном списке этого голосования: он составлен при открытии.
error-council-runners = Кандидатов уже { $most }, больше не поместится.
error-council-runner-gone = Один из кандидатов снялся. Назначьте выборы заново.
error-council-few-runners = Кандидатов { $count }, нужно больше, чем мест. Кандидаты выдвигаются сами: /council в боте.
error-council-voters = Тайного голосования не выйдет: голосующих должно быть не меньше { $least }.
error-council-count = Подсчёт не сходится с объявленным при открытии.
error-council-urn = В урне не то, что было при закрытии: базу меняли в обход программы. Сверьте: revmentor journal verify
error-council-labels = Варианты — разные, не пустые и не длиннее { $most } знаков.

# revmentor council
command-help-council = Совет молодых: предложения, голосования, подсчёт и его проверка
command-help-council-list = Все предложения и вопросы, новые сверху
command-help-council-show = Одно из них: текст, голоса и ответ рядом с ними
command-help-council-propose = Вынести предложение на всех
command-help-council-decline = Не выносить, с причиной: её увидят все, текст — никто
command-help-council-open = Открыть голосование: по поддержанному предложению (ID) или по своему вопросу (--title)
command-help-council-elect = Выбрать совет из тех, кто выдвинулся
command-help-council-members = Кто в совете и кто выдвинулся
command-help-council-count = Открыть и подсчитать голоса закрытого голосования, отдать итог боту
command-help-council-export = Записать файл голосования: по нему любой пересчитает
command-help-council-verify = Проверить голосование: файл по объявленным кодам и журналу или, по номеру, всё до самой урны
command-help-council-recount = Пересчитать файл голосования
command-option-council-propose-threshold = сколько нужно поддержавших (по умолчанию 5)
command-option-council-open-title = вопрос, одной строкой
command-option-council-open-text = пояснение к вопросу
command-option-council-open-kind = yes-no, approval, ranked или budget
command-option-council-open-option = вариант; повторите для каждого
command-option-council-open-cost = цена варианта, в том же порядке
command-option-council-open-money = сумма, которую делят
command-option-council-open-seats = сколько вариантов побеждает
command-option-council-open-quorum = наименьшая явка, в процентах
command-option-council-open-share = наименьшая доля «за», в процентах
command-option-council-open-days = сколько дней голосуют (по умолчанию 7)
command-option-council-open-answer-days = сколько дней у руководителей на ответ (по умолчанию 14)
command-option-council-open-electorate = кого спрашивают: staff, council или executives
command-option-council-open-executives = задать тот же вопрос руководителям
command-option-council-elect-title = как назвать выборы
command-option-council-elect-seats = сколько мест
command-option-council-elect-quorum = наименьшая явка, в процентах
command-option-council-elect-days = сколько дней голосуют (по умолчанию 7)
command-option-council-export-executives = файл голосования руководителей
command-option-council-verify-code = код голосования из объявления
command-option-council-verify-ballots-code = код бюллетеней из объявления итога
command-option-council-verify-receipt = своя квитанция; можно несколько раз
council-none = Ни предложений, ни голосований пока нет. Задать свой вопрос: revmentor council open --title …
council-candidate = Кандидат: { $name } — { $words }
council-did-propose = Поручено боту: предложение увидят все. Для голосования { $count ->
    [one] нужен { $count } поддержавший
    [few] нужно { $count } поддержавших
   *[many] нужно { $count } поддержавших
}.
council-did-decline = Поручено боту: предложение не выносят, причину увидят все.
council-did-open = Поручено боту: голосование до конца дня { $day }.
council-did-count = Подсчитано и отдано боту: он сверит и объявит всем.
council-did-export = Записано: { $file }
council-holds = Всё сходится: { $votes ->
    [one] { $votes } бюллетень
    [few] { $votes } бюллетеня
   *[many] { $votes } бюллетеней
} из { $voters } возможных.
council-recount-same = Пересчёт сошёлся с опубликованным до байта.
council-recount-other = Пересчёт не сошёлся: опубликован другой итог.
council-fault-question-changed = Не сходится: вопрос не тот, что объявлен при открытии.
council-fault-list-changed = Не сходится: список голосующих не тот, что запечатан при открытии.
council-fault-seed-changed = Не сходится: жребий не тот, что обещан до открытия.
council-fault-receipts-changed = Не сходится: список бюллетеней не тот, что объявлен с итогом.
council-fault-stuffed = Не сходится: лишний бюллетень { $ref }, такого при закрытии не было.
council-fault-forged = Не сходится: бюллетень { $ref } изменён или подделан.
council-fault-spoilt = Не сходится: в бюллетене { $ref } то, чего в вопросе нет.
council-fault-double = Не сходится: за { $ref } посчитано больше одного голоса.
council-fault-dropped = Не сходится: бюллетеня { $ref } нет среди посчитанных.
council-fault-result-wrong = Не сходится: из этих бюллетеней получается другой итог.
council-fault-urn-changed = Не сходится: в урне не то, что было при закрытии.
council-fault-code-wrong = Не сходится код голосования: вопрос, список или жребий не те, что объявлены.
council-fault-ballots-code-wrong = Не сходится код бюллетеней: список не тот, что объявлен с итогом.
council-fault-unknown = Такого голосования журнал этой установки не знает.
error-council-unwritable = Файл { $file } не записать. Проверьте путь и права.
error-council-unreadable = Файл { $file } не читается. Проверьте имя и права.
error-council-receipt = Квитанция — это { $least } цифр и букв от a до f, как её показал бот.

# Экран «Совет»
place-council = Совет
act-council = совет
act-council-help = Экран «Совет»: предложения, голосования, ответы
act-new-vote = голосование
act-new-vote-help = Свой вопрос на голосование или выборы совета
act-propose-idea = вынести
act-propose-idea-help = Вынести предложение на всех
act-refuse-idea = не выносить
act-refuse-idea-help = Не выносить предложение: причину увидят все
act-vote-on = голосовать
act-vote-on-help = Открыть голосование по поддержанному предложению
act-count-votes = подсчитать
act-count-votes-help = Открыть и подсчитать голоса закрытого голосования
act-check-votes = проверить
act-check-votes-help = Сверить опубликованное с журналом и урной
act-save-votes = файл
act-save-votes-help = Записать файл голосования: по нему любой пересчитает
council-title = Совет: { $count }
council-empty = Ни предложений, ни голосований пока нет. Предлагают в боте: /council. Свой вопрос: n.
council-to-count = закрыто, подсчитать
council-standing = Выдвинулись: { $names }
council-ask-support = Сколько поддержавших нужно для голосования?
council-ask-support-hint = Предложение увидят все сотрудники. Кто поддержал, не увидит никто.
council-ask-refuse = Почему не выносите?
council-ask-refuse-hint = Причину увидят все в /council, текст предложения — никто.
council-choose-kind = Какое голосование?
council-new-yes-no = за, против, воздержусь
council-new-approval = одобрение: сколько угодно вариантов
council-new-ranked = ранжирование: один победитель
council-new-election = выборы совета из выдвинувшихся
council-new-budget = бюджет: на что потратить
council-new-hint = Enter — дальше, в последней строке открыть. Условия запечатываются и больше не меняются.
council-field-title = Вопрос, одной строкой
council-field-options = Варианты через точку с запятой
council-field-priced = Варианты с ценой: проектор = 300; чай = 50
council-field-money = Сумма
council-field-seats = Сколько победит
council-field-share = Доля «за», в процентах (50 — простое большинство)
council-field-quorum = Кворум, в процентах списка
council-field-days = Сколько дней голосуют
council-tick-council = только совет
council-tick-executives = тот же вопрос руководителям
council-ask-count = Подсчитать голоса: { $title }?
council-ask-count-body = Итог объявят всем, и назад его не взять.
council-ask-count-yes = подсчитать и объявить
council-ask-count-no = не сейчас
council-check-holds = Всё сходится: файл, журнал и урна.
error-council-days = Голосуют от 1 до { $most } дней.
button-board-votes = Голосования совета: { $count }
board-vote = Голосование совета { $place }/{ $count }
button-board-vote = Файл и коды
council-fault-withheld = Не сходится: в урне достаточно голосов, чтобы их считать, а сказано, что мало.
council-holds-few = Сходится: в урне то, что было при закрытии, и проголосовало меньше { $least }. Голоса не показаны.
