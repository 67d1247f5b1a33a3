import type { JourneyTemplate } from './template.ts'
import { email, HELLO } from './template.ts'

/** From signing up to the first order. */
export const WELCOME: JourneyTemplate = {
  id: 'welcome',
  name: { en: 'Welcome', es: 'Bienvenida' },
  about: {
    en: 'A warm hello an hour after signing up. Whoever looks around for a week without buying gets answers to what people ask before a first order; whoever shows no interest is left in peace.',
    es: 'Un saludo una hora después del registro. Quien mira durante una semana sin comprar recibe respuestas a lo que se pregunta antes de un primer pedido; a quien no muestra interés se le deja en paz.',
  },
  adapt: {
    en: 'The links, and the three answers in the second e-mail.',
    es: 'Los enlaces y las tres respuestas del segundo correo.',
  },
  steps: [
    {
      id: 'joins',
      kind: 'event-entry',
      stage: 'awareness',
      title: { en: 'Signs up', es: 'Se registra' },
      event: 'Signed Up',
    },
    {
      id: 'hour',
      kind: 'delay',
      stage: 'awareness',
      title: { en: 'Give them an hour', es: 'Dejar una hora' },
      duration: { amount: 1, unit: 'hours' },
    },
    email({
      id: 'hello',
      stage: 'consideration',
      title: { en: 'Warm hello', es: 'Saludo' },
      purpose: 'transactional',
      subject: { en: 'Welcome', es: 'Te damos la bienvenida' },
      body: {
        en: `${HELLO.en}

it is good to have you. Your account is ready: orders, returns and everything you keep for later are in one place.

[Have a look around](https://www.example.com/new)`,
        es: `${HELLO.es}

Nos alegra tenerte aquí. Tu cuenta está lista: pedidos, devoluciones y lo que guardes para más tarde, todo en un mismo sitio.

[Echa un vistazo](https://www.example.com/new)`,
      },
    }),
    {
      id: 'first',
      kind: 'wait-for-event',
      stage: 'decision',
      title: { en: 'First order within a week?', es: '¿Primer pedido en una semana?' },
      event: 'Order Completed',
      timeout: { amount: 7, unit: 'days' },
    },
    {
      id: 'looks',
      kind: 'condition',
      stage: 'decision',
      title: { en: 'Still looking around?', es: '¿Sigue mirando?' },
      condition: {
        op: 'count',
        event: 'Product Viewed',
        within: { amount: 7, unit: 'days' },
        is: 'at-least',
        times: 2,
      },
    },
    email({
      id: 'answers',
      stage: 'decision',
      title: { en: 'Answers before they ask', es: 'Respuestas antes de preguntar' },
      purpose: 'marketing',
      subject: {
        en: 'Three things people ask before a first order',
        es: 'Tres cosas que se preguntan antes de un primer pedido',
      },
      body: {
        en: `${HELLO.en}

three things people ask us before their first order:

- **Delivery**: when it comes, and what it costs.
- **Returns**: how long, and how easy.
- **Choosing**: who helps with size and fit.

[Back to what you looked at](https://www.example.com/)`,
        es: `${HELLO.es}

Tres cosas que nos preguntan antes de un primer pedido:

- **Envío**: cuándo llega y cuánto cuesta.
- **Devoluciones**: cuánto tiempo hay y cómo se hacen.
- **Elección**: quién ayuda con la talla.

[Volver a lo que mirabas](https://www.example.com/)`,
      },
    }),
    {
      id: 'after-all',
      kind: 'wait-for-event',
      stage: 'decision',
      title: { en: 'Orders after all?', es: '¿Pide al final?' },
      event: 'Order Completed',
      timeout: { amount: 7, unit: 'days' },
    },
    {
      id: 'quiet',
      kind: 'exit',
      stage: 'decision',
      title: { en: 'Stays quiet', es: 'Sigue en silencio' },
    },
    {
      id: 'customer',
      kind: 'goal',
      stage: 'service',
      title: { en: 'Has ordered', es: 'Ha pedido' },
    },
  ],
  ways: [
    'joins > hour',
    'hour > hello',
    'hello > first',
    'first:arrived > customer',
    'first:timed-out > looks',
    'looks:yes > answers',
    'looks:no > quiet',
    'answers > after-all',
    'after-all:arrived > customer',
    'after-all:timed-out > quiet',
  ],
  settings: { reentry: { mode: 'never' } },
}
