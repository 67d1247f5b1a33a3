import type { MeasureInfo } from '../measure-info.ts'
import { K35 } from './k35-bad-experiences.ts'

/** What a reader is told about complaints, returns and bad experiences, K35. */
export const EXPERIENCE_MEASURES = {
  'complaint-rate': {
    definitionVersion: K35,
    name: { en: 'Complaints', es: 'Reclamaciones' },
    explanation: {
      en: 'Cases about a complaint ÷ cases.',
      es: 'Casos por una reclamación ÷ casos.',
    },
    unit: 'rate',
    counts: 'cases',
    better: 'lower',
    attachesTo: ['workspace', 'channel'],
    who: ['service'],
    cadence: 'day',
  },
  'return-rate': {
    definitionVersion: K35,
    name: { en: 'Returned orders', es: 'Pedidos devueltos' },
    explanation: {
      en: 'Orders of which something came back within 30 days ÷ orders. Cancelled orders and orders whose 30 days are not over are left out.',
      es: 'Pedidos de los que se devolvió algo en 30 días ÷ pedidos. Quedan fuera los pedidos cancelados y aquellos cuyos 30 días no han terminado.',
    },
    unit: 'rate',
    counts: 'orders',
    better: 'lower',
    attachesTo: ['workspace', 'channel'],
    who: ['service', 'ecommerce'],
    cadence: 'day',
  },
  'unhappy-persons': {
    definitionVersion: K35,
    name: { en: 'Two bad experiences', es: 'Dos malas experiencias' },
    explanation: {
      en: 'People with a second bad experience within 90 days, in any channels ÷ people seen in the period. Bad are low satisfaction, a score of 0 to 6, a very negative text and a failed delivery.',
      es: 'Personas con una segunda mala experiencia en 90 días, en cualquier canal ÷ personas vistas en el periodo. Son malas una satisfacción baja, una nota de 0 a 6, un texto muy negativo y una entrega fallida.',
    },
    unit: 'rate',
    counts: 'persons',
    better: 'lower',
    attachesTo: ['workspace'],
    who: ['service', 'crm'],
    cadence: 'live',
    alarm: {
      when: 'above',
      bound: 0,
      says: { en: 'people with two bad experiences', es: 'personas con dos malas experiencias' },
    },
  },
} as const satisfies Record<string, MeasureInfo>
