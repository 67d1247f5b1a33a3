import type { MeasureInfo } from '../measure-info.ts'
import { K01 } from '../k01-stage-conversion.ts'
import { K02 } from '../k02-step-conversion.ts'
import { K03 } from '../k03-drop-off.ts'
import { K04 } from '../k04-dwell.ts'
import { K05 } from '../k05-ropo.ts'

/** The measures of the map: K01 to K05 over rollups. */
export const MAP_MEASURES = {
  'stage-conversion': {
    definitionVersion: K01,
    name: { en: 'Stage conversion', es: 'Conversión de etapa' },
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
  },
  'stage-drop-off': {
    definitionVersion: K01,
    name: { en: 'Stage drop-off', es: 'Abandono de etapa' },
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
  },
  goal: {
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
  },
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
  },
  'drop-off': {
    definitionVersion: K03,
    name: { en: 'Drop-off', es: 'Abandono' },
    explanation: {
      en: 'Entries that did not go on in time ÷ entries of the step. Reaching the goal is never a drop-off; entries that still have time are left out.',
      es: 'Entradas que no siguieron adelante a tiempo ÷ entradas del paso. Alcanzar el objetivo nunca es abandono; quedan fuera las entradas que aún tienen tiempo.',
    },
    unit: 'rate',
    counts: 'entries',
    better: 'lower',
    attachesTo: ['node'],
    who: ['designer'],
    cadence: 'day',
  },
  dwell: {
    definitionVersion: K04,
    name: { en: 'Dwell time', es: 'Tiempo de permanencia' },
    explanation: {
      en: 'How long completed stays took: half of them took no longer than p50, nine in ten no longer than p90. People still inside are not in it. Exact to 1 %.',
      es: 'Cuánto duraron las permanencias terminadas: la mitad no pasó de p50, nueve de cada diez no pasaron de p90. No incluye a quien sigue dentro. Exacto al 1 %.',
    },
    unit: 'duration',
    counts: 'stays',
    better: 'neither',
    attachesTo: ['stage', 'node'],
    who: ['designer', 'service'],
    cadence: 'day',
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
  },
  'ropo-orders': {
    definitionVersion: K05,
    name: { en: 'ROPO orders', es: 'Pedidos ROPO' },
    explanation: {
      en: 'Store orders of known people who had looked online before ÷ store orders of known people, 30 days after the sale. The range says what it could be over all store orders. A link, not a cause.',
      es: 'Pedidos en tienda de personas conocidas que antes habían mirado en línea ÷ pedidos en tienda de personas conocidas, 30 días después de la venta. El rango indica cuánto podría ser sobre todos los pedidos en tienda. Una relación, no una causa.',
    },
    unit: 'rate',
    counts: 'orders',
    better: 'neither',
    attachesTo: ['workspace', 'journey'],
    who: ['store', 'marketing'],
    cadence: 'week',
  },
  'ropo-revenue': {
    definitionVersion: K05,
    name: { en: 'ROPO revenue', es: 'Ingresos ROPO' },
    explanation: {
      en: 'The same share over net revenue, after refunds, in the currency most orders are in. Orders in other currencies are left out.',
      es: 'La misma proporción sobre los ingresos netos, descontados los reembolsos, en la moneda de la mayoría de los pedidos. Quedan fuera los pedidos en otras monedas.',
    },
    unit: 'rate',
    counts: 'orders',
    better: 'neither',
    attachesTo: ['workspace', 'journey'],
    who: ['store', 'marketing'],
    cadence: 'week',
  },
  'ropo-coverage': {
    definitionVersion: K05,
    name: { en: 'Coverage', es: 'Cobertura' },
    explanation: {
      en: 'Store orders of known people ÷ all store orders. Under 30 % the ROPO figures are only estimates.',
      es: 'Pedidos en tienda de personas conocidas ÷ todos los pedidos en tienda. Por debajo del 30 % las cifras ROPO son solo estimaciones.',
    },
    unit: 'rate',
    counts: 'orders',
    better: 'higher',
    attachesTo: ['workspace', 'journey'],
    who: ['store', 'data'],
    cadence: 'week',
  },
} as const satisfies Record<string, MeasureInfo>

/** The funnel of the whole workspace over events, K01. It never stands on a journey's lane. */
export const WORKSPACE_MEASURES = {
  'workspace-conversion': {
    definitionVersion: K01,
    name: { en: 'Stage conversion of everybody', es: 'Conversión de etapa de todos' },
    explanation: {
      en: 'People who did something of the next stage within 30 days ÷ people who did something of this one, by the events that stand for each stage, in any journey or none.',
      es: 'Personas que hicieron algo de la etapa siguiente en 30 días ÷ personas que hicieron algo de esta, según los eventos que representan cada etapa, en cualquier recorrido o en ninguno.',
    },
    unit: 'rate',
    counts: 'persons',
    better: 'higher',
    attachesTo: ['workspace'],
    who: ['marketing', 'management'],
    cadence: 'day',
  },
  'workspace-skips': {
    definitionVersion: K01,
    name: { en: 'Came in without the stage before', es: 'Llegadas sin la etapa anterior' },
    explanation: {
      en: 'People seen in a stage who had not been seen in the one before ÷ people seen in it. Much of it is offline stages that nobody recorded.',
      es: 'Personas vistas en una etapa sin haber sido vistas en la anterior ÷ personas vistas en ella. Gran parte son etapas fuera de línea que nadie registró.',
    },
    unit: 'rate',
    counts: 'persons',
    better: 'neither',
    attachesTo: ['workspace'],
    who: ['marketing', 'data'],
    cadence: 'day',
  },
} as const satisfies Record<string, MeasureInfo>
