push-answer = There is news of your letter.
button-read = Read
