import type { JourneyTemplate } from './template.ts'
import { email, HELLO } from './template.ts'

const ONE_WAIT = { amount: 90, unit: 'days' } as const

/** Who has bought and falls silent is written to once, with a control group, and then left in peace. */
export const WIN_BACK: JourneyTemplate = {
  id: 'win-back',
  name: { en: 'Win back', es: 'Recuperar clientes' },
  about: {
    en: 'Ninety days after an order without another one, half of those who stayed away get a reason to come back; the other half is the control group. Every new order starts the ninety days anew.',
    es: 'A los noventa días de un pedido sin otro nuevo, la mitad de quienes no han vuelto recibe un motivo para volver; la otra mitad es el grupo de control. Cada pedido vuelve a empezar los noventa días.',
  },
  adapt: {
    en: 'The ninety days (how often do your customers buy?), the offer and its link.',
    es: 'Los noventa días (¿cada cuánto compran tus clientes?), la oferta y su enlace.',
  },
  steps: [
    {
      id: 'orders',
      kind: 'event-entry',
      stage: 'service',
      title: { en: 'Orders', es: 'Hace un pedido' },
      event: 'Order Completed',
    },
    {
      id: 'again',
      kind: 'wait-for-event',
      stage: 'service',
      title: { en: 'Orders again?', es: '¿Vuelve a pedir?' },
      event: 'Order Completed',
      timeout: ONE_WAIT,
    },
    {
      id: 'loyal',
      kind: 'exit',
      stage: 'service',
      title: { en: 'Comes back unasked', es: 'Vuelve sin que se le pida' },
    },
    {
      id: 'arms',
      kind: 'experiment',
      stage: 'consideration',
      title: { en: 'Write or leave alone', es: 'Escribir o dejar en paz' },
      variants: [{ id: 'written', title: { en: 'Written to', es: 'Se le escribe' }, weight: 50 }],
      controlWeight: 50,
    },
    email({
      id: 'reason',
      stage: 'consideration',
      title: { en: 'A reason to come back', es: 'Un motivo para volver' },
      purpose: 'marketing',
      subject: {
        en: 'What has changed since you were here',
        es: 'Lo que ha cambiado desde tu visita',
      },
      body: {
        en: `${HELLO.en}

it has been a while. This is what is new since your last order, and with **WELCOME-BACK** delivery is on us.

[See what is new](https://www.example.com/new?code=WELCOME-BACK)`,
        es: `${HELLO.es}

Ha pasado un tiempo. Esto es lo nuevo desde tu último pedido, y con **DE-VUELTA** el envío corre de nuestra cuenta.

[Ver lo nuevo](https://www.example.com/new?code=DE-VUELTA)`,
      },
    }),
    {
      id: 'returns',
      kind: 'wait-for-event',
      stage: 'decision',
      title: { en: 'Comes back?', es: '¿Vuelve?' },
      event: 'Order Completed',
      timeout: { amount: 30, unit: 'days' },
    },
    {
      id: 'won',
      kind: 'goal',
      stage: 'decision',
      title: { en: 'Won back', es: 'Recuperado' },
    },
    {
      id: 'gone',
      kind: 'exit',
      stage: 'decision',
      title: { en: 'Stays away', es: 'No vuelve' },
    },
  ],
  ways: [
    'orders > again',
    'again:arrived > loyal',
    'again:timed-out > arms',
    'arms:written > reason',
    'arms:control > returns',
    'reason > returns',
    'returns:arrived > won',
    'returns:timed-out > gone',
  ],
  settings: { conversionWindow: { amount: 150, unit: 'days' } },
}
