import type { MeasureInfo } from '../measure-info.ts'
import { SAMPLE_RATIO_ALPHA } from '../statistics/sample-ratio.ts'
import { K41 } from './k41-uplift.ts'

const FRAME = {
  definitionVersion: K41,
  counts: 'persons',
  attachesTo: ['workspace', 'journey', 'node'],
  who: ['crm', 'marketing'],
  cadence: 'live',
} as const

/** What a reader is told about experiments, K41. */
export const EXPERIMENT_MEASURES = {
  uplift: {
    ...FRAME,
    name: { en: 'Uplift', es: 'Incremento' },
    explanation: {
      en: 'Share of people who ordered within 14 days of being assigned to the treatment, less the same share of the control. Everybody counts where they were assigned, whatever they saw. The interval is for one look, fixed beforehand; people whose 14 days are not over are left out.',
      es: 'Proporción de personas que compraron en los 14 días tras ser asignadas al tratamiento, menos la misma proporción del grupo de control. Cada persona cuenta donde se la asignó, viera lo que viera. El intervalo vale para una sola lectura, fijada de antemano; quedan fuera las personas cuyos 14 días no han terminado.',
    },
    unit: 'rate',
    better: 'higher',
  },
  'uplift-anytime': {
    ...FRAME,
    name: { en: 'Uplift, whenever you look', es: 'Incremento, se mire cuando se mire' },
    explanation: {
      en: 'The same difference with an interval that holds however often somebody looks. It is wider than the one for a single look.',
      es: 'La misma diferencia con un intervalo que se mantiene por muchas veces que se mire. Es más ancho que el de una sola lectura.',
    },
    unit: 'rate',
    better: 'higher',
  },
  'uplift-relative': {
    ...FRAME,
    name: { en: 'Relative uplift', es: 'Incremento relativo' },
    explanation: {
      en: 'Conversion of the treatment ÷ conversion of the control, less 1. No value where nobody of the control converts.',
      es: 'Conversión del tratamiento ÷ conversión del control, menos 1. Sin valor si nadie del control convierte.',
    },
    unit: 'rate',
    better: 'higher',
  },
  'uplift-value': {
    ...FRAME,
    name: { en: 'Uplift in revenue per person', es: 'Incremento de ingresos por persona' },
    explanation: {
      en: 'Net revenue per person assigned to the treatment within 14 days, less that of the control, after taking out what the 28 days before explain. An estimate where an order of somebody assigned has no exchange rate.',
      es: 'Ingresos netos por persona asignada al tratamiento en 14 días, menos los del control, una vez descontado lo que explican los 28 días anteriores. Es una estimación si a algún pedido de una persona asignada le falta el tipo de cambio.',
    },
    unit: 'money',
    better: 'higher',
  },
  'uplift-p': {
    ...FRAME,
    name: {
      en: 'Chance of such a difference without effect',
      es: 'Probabilidad de esa diferencia sin efecto',
    },
    explanation: {
      en: 'The always-valid p: the least of all looks so far. Several comparisons together are corrected for their number (Benjamini–Hochberg).',
      es: 'La p siempre válida: la menor de todas las lecturas hasta ahora. Varias comparaciones a la vez se corrigen por su número (Benjamini–Hochberg).',
    },
    unit: 'rate',
    better: 'lower',
  },
  'uplift-chance': {
    ...FRAME,
    name: { en: 'Chance that the treatment is better', es: 'Probabilidad de que el tratamiento sea mejor' },
    explanation: {
      en: 'Given the counts and no earlier knowledge. Not to be read as a test while people are still coming in.',
      es: 'Dados los recuentos y sin conocimiento previo. No debe leerse como un contraste mientras siguen llegando personas.',
    },
    unit: 'rate',
    better: 'higher',
  },
  'uplift-loss': {
    ...FRAME,
    name: { en: 'Expected loss', es: 'Pérdida esperada' },
    explanation: {
      en: 'How much conversion choosing the treatment costs on average, if it is the worse one.',
      es: 'Cuánta conversión cuesta en promedio elegir el tratamiento, si es el peor.',
    },
    unit: 'rate',
    better: 'lower',
  },
  'sample-ratio': {
    ...FRAME,
    name: { en: 'Sample ratio check', es: 'Control del reparto' },
    explanation: {
      en: 'Chance that arms planned so fill so. Under 0.0005 the assignment is broken and nothing is read off the experiment.',
      es: 'Probabilidad de que unos grupos así planificados se llenen así. Por debajo de 0,0005 la asignación está rota y no se lee nada del experimento.',
    },
    unit: 'rate',
    better: 'neither',
    alarm: {
      when: 'below',
      bound: SAMPLE_RATIO_ALPHA,
      says: {
        en: 'the arms were not filled as planned, and nothing read off them can be believed',
        es: 'los grupos no se llenaron como se planificó, y nada de lo que se lea en ellos es creíble',
      },
    },
  },
  'in-two-arms': {
    ...FRAME,
    name: { en: 'People in two arms', es: 'Personas en dos grupos' },
    explanation: {
      en: 'People whom a merge has put into more than one arm. They are in none of the figures.',
      es: 'Personas a las que una fusión ha puesto en más de un grupo. No están en ninguna de las cifras.',
    },
    unit: 'count',
    better: 'lower',
  },
} as const satisfies Record<string, MeasureInfo>
