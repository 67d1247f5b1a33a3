import type { JourneyTemplate } from './template.ts'
import { email, HELLO } from './template.ts'

/** Research online, purchase offline: who looks for stock is invited, half of them, so that the effect is known. */
export const STORE_VISIT: JourneyTemplate = {
  id: 'store-visit',
  name: { en: 'Store visit follow-up (ROPO)', es: 'Seguimiento de la visita a tienda (ROPO)' },
  about: {
    en: 'Who checks on the web whether a store has something is invited to try it there; one half is not, to know what the invitation causes. Who came and left without buying gets one follow-up. The purchase at the till closes the circle.',
    es: 'A quien mira en la web si una tienda tiene algo se le invita a probarlo allí; a la mitad no, para saber qué causa la invitación. Quien vino y se fue sin comprar recibe un seguimiento. La compra en caja cierra el círculo.',
  },
  adapt: {
    en: 'The link to put something aside; orders in the store carry a store_id, and visits are recorded by a scan or an appointment.',
    es: 'El enlace para reservar; los pedidos en tienda llevan un store_id, y las visitas se registran con un escaneo o una cita.',
  },
  steps: [
    {
      id: 'checks',
      kind: 'event-entry',
      stage: 'consideration',
      title: { en: 'Checks stock in a store', es: 'Mira existencias en tienda' },
      event: 'Stock Checked',
    },
    {
      id: 'arms',
      kind: 'experiment',
      stage: 'consideration',
      title: { en: 'Invite one half', es: 'Invitar a la mitad' },
      variants: [{ id: 'invited', title: { en: 'Invited', es: 'Invitada' }, weight: 50 }],
      controlWeight: 50,
    },
    email({
      id: 'invites',
      stage: 'consideration',
      title: { en: 'Come and try it', es: 'Ven a probarlo' },
      purpose: 'marketing',
      subject: { en: 'It is here, come and try it', es: 'Está aquí, ven a probarlo' },
      body: {
        en: `${HELLO.en}

what you looked for is in the store. Shall we put it aside for you until tomorrow evening?

[Put it aside for me](https://www.example.com/try)`,
        es: `${HELLO.es}

Lo que buscabas está en la tienda. ¿Te lo apartamos hasta mañana por la tarde?

[Apártamelo](https://www.example.com/try)`,
      },
    }),
    {
      id: 'comes',
      kind: 'wait-for-event',
      stage: 'decision',
      title: { en: 'Comes to the store?', es: '¿Viene a la tienda?' },
      event: 'Store Visit Recorded',
      timeout: { amount: 7, unit: 'days' },
    },
    {
      id: 'buys',
      kind: 'wait-for-event',
      stage: 'decision',
      title: { en: 'Buys there?', es: '¿Compra allí?' },
      event: 'Order Completed',
      filter: { op: 'exists', operand: { from: 'event', path: 'store_id' } },
      timeout: { amount: 1, unit: 'days' },
    },
    {
      id: 'away',
      kind: 'exit',
      stage: 'decision',
      title: { en: 'Stays away', es: 'No viene' },
    },
    email({
      id: 'follow',
      stage: 'service',
      title: { en: 'Can we help?', es: '¿Podemos ayudar?' },
      purpose: 'marketing',
      subject: { en: 'Did you find what you were looking for?', es: '¿Encontraste lo que buscabas?' },
      body: {
        en: `${HELLO.en}

it was good to see you in the store. If it was the size or the colour: we can have the other one sent to you, free of charge.

[Choose another one](https://www.example.com/other)`,
        es: `${HELLO.es}

Nos alegró verte en la tienda. Si fue la talla o el color, podemos enviarte el otro sin coste.

[Elegir otro](https://www.example.com/other)`,
      },
    }),
    {
      id: 'after-all',
      kind: 'wait-for-event',
      stage: 'service',
      title: { en: 'Buys after all?', es: '¿Compra al final?' },
      event: 'Order Completed',
      timeout: { amount: 7, unit: 'days' },
    },
    {
      id: 'bought',
      kind: 'goal',
      stage: 'service',
      title: { en: 'Has bought', es: 'Ha comprado' },
    },
    {
      id: 'none',
      kind: 'exit',
      stage: 'service',
      title: { en: 'Nothing for them', es: 'No era para ellos' },
    },
  ],
  ways: [
    'checks > arms',
    'arms:invited > invites',
    'arms:control > comes',
    'invites > comes',
    'comes:arrived > buys',
    'comes:timed-out > away',
    'buys:arrived > bought',
    'buys:timed-out > follow',
    'follow > after-all',
    'after-all:arrived > bought',
    'after-all:timed-out > none',
  ],
  settings: { reentry: { mode: 'cool-down', coolDown: { amount: 14, unit: 'days' } } },
}
