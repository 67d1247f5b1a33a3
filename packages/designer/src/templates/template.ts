import type { JourneyDefinition, JourneySettings, Node } from '@periplo/model'
import { invariant, parseDefinition, toBlankDefinition } from '@periplo/model'
import type { Locale } from '@periplo/ui'
import { LOCALES } from '@periplo/ui'
import { tidy } from '../edit/tidy.ts'

/** The same words in every language of the studio. */
type Words = Readonly<Record<Locale, string>>

/** A part of a journey that may say words in every language wherever a text is free. */
type Worded<Part> = string extends Part
  ? Part | Words
  : Part extends object
    ? { readonly [Key in keyof Part]: Worded<Part[Key]> }
    : Part

/** A step as a template tells it: where its card stands is the tidy-up's business. */
type Step = Node extends infer Each ? (Each extends Node ? Worded<Omit<Each, 'position'>> : never) : never

/** A complete journey to begin with. */
export interface JourneyTemplate {
  readonly id: string
  readonly name: Words
  /** What it does for whom, and why it is built so. */
  readonly about: Words
  /** What has to be put in its place before it is published: links, codes, hours. */
  readonly adapt: Words
  readonly steps: readonly Step[]
  /** Ways written as `from:port > to`; without a port the way out is `next`. */
  readonly ways: readonly string[]
  readonly settings?: Partial<JourneySettings>
}

/** A template as a journey of one's own, its cards laid out. */
export function drawTemplate(template: JourneyTemplate, locale: Locale): JourneyDefinition {
  const blank = toBlankDefinition(template.name[locale])
  const drawn = parseDefinition({
    ...blank,
    description: template.about[locale],
    nodes: template.steps.map((step) => ({ ...sayIn(step, locale), position: { x: 0, y: 0 } })),
    edges: template.ways.map(readWay),
    settings: { ...blank.settings, ...template.settings },
  })
  invariant(drawn.kind === 'valid', `the template ${template.id} is no journey`)
  return tidy(drawn.definition)
}

/** The events a journey listens to, each once, in the order people meet them. */
export function listHeardEvents({ nodes, settings }: JourneyDefinition): readonly string[] {
  const heard = nodes.flatMap((node) =>
    node.kind === 'event-entry' || node.kind === 'wait-for-event' ? [node.event] : [],
  )
  const triggers = [...(settings.goal ? [settings.goal] : []), ...settings.exits]
  return [...new Set([...heard, ...triggers.map(({ event }) => event)])]
}

/** What an e-mail of a template says. */
type EmailText = Omit<Extract<Step, { readonly kind: 'message' }>, 'kind' | 'channel' | 'onRefused'>

/** An e-mail of a template. Who may not get it goes on without it. */
export function email(text: EmailText): Step {
  return { ...text, kind: 'message', channel: 'email', onRefused: 'continue' }
}

/** How the e-mails of the templates greet: by name where it is known. */
export const HELLO: Words = {
  en: 'Hello{% if person.first_name %} {{ person.first_name }}{% endif %},',
  es: 'Hola{% if person.first_name %}, {{ person.first_name }}{% endif %}:',
}

/** The same value with the words of one language. */
function sayIn(value: object, locale: Locale): object {
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, sayPart(part, locale)]))
}

function sayPart(part: unknown, locale: Locale): unknown {
  if (Array.isArray(part)) return part.map((each) => sayPart(each, locale))
  if (typeof part !== 'object' || part === null) return part
  return isWords(part) ? part[locale] : sayIn(part, locale)
}

function isWords(part: object): part is Words {
  return LOCALES.every((locale) => locale in part)
}

function readWay(line: string): object {
  const [source = '', to = ''] = line.split(' > ')
  const [from = '', port = 'next'] = source.split(':')
  return { from, port, to }
}
