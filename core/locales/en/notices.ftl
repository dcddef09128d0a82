push-answer = There is an answer to your letter.
button-read = Read
