push-answer = Есть новость о вашем письме.
button-read = Прочесть
