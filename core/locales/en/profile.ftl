# /menu and the profile, /me
button-menu = What else is here
command-menu = What else is here
menu = Beside letters and answers there is this.
menu-me = About me
profile-head = This is how those you meet will see you.
profile-name = Name: { $name }
profile-contact = How to reach you: { $contact }
profile-nothing = not given
profile-who-sees = The organiser sees your name. Your contact is seen only by somebody you have both agreed with. Nothing links this to letters without a name.
profile-name-ask = What shall people call you? Reply to this message.
profile-contact-ask = How can you be reached? A phone, an e-mail or a room will do. Reply to this message.
button-profile-name = Change the name
button-profile-contact = Change the contact
welcome-host = Hello. Requests for internships come here: executives would like to work in your team for a few days. Whether to take them is up to you.
