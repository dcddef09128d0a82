push-answer = Пришёл ответ на письмо.
button-read = Прочесть
