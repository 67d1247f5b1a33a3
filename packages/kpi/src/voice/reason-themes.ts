import type { Answer } from './answers.ts'
import { foldSpanish } from './spanish-forms.ts'

/** What customers give as their reason. */
export const THEMES = ['delivery', 'price', 'product', 'service', 'website', 'returns', 'billing'] as const
/** One of {@link THEMES}. */
export type Theme = (typeof THEMES)[number]

/** Beginnings of words, folded, in English and Spanish. */
const BEGINNINGS: { readonly [T in Theme]: readonly string[] } = {
  delivery: [
    'deliver',
    'shipp',
    'courier',
    'parcel',
    'arriv',
    'entreg',
    'envio',
    'enviar',
    'reparti',
    'paquete',
    'lleg',
    'tard',
  ],
  price: [
    'price',
    'expensive',
    'cheap',
    'discount',
    'precio',
    'caro',
    'cara',
    'barat',
    'descuento',
    'oferta',
  ],
  product: [
    'product',
    'quality',
    'size',
    'broken',
    'material',
    'calidad',
    'talla',
    'rota',
    'roto',
    'defect',
    'articulo',
  ],
  service: [
    'service',
    'staff',
    'agent',
    'support',
    'rude',
    'friendly',
    'atencion',
    'servicio',
    'trato',
    'amabl',
    'dependient',
    'personal',
  ],
  website: ['website', 'app', 'login', 'checkout', 'web', 'pagina', 'aplicacion', 'registr', 'contrasena'],
  returns: ['return', 'refund', 'exchange', 'devol', 'devuel', 'reembols', 'cambio'],
  billing: ['invoice', 'bill', 'charge', 'payment', 'factura', 'cobr', 'pago', 'cargo'],
}

/** How often a theme is named, and by whom. */
export interface ThemeCount {
  readonly theme: Theme
  readonly promoters: number
  readonly passives: number
  readonly detractors: number
}

/** The themes a comment names, in the order of {@link THEMES}; none where it names none of ours. */
export function findThemes(comment: string): readonly Theme[] {
  const words = foldSpanish(comment).match(/[\p{L}\p{N}]+/gu) ?? []
  return THEMES.filter((theme) =>
    words.some((word) => BEGINNINGS[theme].some((beginning) => word.startsWith(beginning))),
  )
}

/**
 * Why people gave the NPS they gave (K21): how many comments of promoters, passives and detractors name each
 * theme, the most named by detractors first. By keywords, so it counts what is talked about and not how: a
 * comment may name several themes, and one without a known word names none.
 */
export function countThemes(answers: readonly Answer[]): readonly ThemeCount[] {
  const told = answers.flatMap(({ score, comment }) =>
    comment === null ? [] : [{ score, themes: findThemes(comment) }],
  )
  const count = (theme: Theme, isOf: (score: number) => boolean): number =>
    told.filter(({ score, themes }) => isOf(score) && themes.includes(theme)).length
  return THEMES.map((theme) => ({
    theme,
    promoters: count(theme, (score) => score >= 9),
    passives: count(theme, (score) => score >= 7 && score < 9),
    detractors: count(theme, (score) => score < 7),
  }))
    .filter(({ promoters, passives, detractors }) => promoters + passives + detractors > 0)
    .sort((a, b) => b.detractors - a.detractors)
}
