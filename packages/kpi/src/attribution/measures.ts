import type { MeasureInfo } from '../measure-info.ts'
import { K10 } from './k10-last-touch.ts'
import { K15 } from './k15-markov.ts'
import { K16 } from './k16-shapley.ts'

/** What a reader is told about the attribution measures, K10 to K16. */
export const ATTRIBUTION_MEASURES = {
  'attributed-conversions': {
    definitionVersion: K10,
    name: { en: 'Attributed conversions', es: 'Conversiones atribuidas' },
    explanation: {
      en: 'Orders shared among the channels people came through in the 30 days before, by nine models side by side; the parts add up to the orders. What no touch is known of stands under (unattributed). Credit is a rule or a description, not an effect.',
      es: 'Pedidos repartidos entre los canales por los que llegaron las personas en los 30 días anteriores, con nueve modelos a la vez; las partes suman los pedidos. Lo que no tiene ningún contacto conocido queda en (unattributed). El reparto es una regla o una descripción, no un efecto.',
    },
    unit: 'count',
    counts: 'conversions',
    better: 'neither',
    attachesTo: ['workspace', 'channel'],
    who: ['marketing'],
    cadence: 'week',
  },
  'attributed-revenue': {
    definitionVersion: K10,
    name: { en: 'Attributed revenue', es: 'Ingresos atribuidos' },
    explanation: {
      en: 'Net revenue of those orders shared by the same models, to the minor unit. Orders whose worth is not known in the reporting currency count as 0, and the figure is then an estimate.',
      es: 'Ingresos netos de esos pedidos repartidos con los mismos modelos, hasta la unidad mínima. Los pedidos cuyo importe no se conoce en la moneda del informe cuentan como 0, y entonces la cifra es una estimación.',
    },
    unit: 'money',
    counts: 'conversions',
    better: 'neither',
    attachesTo: ['workspace', 'channel'],
    who: ['marketing', 'finance'],
    cadence: 'week',
  },
  'removal-effect': {
    definitionVersion: K15,
    name: { en: 'Removal effect', es: 'Efecto de eliminación' },
    explanation: {
      en: 'By how much less often paths would convert if everybody who reaches the channel were lost, in a Markov chain of the paths seen; the whole is how often paths convert. The interval says how far the figure would move with other paths of the same kind. Describes the paths, proves no cause.',
      es: 'Cuánto menos convertirían los recorridos si se perdiera a todo el que llega al canal, en una cadena de Markov de los recorridos vistos; el total es cuántas veces convierten los recorridos. El intervalo dice cuánto se movería la cifra con otros recorridos parecidos. Describe los recorridos, no prueba una causa.',
    },
    unit: 'rate',
    counts: 'paths',
    better: 'neither',
    attachesTo: ['workspace', 'channel'],
    who: ['marketing', 'data'],
    cadence: 'week',
  },
  'channel-combination': {
    definitionVersion: K16,
    name: { en: 'Conversion by channel combination', es: 'Conversión por combinación de canales' },
    explanation: {
      en: 'Paths that ended in an order ÷ all paths, by the set of channels they touched. Paths that can still convert are left out. People who meet more channels are more active to begin with.',
      es: 'Recorridos que acabaron en pedido ÷ todos los recorridos, según el conjunto de canales que tocaron. Quedan fuera los que aún pueden convertir. Quien toca más canales ya era más activo de partida.',
    },
    unit: 'rate',
    counts: 'paths',
    better: 'higher',
    attachesTo: ['workspace', 'channel'],
    who: ['marketing', 'management'],
    cadence: 'week',
  },
} as const satisfies Record<string, MeasureInfo>
