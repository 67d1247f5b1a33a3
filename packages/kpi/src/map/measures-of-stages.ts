import { K01 } from '../k01-stage-conversion.ts'
import type { MeasureInfo } from '../measure-info.ts'
import { GOAL_MEASURE } from './measure-of-goal.ts'

/** What the map tells of stages and of the journey as a whole: K01 over rollups. */
export const STAGE_MEASURES = {
  'stage-conversion': {
    definitionVersion: K01,
    name: { en: 'Stage conversion', es: 'Conversión de etapa' },
    short: { en: 'To next stage', es: 'A la siguiente' },
    explanation: {
      en: 'People who entered the next stage within 30 days ÷ people who entered this one. First runs only; people whose 30 days are not over are left out.',
      es: 'Personas que entraron en la etapa siguiente en 30 días ÷ personas que entraron en esta. Solo el primer recorrido; quedan fuera las personas cuyos 30 días no han terminado.',
    },
    unit: 'rate',
    counts: 'persons',
    better: 'higher',
    attachesTo: ['stage'],
    who: ['designer', 'marketing'],
    cadence: 'live',
    reentry: 'first',
  },
  'stage-drop-off': {
    definitionVersion: K01,
    name: { en: 'Stage drop-off', es: 'Abandono de etapa' },
    short: { en: 'Drop‑off', es: 'Abandono' },
    explanation: {
      en: 'The rest of stage conversion: people who did not enter the next stage within 30 days ÷ people who entered this one.',
      es: 'El resto de la conversión de etapa: personas que no entraron en la etapa siguiente en 30 días ÷ personas que entraron en esta.',
    },
    unit: 'rate',
    counts: 'persons',
    better: 'lower',
    attachesTo: ['stage'],
    who: ['designer', 'marketing'],
    cadence: 'live',
    reentry: 'first',
  },
  'stage-skips': {
    definitionVersion: K01,
    name: { en: 'Came into the stage from elsewhere', es: 'Llegadas a la etapa desde otra parte' },
    short: { en: 'From elsewhere', es: 'De otra parte' },
    explanation: {
      en: 'People who entered the stage without having been in the one before ÷ people who entered it. First runs only. Stage conversion takes nobody as seen who was not.',
      es: 'Personas que entraron en la etapa sin haber estado en la anterior ÷ personas que entraron en ella. Solo el primer recorrido. La conversión de etapa no da por vista a ninguna persona que no lo fue.',
    },
    unit: 'rate',
    counts: 'persons',
    better: 'neither',
    attachesTo: ['stage'],
    who: ['designer', 'data'],
    cadence: 'live',
    reentry: 'first',
  },
  goal: GOAL_MEASURE,
} as const satisfies Record<string, MeasureInfo>
