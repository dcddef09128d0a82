# /menu and the profile, /me
button-menu = What else is here
command-menu = What else is here
menu = Beside letters and answers there is this.
menu-me = About me
profile-head = This is how those you meet will see you.
profile-name = Name: { $name }
profile-contact = How to reach you: { $contact }
profile-nothing = not given
profile-who-sees = The organiser sees your name, topics, times and languages. Your contact is seen only by somebody you have both agreed with. Nothing links this to letters without a name.
profile-name-ask = What shall people call you? Reply to this message.
profile-contact-ask = How can you be reached? A phone, an e-mail or a room will do. Reply to this message.
button-profile-name = Change the name
button-profile-contact = Change the contact
welcome-host = Hello. Requests for internships come here: executives would like to work in your team for a few days. Whether to take them is up to you.
profile-teaches = I can teach: { $words }
profile-wants = I want to learn: { $words }
profile-slots = Good times: { $words }
profile-anytime = any
profile-languages = Languages: { $words }
profile-places =
    { $count ->
        [one] I take { $count } partner
       *[other] I take { $count } partners
    }
profile-teaches-ask = What can you teach? Tick all that fits.
profile-wants-ask = What do you want to learn? Tick all that fits.
profile-slots-ask = When does it suit you? With nothing ticked, any time does.
profile-languages-ask = Which languages will you speak?
profile-places-ask = How many young partners will you take?
profile-own-ask = Write it in your own words, separated by commas. Reply to this message.
language-ru = Russian
language-en = English
button-profile-teaches = I can teach
button-profile-wants = I want to learn
button-profile-slots = Times
button-profile-languages = Languages
button-profile-places = How many partners
button-profile-own = In my own words
button-profile-done = Done
