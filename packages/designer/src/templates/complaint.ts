import type { JourneyTemplate } from './template.ts'
import { email, HELLO } from './template.ts'

const SAME_CASE = { property: 'issue_id', entryProperty: 'issue_id' } as const

/** A complaint is answered at once, hurried on when it takes long, and made good before anything is sold again. */
export const COMPLAINT: JourneyTemplate = {
  id: 'complaint-recovery',
  name: { en: 'Complaint recovery', es: 'Recuperación tras una queja' },
  about: {
    en: 'Whoever complains hears at once that they were heard. What is not solved in two days is put before the head of service; what is solved is asked about, and who found it hard gets an apology from a person, not a voucher from a machine.',
    es: 'Quien se queja sabe enseguida que se le ha escuchado. Lo que no se resuelve en dos días llega a la dirección de atención al cliente; por lo resuelto se pregunta, y a quien le costó le pide disculpas una persona, no un vale automático.',
  },
  adapt: {
    en: 'The addresses of your help desk; cases carry the same issue_id from opening to solution.',
    es: 'Las direcciones de tu centro de atención; los casos llevan el mismo issue_id desde que se abren hasta que se resuelven.',
  },
  steps: [
    {
      id: 'complains',
      kind: 'event-entry',
      stage: 'service',
      title: { en: 'Complains', es: 'Se queja' },
      event: 'Case Opened',
      filter: {
        op: 'compare',
        operand: { from: 'event', path: 'topic' },
        is: 'equals',
        value: 'complaint',
      },
    },
    email({
      id: 'heard',
      stage: 'service',
      title: { en: 'We have heard you', es: 'Te hemos escuchado' },
      purpose: 'transactional',
      subject: {
        en: 'We are on it ({{ entry.issue_id }})',
        es: 'Estamos en ello ({{ entry.issue_id }})',
      },
      body: {
        en: `${HELLO.en}

what you told us is in one file, **{{ entry.issue_id }}**. Whoever you talk to next can read it, so nobody will ask you the same thing twice. We answer within one working day.`,
        es: `${HELLO.es}

Lo que nos contaste está en un expediente, **{{ entry.issue_id }}**. Quien te atienda después puede leerlo: nadie te preguntará lo mismo dos veces. Respondemos en un día laborable.`,
      },
    }),
    {
      id: 'soon',
      kind: 'wait-for-event',
      stage: 'service',
      title: { en: 'Solved in two days?', es: '¿Resuelto en dos días?' },
      event: 'Case Resolved',
      correlation: SAME_CASE,
      timeout: { amount: 2, unit: 'days' },
    },
    {
      id: 'alarm',
      kind: 'webhook',
      stage: 'service',
      title: { en: 'Tell the head of service', es: 'Avisar a dirección' },
      url: 'https://desk.example.com/alarms',
    },
    {
      id: 'late',
      kind: 'wait-for-event',
      stage: 'service',
      title: { en: 'Solved in the end?', es: '¿Resuelto al final?' },
      event: 'Case Resolved',
      correlation: SAME_CASE,
      timeout: { amount: 7, unit: 'days' },
    },
    {
      id: 'unsolved',
      kind: 'exit',
      stage: 'service',
      title: { en: 'Never solved', es: 'Sin resolver' },
    },
    email({
      id: 'asks',
      stage: 'advocacy',
      title: { en: 'How easy was it?', es: '¿Fue fácil?' },
      purpose: 'transactional',
      subject: { en: 'How easy was it to get it solved?', es: '¿Fue fácil resolverlo?' },
      body: {
        en: `${HELLO.en}

your case {{ entry.issue_id }} is closed on our side. How easy was it, from 1 (hard) to 7 (easy)?

[Answer in ten seconds](https://www.example.com/survey/ces)`,
        es: `${HELLO.es}

Tu caso {{ entry.issue_id }} está cerrado por nuestra parte. ¿Fue fácil, de 1 (difícil) a 7 (fácil)?

[Responder en diez segundos](https://www.example.com/survey/ces)`,
      },
    }),
    {
      id: 'answers',
      kind: 'wait-for-event',
      stage: 'advocacy',
      title: { en: 'Answers?', es: '¿Responde?' },
      event: 'Survey Answered',
      timeout: { amount: 5, unit: 'days' },
    },
    {
      id: 'hard',
      kind: 'condition',
      stage: 'advocacy',
      title: { en: 'Was it hard?', es: '¿Fue difícil?' },
      condition: { op: 'compare', operand: { from: 'event', path: 'score' }, is: 'at-most', value: 3 },
    },
    {
      id: 'call',
      kind: 'webhook',
      stage: 'advocacy',
      title: { en: 'Somebody calls them', es: 'Alguien les llama' },
      url: 'https://desk.example.com/calls',
    },
    {
      id: 'recovered',
      kind: 'goal',
      stage: 'advocacy',
      title: { en: 'Solved', es: 'Resuelto' },
    },
  ],
  ways: [
    'complains > heard',
    'heard > soon',
    'soon:arrived > asks',
    'soon:timed-out > alarm',
    'alarm > late',
    'late:arrived > asks',
    'late:timed-out > unsolved',
    'asks > answers',
    'answers:arrived > hard',
    'answers:timed-out > recovered',
    'hard:yes > call',
    'hard:no > recovered',
    'call > recovered',
  ],
  settings: { correlationKey: 'issue_id' },
}
