import type { MessageOutcome, RefusalReason } from '@periplo/model'
import { K02_SENDS } from '../k02-sends.ts'
import { K02 } from '../k02-step-conversion.ts'
import { K03 } from '../k03-drop-off.ts'
import { K04 } from '../k04-dwell.ts'
import type { MeasureInfo, Wording } from '../measure-info.ts'

/** What the map tells of nodes and edges: K02 to K04 over rollups. */
export const STEP_MEASURES = {
  'edge-share': {
    definitionVersion: K02,
    name: { en: 'Step conversion', es: 'Conversión de paso' },
    explanation: {
      en: 'Entries that left the step this way in time ÷ entries of the step. In time means its longest wait plus 7 days; entries that still have time are left out.',
      es: 'Entradas que salieron del paso por aquí a tiempo ÷ entradas del paso. A tiempo significa su espera más larga más 7 días; quedan fuera las entradas que aún tienen tiempo.',
    },
    unit: 'rate',
    counts: 'entries',
    better: 'neither',
    attachesTo: ['edge'],
    who: ['designer'],
    cadence: 'day',
    reentry: 'all',
  },
  'drop-off': {
    definitionVersion: K03,
    name: { en: 'Drop-off', es: 'Abandono' },
    short: { en: 'Drop‑off', es: 'Abandono' },
    explanation: {
      en: 'Entries that did not go on in time ÷ entries of the step. Reaching the goal is never a drop-off; entries that still have time are left out.',
      es: 'Entradas que no siguieron adelante a tiempo ÷ entradas del paso. Alcanzar el objetivo nunca es abandono; quedan fuera las entradas que aún tienen tiempo.',
    },
    parts: {
      abandoned: { en: 'abandoned', es: 'abandonaron' },
      exited: { en: 'left by an exit rule', es: 'salieron por una regla' },
      suppressed: { en: 'message not allowed', es: 'mensaje no permitido' },
      error: { en: 'delivery failed', es: 'fallo de entrega' },
    },
    unit: 'rate',
    counts: 'entries',
    better: 'lower',
    attachesTo: ['node'],
    who: ['designer'],
    cadence: 'day',
    reentry: 'all',
  },
  dwell: {
    definitionVersion: K04,
    name: { en: 'Dwell time', es: 'Tiempo de permanencia' },
    short: { en: 'Dwell', es: 'Estancia' },
    explanation: {
      en: 'How long completed stays took: half of them took no longer than p50, nine in ten no longer than p90. People still inside are not in it. Exact to 1 %.',
      es: 'Cuánto duraron las permanencias terminadas: la mitad no pasó de p50, nueve de cada diez no pasaron de p90. No incluye a quien sigue dentro. Exacto al 1 %.',
    },
    parts: {
      p50: { en: 'half of the stays are shorter than', es: 'la mitad dura menos de' },
      p75: { en: '75 % are shorter than', es: 'el 75 % dura menos de' },
      p90: { en: '90 % are shorter than', es: 'el 90 % dura menos de' },
      p95: { en: '95 % are shorter than', es: 'el 95 % dura menos de' },
      'p50 with those inside': {
        en: 'half leave within, those inside counted',
        es: 'la mitad sale en, contando a quien sigue dentro',
      },
    },
    unit: 'duration',
    counts: 'stays',
    better: 'neither',
    attachesTo: ['stage', 'node'],
    who: ['designer', 'service'],
    cadence: 'day',
    reentry: 'all',
  },
  stuck: {
    definitionVersion: K04,
    name: { en: 'Stuck', es: 'Atascadas' },
    explanation: {
      en: 'Entries still inside for longer than nine in ten of the stays of the last 90 days. Needs 30 completed stays; counted in whole days.',
      es: 'Entradas que siguen dentro más tiempo que nueve de cada diez permanencias de los últimos 90 días. Necesita 30 permanencias terminadas; se cuenta en días enteros.',
    },
    unit: 'count',
    counts: 'stays',
    better: 'lower',
    attachesTo: ['node'],
    who: ['designer', 'service'],
    cadence: 'day',
    reentry: 'all',
  },
  sends: {
    definitionVersion: K02_SENDS,
    name: { en: 'Sends', es: 'Envíos' },
    explanation: {
      en: 'Messages that left ÷ messages that left, were not allowed or failed. A message that is not allowed is no drop-off.',
      es: 'Mensajes enviados ÷ mensajes enviados, no permitidos y fallidos. Un mensaje no permitido no es un abandono.',
    },
    parts: {
      sent: { en: 'sent', es: 'enviados' },
      refused: { en: 'not allowed', es: 'no permitidos' },
      failed: { en: 'failed', es: 'fallidos' },
      delivered: { en: 'delivered', es: 'entregados' },
      opened: { en: 'opened', es: 'abiertos' },
      clicked: { en: 'clicked', es: 'con clic' },
      bounced: { en: 'bounced', es: 'devueltos' },
      'consent-unknown': { en: 'consent unknown', es: 'consentimiento desconocido' },
      'consent-denied': { en: 'consent denied', es: 'consentimiento denegado' },
      'no-address': { en: 'no address', es: 'sin dirección' },
      'not-eligible': { en: 'condition not met', es: 'condición no cumplida' },
      'frequency-cap': { en: 'too many lately', es: 'demasiados últimamente' },
      suppressed: { en: 'address suppressed', es: 'dirección suprimida' },
      erased: { en: 'person erased', es: 'persona borrada' },
      overdue: { en: 'overdue after a pause', es: 'vencido tras una pausa' },
      other: { en: 'another reason', es: 'otro motivo' },
    } satisfies Record<MessageOutcome | RefusalReason | 'other', Wording>,
    unit: 'rate',
    counts: 'messages',
    better: 'higher',
    attachesTo: ['node'],
    who: ['designer', 'crm'],
    cadence: 'live',
  },
} as const satisfies Record<string, MeasureInfo>
