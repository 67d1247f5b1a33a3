import type { Edge, JourneyDefinition, JourneySettings, Node, NodeOf } from '@periplo/model'
import { toBlankDefinition } from '@periplo/model'
import type { Locale } from '@periplo/ui'
import { tidy } from '../edit/tidy.ts'

/** The same words in every language of the studio. */
export type Words = Readonly<Record<Locale, string>>

/** A step as a template tells it: where its card stands is the tidy-up's business. */
export type Step = Node extends infer Each ? (Each extends Node ? Omit<Each, 'position'> : never) : never

/** What is drawn of a template, in one language. */
export interface Sketch {
  readonly steps: readonly Step[]
  /** Ways written as `from:port > to`; without a port the way out is `next`. */
  readonly ways: readonly string[]
  readonly settings?: Partial<JourneySettings>
}

/** A complete journey to begin with. */
export interface JourneyTemplate {
  readonly id: string
  readonly name: Words
  /** What it does for whom, and why it is built so. */
  readonly about: Words
  /** What has to be put in its place before it is published: links, codes, hours. */
  readonly adapt: Words
  readonly sketch: (say: (words: Words) => string) => Sketch
}

/** A template as a journey of one's own, its cards laid out. */
export function drawTemplate(template: JourneyTemplate, locale: Locale): JourneyDefinition {
  const { steps, ways, settings } = template.sketch((words) => words[locale])
  const blank = toBlankDefinition(template.name[locale])
  return tidy({
    ...blank,
    description: template.about[locale],
    nodes: steps.map((step): Node => ({ ...step, position: { x: 0, y: 0 } })),
    edges: ways.map(readWay),
    settings: { ...blank.settings, ...settings },
  })
}

/** The events a journey listens to, each once, in the order people meet them. */
export function listHeardEvents({ nodes, settings }: JourneyDefinition): readonly string[] {
  const heard = nodes.flatMap((node) =>
    node.kind === 'event-entry' || node.kind === 'wait-for-event' ? [node.event] : [],
  )
  const triggers = [...(settings.goal ? [settings.goal] : []), ...settings.exits]
  return [...new Set([...heard, ...triggers.map(({ event }) => event)])]
}

/** An e-mail of a template. Who may not get it goes on without it. */
export function email(
  said: Pick<NodeOf<'message'>, 'id' | 'stage' | 'title' | 'purpose' | 'subject' | 'body'>,
): Step {
  return { ...said, kind: 'message', channel: 'email', onRefused: 'continue' }
}

/** How the e-mails of the templates greet: by name where it is known. */
export const HELLO: Words = {
  en: 'Hello{% if person.first_name %} {{ person.first_name }}{% endif %},',
  es: 'Hola{% if person.first_name %}, {{ person.first_name }}{% endif %}:',
}

function readWay(line: string): Edge {
  const [source = '', to = ''] = line.split(' > ')
  const [from = '', port = 'next'] = source.split(':')
  return { from, port, to }
}
