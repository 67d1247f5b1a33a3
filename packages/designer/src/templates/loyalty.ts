import type { JourneyTemplate } from './template.ts'
import { email, HELLO } from './template.ts'

/** Who buys often is thanked before they are asked for anything, and then asked for a friend. */
export const LOYALTY: JourneyTemplate = {
  id: 'loyalty-referral',
  name: { en: 'Loyalty and referral', es: 'Fidelidad y recomendación' },
  about: {
    en: 'The third order in a year makes somebody a regular: they are thanked, and a week later asked whether they know a friend who would like it. Who answered a survey badly in the last month is not asked.',
    es: 'El tercer pedido en un año convierte a alguien en cliente habitual: se le dan las gracias y, una semana después, se le pregunta si conoce a un amigo a quien le gustaría. A quien respondió mal a una encuesta en el último mes no se le pregunta.',
  },
  adapt: {
    en: 'The number of orders, what the thanks are, and the link to refer by.',
    es: 'El número de pedidos, en qué consiste el agradecimiento y el enlace de recomendación.',
  },
  steps: [
    {
      id: 'third',
      kind: 'event-entry',
      stage: 'service',
      title: { en: 'Orders for the third time', es: 'Hace su tercer pedido' },
      event: 'Order Completed',
      filter: {
        op: 'count',
        event: 'Order Completed',
        within: { amount: 365, unit: 'days' },
        is: 'at-least',
        times: 3,
      },
    },
    {
      id: 'tier',
      kind: 'update-profile',
      stage: 'advocacy',
      title: { en: 'Becomes a regular', es: 'Pasa a ser habitual' },
      changes: [{ to: 'value', trait: 'tier', value: 'regular' }],
    },
    email({
      id: 'thanks',
      stage: 'advocacy',
      title: { en: 'Thank you', es: 'Gracias' },
      purpose: 'marketing',
      subject: { en: 'Thank you, for the third time', es: 'Gracias por tercera vez' },
      body: {
        en: `${HELLO.en}

three orders in a year: thank you. From now on you see every new collection two days before everybody else.

[Early access](https://www.example.com/early)`,
        es: `${HELLO.es}

Tres pedidos en un año: gracias. Desde ahora verás cada nueva colección dos días antes que nadie.

[Acceso anticipado](https://www.example.com/early)`,
      },
    }),
    {
      id: 'week',
      kind: 'delay',
      stage: 'advocacy',
      title: { en: 'A week later', es: 'Una semana después' },
      duration: { amount: 7, unit: 'days' },
    },
    {
      id: 'unhappy',
      kind: 'condition',
      stage: 'advocacy',
      title: { en: 'Unhappy lately?', es: '¿Descontento últimamente?' },
      condition: {
        op: 'last',
        event: 'Survey Answered',
        within: { amount: 30, unit: 'days' },
        where: { op: 'compare', operand: { from: 'event', path: 'score' }, is: 'at-most', value: 6 },
      },
    },
    {
      id: 'spared',
      kind: 'exit',
      stage: 'advocacy',
      title: { en: 'Not asked', es: 'No se le pregunta' },
    },
    email({
      id: 'asks',
      stage: 'advocacy',
      title: { en: 'Do you know somebody?', es: '¿Conoces a alguien?' },
      purpose: 'marketing',
      subject: { en: 'For a friend, and for you', es: 'Para un amigo y para ti' },
      body: {
        en: `${HELLO.en}

is there somebody who would like this, too? They get ten per cent off their first order, and so do you off your next one.

[Tell a friend](https://www.example.com/refer)`,
        es: `${HELLO.es}

¿Hay alguien a quien también le gustaría? Tendrá un diez por ciento de descuento en su primer pedido, y tú en el siguiente.

[Contárselo a un amigo](https://www.example.com/refer)`,
      },
    }),
    {
      id: 'refers',
      kind: 'wait-for-event',
      stage: 'advocacy',
      title: { en: 'Refers a friend?', es: '¿Recomienda a un amigo?' },
      event: 'Referral Made',
      timeout: { amount: 30, unit: 'days' },
    },
    {
      id: 'advocate',
      kind: 'goal',
      stage: 'advocacy',
      title: { en: 'Brings a friend', es: 'Trae a un amigo' },
    },
    {
      id: 'regular',
      kind: 'exit',
      stage: 'advocacy',
      title: { en: 'Stays a regular', es: 'Sigue siendo habitual' },
    },
  ],
  ways: [
    'third > tier',
    'tier > thanks',
    'thanks > week',
    'week > unhappy',
    'unhappy:yes > spared',
    'unhappy:no > asks',
    'asks > refers',
    'refers:arrived > advocate',
    'refers:timed-out > regular',
  ],
  settings: { reentry: { mode: 'cool-down', coolDown: { amount: 365, unit: 'days' } } },
}
