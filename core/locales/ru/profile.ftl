# /menu и анкета /me
button-menu = Что ещё здесь есть
command-menu = Что ещё здесь есть
menu = Кроме писем и ответов здесь есть ещё вот что.
menu-me = Обо мне
profile-head = Так вас увидят те, с кем вы встретитесь.
profile-name = Имя: { $name }
profile-contact = Как с вами связаться: { $contact }
profile-nothing = не указано
profile-who-sees = Имя, темы, время и языки видит организатор. Контакт видит только тот, с кем вы оба согласились. С письмами без имени анкета не связана.
profile-name-ask = Как к вам обращаться? Ответьте на это сообщение.
profile-contact-ask = Как с вами связаться? Например: телефон, почта или кабинет. Ответьте на это сообщение.
button-profile-name = Изменить имя
button-profile-contact = Изменить контакт
welcome-host = Здравствуйте. Сюда приходят просьбы о стажировке: руководители хотят несколько дней поработать в вашей команде. Принять или нет, решаете вы.
profile-teaches = Могу научить: { $words }
profile-wants = Хочу узнать: { $words }
profile-slots = Удобное время: { $words }
profile-anytime = любое
profile-languages = Языки: { $words }
profile-places =
    { $count ->
        [one] Возьму { $count } партнёра
        [few] Возьму { $count } партнёров
       *[many] Возьму { $count } партнёров
    }
profile-teaches-ask = Чему вы можете научить? Отметьте всё, что подходит.
profile-wants-ask = Что вы хотите узнать? Отметьте всё, что подходит.
profile-slots-ask = Когда вам удобно? Если не отметить ничего, подойдёт любое время.
profile-languages-ask = На каких языках вы готовы говорить?
profile-places-ask = Сколько молодых партнёров вы готовы взять?
profile-own-ask = Напишите через запятую, своими словами. Ответьте на это сообщение.
language-ru = русский
language-en = английский
button-profile-teaches = Могу научить
button-profile-wants = Хочу узнать
button-profile-slots = Время
button-profile-languages = Языки
button-profile-places = Сколько партнёров
button-profile-own = Своими словами
button-profile-done = Готово
