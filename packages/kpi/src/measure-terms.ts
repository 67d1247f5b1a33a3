import type { MeasureStatus, MeasureUnit } from '@periplo/model'
import type { Anchor, Counted, MeasureInfo, Reader, Wording } from './measure-info.ts'

/** What kind of number a value is. */
export const UNIT_WORDS: Readonly<Record<MeasureUnit, Wording>> = {
  count: { en: 'count', es: 'recuento' },
  rate: { en: 'rate', es: 'tasa' },
  duration: { en: 'duration', es: 'duración' },
  money: { en: 'money', es: 'dinero' },
  score: { en: 'score', es: 'puntuación' },
  ratio: { en: 'ratio', es: 'razón' },
}

/** What is counted, in the plural. */
export const COUNTED_WORDS: Readonly<Record<Counted, Wording>> = {
  persons: { en: 'persons', es: 'personas' },
  entries: { en: 'entries', es: 'entradas' },
  stays: { en: 'stays', es: 'permanencias' },
  orders: { en: 'orders', es: 'pedidos' },
  returns: { en: 'returns', es: 'devoluciones' },
  carts: { en: 'carts', es: 'carritos' },
  sessions: { en: 'sessions', es: 'sesiones' },
  pages: { en: 'pages', es: 'páginas' },
  events: { en: 'events', es: 'eventos' },
  touches: { en: 'touches', es: 'contactos' },
  paths: { en: 'paths', es: 'caminos' },
  conversions: { en: 'conversions', es: 'conversiones' },
  interactions: { en: 'interactions', es: 'interacciones' },
  messages: { en: 'messages', es: 'mensajes' },
  answers: { en: 'answers', es: 'respuestas' },
  texts: { en: 'texts', es: 'textos' },
  cases: { en: 'cases', es: 'casos' },
  contacts: { en: 'contacts', es: 'contactos' },
  calls: { en: 'calls', es: 'llamadas' },
  products: { en: 'products', es: 'productos' },
  decisions: { en: 'decisions', es: 'decisiones' },
  requests: { en: 'requests', es: 'solicitudes' },
  months: { en: 'months', es: 'meses' },
  days: { en: 'days', es: 'días' },
}

/** Which way is good news. */
export const BETTER_WORDS: Readonly<Record<MeasureInfo['better'], Wording>> = {
  higher: { en: 'higher is better', es: 'cuanto más alto, mejor' },
  lower: { en: 'lower is better', es: 'cuanto más bajo, mejor' },
  neither: { en: 'neither way is good by itself', es: 'ningún sentido es bueno de por sí' },
}

/** Who reads measures by trade. */
export const READER_WORDS: Readonly<Record<Reader, Wording>> = {
  designer: { en: 'journey design', es: 'diseño de recorridos' },
  marketing: { en: 'marketing', es: 'marketing' },
  crm: { en: 'CRM', es: 'CRM' },
  ecommerce: { en: 'e-commerce', es: 'comercio electrónico' },
  store: { en: 'stores', es: 'tiendas' },
  service: { en: 'customer service', es: 'atención al cliente' },
  brand: { en: 'brand', es: 'marca' },
  people: { en: 'human resources', es: 'personal' },
  finance: { en: 'finance', es: 'finanzas' },
  management: { en: 'management', es: 'dirección' },
  privacy: { en: 'data protection', es: 'protección de datos' },
  data: { en: 'data', es: 'datos' },
}

/** What measures can be shown on. */
export const ANCHOR_WORDS: Readonly<Record<Anchor, Wording>> = {
  workspace: { en: 'workspace', es: 'espacio de trabajo' },
  journey: { en: 'journey', es: 'recorrido' },
  stage: { en: 'stage', es: 'etapa' },
  node: { en: 'node', es: 'paso' },
  edge: { en: 'edge', es: 'camino' },
  channel: { en: 'channel', es: 'canal' },
  person: { en: 'person', es: 'persona' },
}

/** How often measures are worth looking at. */
export const CADENCE_WORDS: Readonly<Record<MeasureInfo['cadence'], Wording>> = {
  live: { en: 'as it happens', es: 'en el momento' },
  day: { en: 'every day', es: 'cada día' },
  week: { en: 'every week', es: 'cada semana' },
  month: { en: 'every month', es: 'cada mes' },
}

/** Why a value cannot be taken as it stands. */
export const STATUS_WORDS: Readonly<Record<Exclude<MeasureStatus, 'ok'>, Wording>> = {
  suppressed: {
    en: 'Withheld: it would tell about too few people.',
    es: 'No se muestra: hablaría de muy pocas personas.',
  },
  no_data: { en: 'No data yet', es: 'Sin datos todavía' },
  immature: {
    en: 'Some windows are still open: this will change.',
    es: 'Hay plazos abiertos: la cifra cambiará.',
  },
  estimated: { en: 'Only an estimate.', es: 'Solo una estimación.' },
  small_n: { en: 'Fewer than 30: too few to judge.', es: 'Menos de 30: pocos casos para juzgar.' },
}
