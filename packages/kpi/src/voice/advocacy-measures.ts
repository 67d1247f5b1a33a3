import type { MeasureInfo } from '../measure-info.ts'
import { K26 } from './k26-advocacy.ts'
import { K27 } from './k27-agents.ts'

/** What a reader is told about advocacy and about those who help customers, K26 and K27. */
export const ADVOCACY_MEASURES = {
  referrals: {
    definitionVersion: K26,
    name: { en: 'Referrals per 100 customers', es: 'Recomendaciones por cada 100 clientes' },
    explanation: {
      en: 'Referrals made ÷ people who ordered in the period, times 100.',
      es: 'Recomendaciones hechas ÷ personas que hicieron un pedido en el periodo, por 100.',
    },
    unit: 'score',
    counts: 'persons',
    better: 'higher',
    attachesTo: ['workspace'],
    who: ['marketing', 'crm'],
    cadence: 'month',
  },
  'referral-conversion': {
    definitionVersion: K26,
    name: { en: 'Referral conversion', es: 'Conversión de recomendaciones' },
    explanation: {
      en: 'Referrals that brought a customer within 90 days ÷ referrals made. Referrals whose 90 days are not over are left out.',
      es: 'Recomendaciones que trajeron un cliente en 90 días ÷ recomendaciones hechas. Quedan fuera las recomendaciones cuyos 90 días no han terminado.',
    },
    unit: 'rate',
    counts: 'events',
    better: 'higher',
    attachesTo: ['workspace'],
    who: ['marketing', 'crm'],
    cadence: 'month',
  },
  'review-rate': {
    definitionVersion: K26,
    name: { en: 'Customers who review', es: 'Clientes que opinan' },
    explanation: {
      en: 'People who ordered and wrote a review in the period ÷ people who ordered.',
      es: 'Personas que hicieron un pedido y escribieron una opinión en el periodo ÷ personas que hicieron un pedido.',
    },
    unit: 'rate',
    counts: 'persons',
    better: 'higher',
    attachesTo: ['workspace'],
    who: ['marketing', 'ecommerce'],
    cadence: 'month',
  },
  'promoter-referrals': {
    definitionVersion: K26,
    name: { en: 'Promoters who refer', es: 'Promotores que recomiendan' },
    explanation: {
      en: 'People who answered 9 or 10 and referred somebody within 90 days ÷ people who answered 9 or 10. Promoters whose 90 days are not over are left out.',
      es: 'Personas que respondieron 9 o 10 y recomendaron a alguien en 90 días ÷ personas que respondieron 9 o 10. Quedan fuera los promotores cuyos 90 días no han terminado.',
    },
    unit: 'rate',
    counts: 'persons',
    better: 'higher',
    attachesTo: ['workspace'],
    who: ['marketing', 'crm'],
    cadence: 'month',
  },
  'employee-nps': {
    definitionVersion: K27,
    name: { en: 'Employee NPS', es: 'NPS de empleados (eNPS)' },
    explanation: {
      en: 'The NPS formula over answers of employees to whether they would recommend working here. Not shown for fewer than ten answers.',
      es: 'La fórmula del NPS sobre las respuestas de los empleados a si recomendarían trabajar aquí. No se muestra con menos de diez respuestas.',
    },
    unit: 'score',
    counts: 'answers',
    better: 'higher',
    attachesTo: ['workspace'],
    who: ['people', 'service'],
    cadence: 'month',
  },
  'agent-effort': {
    definitionVersion: K27,
    name: { en: 'Agent effort', es: 'Esfuerzo de los agentes' },
    explanation: {
      en: 'How much effort agents say helping customers takes, from 0 (none) to 100 (most). Not shown for fewer than ten answers.',
      es: 'Cuánto esfuerzo dicen los agentes que les cuesta ayudar a los clientes, de 0 (ninguno) a 100 (máximo). No se muestra con menos de diez respuestas.',
    },
    unit: 'score',
    counts: 'answers',
    better: 'lower',
    attachesTo: ['workspace'],
    who: ['people', 'service'],
    cadence: 'month',
  },
} as const satisfies Record<string, MeasureInfo>
