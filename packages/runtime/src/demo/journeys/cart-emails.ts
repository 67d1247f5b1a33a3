import type { NodeOf } from '@periplo/model'

/** What a message node says and on which terms; where it stands is the journey's business. */
export type EmailText = Pick<
  NodeOf<'message'>,
  'title' | 'channel' | 'purpose' | 'subject' | 'body' | 'onRefused'
>

const ITEMS = `{% for item in event.products %}- **{{ item.name }}**, {{ item.price_minor | money: 'EUR' }}
{% endfor %}`

/** The evening e-mail with a code for what was left in the cart. */
export const CODE_EMAIL: EmailText = {
  title: 'Code for the items',
  channel: 'email',
  purpose: 'marketing',
  onRefused: 'continue',
  subject: '{{ person.first_name }}, 10 % off what you picked at lunch',
  body: `Hello {{ person.first_name }},

you had a good eye today. We have put this aside for you until Sunday:

${ITEMS}
With the code **AUTUMN10** it is ten per cent less, online or at the till: just show this e-mail.

[Back to my cart](https://shop.nordica.example/cart/{{ event.cart_id }}?code=AUTUMN10)

Would you rather feel the wool first? Your store in {{ person.city }} has these pieces on the rail, and the fitting room is free most days at noon.

Warm regards,
Nórdica`,
}

/** The same evening without a code: what a plain reminder does. */
export const REMINDER_EMAIL: EmailText = {
  title: 'Reminder, no code',
  channel: 'email',
  purpose: 'marketing',
  onRefused: 'continue',
  subject: 'Still thinking it over, {{ person.first_name }}?',
  body: `Hello {{ person.first_name }},

your cart is as you left it:

${ITEMS}
[Back to my cart](https://shop.nordica.example/cart/{{ event.cart_id }})

Not sure about the size? Exchanges are free for 30 days, by post or in any store.

Warm regards,
Nórdica`,
}

/** Two days after the clothes arrived: one question. */
export const SURVEY_EMAIL: EmailText = {
  title: 'Asks one question',
  channel: 'email',
  purpose: 'transactional',
  onRefused: 'continue',
  subject: 'One question about your order, {{ person.first_name }}',
  body: `Hello {{ person.first_name }},

you have had your new clothes for a couple of days. How likely are you to recommend Nórdica to a friend, from 0 to 10?

[Answer, it takes ten seconds](https://shop.nordica.example/survey/nps)

Whatever you say, somebody here reads it. And there are 120 points in it for your club card.

Thank you,
Nórdica`,
}
