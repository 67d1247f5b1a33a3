import { K01 } from '../k01-stage-conversion.ts'
import type { MeasureInfo } from '../measure-info.ts'

/** What share of people reach the goal. In a file of its own: the list of journeys shows this measure and no other. */
export const GOAL_MEASURE = {
  definitionVersion: K01,
  name: { en: 'Goal conversion', es: 'Conversión al objetivo' },
  explanation: {
    en: 'People who reached the goal within the conversion window ÷ people who entered the journey. First runs only; people whose window is still open are left out.',
    es: 'Personas que alcanzaron el objetivo dentro de la ventana de conversión ÷ personas que entraron en el recorrido. Solo el primer recorrido; quedan fuera las personas cuya ventana sigue abierta.',
  },
  unit: 'rate',
  counts: 'persons',
  better: 'higher',
  attachesTo: ['journey'],
  who: ['designer', 'marketing'],
  cadence: 'live',
  reentry: 'first',
} as const satisfies MeasureInfo
