import type { MeasureInfo } from '../measure-info.ts'
import { K09 } from './k09-traffic.ts'

const TRAFFIC = {
  definitionVersion: K09,
  attachesTo: ['workspace', 'channel'],
  who: ['marketing'],
  cadence: 'day',
  superficial: true,
} as const

/** What a reader is told about traffic, K09. None of it is a goal. */
export const TRAFFIC_MEASURES = {
  impressions: {
    ...TRAFFIC,
    name: { en: 'Impressions', es: 'Impresiones' },
    explanation: {
      en: 'Times an advertisement was shown. Says how much went on, not what came of it.',
      es: 'Veces que se mostró un anuncio. Dice cuánto pasó, no qué se logró.',
    },
    unit: 'count',
    counts: 'events',
    better: 'neither',
  },
  clicks: {
    ...TRAFFIC,
    name: { en: 'Clicks', es: 'Clics' },
    explanation: { en: 'Times an advertisement was clicked.', es: 'Veces que se pulsó un anuncio.' },
    unit: 'count',
    counts: 'events',
    better: 'neither',
  },
  'click-rate': {
    ...TRAFFIC,
    name: { en: 'Click rate', es: 'Tasa de clics' },
    explanation: {
      en: 'Clicks on advertisements ÷ impressions.',
      es: 'Clics en anuncios ÷ impresiones.',
    },
    unit: 'rate',
    counts: 'events',
    better: 'higher',
  },
  'open-rate': {
    ...TRAFFIC,
    name: { en: 'Open rate', es: 'Tasa de apertura' },
    explanation: {
      en: 'Messages opened ÷ messages delivered, each once. Openings by mail programs that load everything beforehand are taken out; where there are any it is an estimate.',
      es: 'Mensajes abiertos ÷ mensajes entregados, cada uno una vez. Se descuentan las aperturas de programas de correo que lo cargan todo de antemano; si las hay, es una estimación.',
    },
    unit: 'rate',
    counts: 'messages',
    better: 'higher',
  },
  'click-to-open': {
    ...TRAFFIC,
    name: { en: 'Click to open', es: 'Clics por apertura' },
    explanation: {
      en: 'Messages clicked ÷ messages opened, each once.',
      es: 'Mensajes con clic ÷ mensajes abiertos, cada uno una vez.',
    },
    unit: 'rate',
    counts: 'messages',
    better: 'higher',
  },
  'time-on-page': {
    ...TRAFFIC,
    name: { en: 'Time on page', es: 'Tiempo en la página' },
    explanation: {
      en: 'Median time until the next page. Of the last page of a visit only that it lasted so long is known; it never counts as 0.',
      es: 'Mediana del tiempo hasta la página siguiente. De la última página de una visita solo se sabe que duró al menos eso; nunca cuenta como 0.',
    },
    unit: 'duration',
    counts: 'pages',
    better: 'neither',
  },
  'visit-duration': {
    ...TRAFFIC,
    name: { en: 'Visit duration', es: 'Duración de la visita' },
    explanation: {
      en: 'Median time from the first to the last event of a visit. A visit ends after 30 minutes of silence, and at midnight.',
      es: 'Mediana del tiempo entre el primer y el último evento de una visita. Una visita acaba tras 30 minutos de silencio, y a medianoche.',
    },
    unit: 'duration',
    counts: 'sessions',
    better: 'neither',
  },
  'bounce-rate': {
    ...TRAFFIC,
    name: { en: 'Bounce rate', es: 'Tasa de rebote' },
    explanation: {
      en: 'Visits of one page on which nothing else was done ÷ visits.',
      es: 'Visitas de una sola página en la que no se hizo nada más ÷ visitas.',
    },
    unit: 'rate',
    counts: 'sessions',
    better: 'lower',
  },
} as const satisfies Record<string, MeasureInfo>
