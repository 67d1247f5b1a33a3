import type { JourneyTemplate } from './template.ts'
import { email, HELLO } from './template.ts'

const SAME_ORDER = { property: 'order_id', entryProperty: 'order_id' } as const

/** From the order to two quiet weeks of use; a problem goes to people, not to a survey. */
export const POST_PURCHASE: JourneyTemplate = {
  id: 'post-purchase',
  name: { en: 'Post-purchase service', es: 'Servicio después de la compra' },
  about: {
    en: 'Care after the order: how to use it once it has arrived, and one question two weeks later. Who opens a case meanwhile is not asked how happy they are: first the case is solved, then the effort it took is asked about.',
    es: 'Atención después del pedido: cómo usarlo cuando llega y una pregunta dos semanas después. A quien abre un caso mientras tanto no se le pregunta si está contento: primero se resuelve, y después se pregunta por el esfuerzo.',
  },
  adapt: {
    en: 'The links to the survey and the guide; orders and shipments carry the same order_id.',
    es: 'Los enlaces a la encuesta y a la guía; pedidos y entregas llevan el mismo order_id.',
  },
  steps: [
    {
      id: 'orders',
      kind: 'event-entry',
      stage: 'decision',
      title: { en: 'Orders', es: 'Hace un pedido' },
      event: 'Order Completed',
    },
    {
      id: 'arrives',
      kind: 'wait-for-event',
      stage: 'service',
      title: { en: 'Has it arrived?', es: '¿Ha llegado?' },
      event: 'Order Fulfilled',
      correlation: SAME_ORDER,
      timeout: { amount: 10, unit: 'days' },
    },
    email({
      id: 'guide',
      stage: 'service',
      title: { en: 'How to get the best of it', es: 'Cómo sacarle partido' },
      purpose: 'transactional',
      subject: { en: 'Your order is there', es: 'Tu pedido ya está ahí' },
      body: {
        en: `${HELLO.en}

your order has arrived. How to care for it, and how to change it if it does not fit, is all on one page.

[Care and returns](https://www.example.com/care)

If anything is wrong, just answer this e-mail.`,
        es: `${HELLO.es}

Tu pedido ha llegado. Cómo cuidarlo, y cómo cambiarlo si no te va bien, está todo en una página.

[Cuidados y devoluciones](https://www.example.com/care)

Si algo no está bien, responde a este correo.`,
      },
    }),
    {
      id: 'problem',
      kind: 'wait-for-event',
      stage: 'service',
      title: { en: 'Opens a case?', es: '¿Abre un caso?' },
      event: 'Case Opened',
      timeout: { amount: 14, unit: 'days' },
    },
    {
      id: 'solved',
      kind: 'wait-for-event',
      stage: 'service',
      title: { en: 'Is it solved?', es: '¿Se resuelve?' },
      event: 'Case Resolved',
      timeout: { amount: 7, unit: 'days' },
    },
    {
      id: 'waiting',
      kind: 'exit',
      stage: 'service',
      title: { en: 'Left waiting', es: 'Se queda esperando' },
    },
    email({
      id: 'effort',
      stage: 'advocacy',
      title: { en: 'How easy was it?', es: '¿Fue fácil?' },
      purpose: 'transactional',
      subject: { en: 'How easy was it to get it solved?', es: '¿Fue fácil resolverlo?' },
      body: {
        en: `${HELLO.en}

your case is closed on our side. How easy was it to get it solved, from 1 (hard) to 7 (easy)?

[Answer in ten seconds](https://www.example.com/survey/ces)`,
        es: `${HELLO.es}

Tu caso está cerrado por nuestra parte. ¿Fue fácil resolverlo, de 1 (difícil) a 7 (fácil)?

[Responder en diez segundos](https://www.example.com/survey/ces)`,
      },
    }),
    email({
      id: 'recommend',
      stage: 'advocacy',
      title: { en: 'Would you recommend us?', es: '¿Nos recomendarías?' },
      purpose: 'transactional',
      subject: { en: 'One question about your order', es: 'Una pregunta sobre tu pedido' },
      body: {
        en: `${HELLO.en}

you have had it for two weeks. How likely are you to recommend us to a friend, from 0 to 10?

[Answer in ten seconds](https://www.example.com/survey/nps)`,
        es: `${HELLO.es}

Lo tienes desde hace dos semanas. ¿Con qué probabilidad nos recomendarías, de 0 a 10?

[Responder en diez segundos](https://www.example.com/survey/nps)`,
      },
    }),
    {
      id: 'answers',
      kind: 'wait-for-event',
      stage: 'advocacy',
      title: { en: 'Answers?', es: '¿Responde?' },
      event: 'Survey Answered',
      timeout: { amount: 7, unit: 'days' },
    },
    {
      id: 'heard',
      kind: 'goal',
      stage: 'advocacy',
      title: { en: 'Served and heard', es: 'Atendido y escuchado' },
    },
    {
      id: 'silent',
      kind: 'exit',
      stage: 'advocacy',
      title: { en: 'Says nothing', es: 'No dice nada' },
    },
  ],
  ways: [
    'orders > arrives',
    'arrives:arrived > guide',
    'arrives:timed-out > problem',
    'guide > problem',
    'problem:arrived > solved',
    'problem:timed-out > recommend',
    'solved:arrived > effort',
    'solved:timed-out > waiting',
    'effort > answers',
    'recommend > answers',
    'answers:arrived > heard',
    'answers:timed-out > silent',
  ],
  settings: { correlationKey: 'order_id' },
}
