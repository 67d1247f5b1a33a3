import type { MeasureInfo } from '../measure-info.ts'
import { K28_PROCESS } from './first-contact.ts'
import { K04_PROCESS } from './process-shape.ts'

/** What a reader is told about the measures of process logs, K04. */
export const DWELL_LOG_MEASURES = {
  'process-throughput': {
    definitionVersion: K04_PROCESS,
    name: { en: 'Throughput time', es: 'Tiempo de recorrido del caso' },
    explanation: {
      en: 'Median time from the first to the last event of a closed case. Open cases are left out.',
      es: 'Mediana del tiempo entre el primer y el último evento de un caso cerrado. Quedan fuera los casos abiertos.',
    },
    unit: 'duration',
    counts: 'cases',
    better: 'lower',
    attachesTo: ['workspace'],
    who: ['service'],
    cadence: 'day',
  },
  'process-dwell': {
    definitionVersion: K04_PROCESS,
    name: { en: 'Time per activity', es: 'Tiempo por actividad' },
    explanation: {
      en: 'Median time from one activity of a case until the next one begins. The last activity of a case has none.',
      es: 'Mediana del tiempo desde una actividad de un caso hasta que empieza la siguiente. La última actividad de un caso no cuenta.',
    },
    unit: 'duration',
    counts: 'stays',
    better: 'lower',
    attachesTo: ['workspace'],
    who: ['service'],
    cadence: 'day',
  },
  'process-rework': {
    definitionVersion: K04_PROCESS,
    name: { en: 'Rework', es: 'Retrabajo' },
    explanation: {
      en: 'Cases in which some activity was done twice or more ÷ cases.',
      es: 'Casos en los que alguna actividad se hizo dos o más veces ÷ casos.',
    },
    unit: 'rate',
    counts: 'cases',
    better: 'lower',
    attachesTo: ['workspace'],
    who: ['service'],
    cadence: 'day',
  },
  'process-transfers': {
    definitionVersion: K04_PROCESS,
    name: { en: 'Handovers per case of a process', es: 'Traspasos por caso del proceso' },
    explanation: {
      en: 'Times a case went from one agent to another ÷ cases of which some agent is known.',
      es: 'Veces que un caso pasó de un agente a otro ÷ casos de los que se conoce algún agente.',
    },
    unit: 'ratio',
    counts: 'cases',
    better: 'lower',
    attachesTo: ['workspace'],
    who: ['service'],
    cadence: 'day',
  },
  'process-first-contact': {
    definitionVersion: K28_PROCESS,
    name: { en: 'Resolved at the first contact, by case', es: 'Resueltos al primer contacto, por caso' },
    explanation: {
      en: 'Closed cases with one contact and no handover ÷ closed cases. New cases of the same person are not looked at.',
      es: 'Casos cerrados con un contacto y sin traspasos ÷ casos cerrados. No se miran otros casos de la misma persona.',
    },
    unit: 'rate',
    counts: 'cases',
    better: 'higher',
    attachesTo: ['workspace'],
    who: ['service'],
    cadence: 'day',
  },
} as const satisfies Record<string, MeasureInfo>
