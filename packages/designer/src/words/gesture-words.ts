import type { JourneyDefinition } from '@periplo/model'
import { defineMessages } from '@periplo/ui'
import type { Locale } from '@periplo/ui'
import { titleOf } from '../nodes/registry.ts'

const WORDS = defineMessages({
  en: {
    add: 'Step added',
    insert: 'Step inserted',
    connect: 'Steps connected',
    move: 'Moved',
    delete: 'Deleted',
    cut: 'Cut out',
    paste: 'Pasted',
    duplicate: 'Duplicated',
    'duplicate-branch': 'Branch duplicated',
    tidy: 'Tidied up',
    rename: 'Journey renamed',
    restore: 'Version restored',
    'stage-add': 'Stage added',
    'stage-rename': 'Stage renamed',
    'stage-move': 'Stage moved',
    'stage-remove': 'Stage removed',
    settings: 'Settings of the journey changed',
    edited: (args: { title: string }) => `“${args.title}” changed`,
    other: 'Changed',
  },
  es: {
    add: 'Paso añadido',
    insert: 'Paso insertado',
    connect: 'Pasos conectados',
    move: 'Movido',
    delete: 'Borrado',
    cut: 'Cortado',
    paste: 'Pegado',
    duplicate: 'Duplicado',
    'duplicate-branch': 'Rama duplicada',
    tidy: 'Ordenado',
    rename: 'Recorrido con otro nombre',
    restore: 'Versión recuperada',
    'stage-add': 'Etapa añadida',
    'stage-rename': 'Etapa con otro nombre',
    'stage-move': 'Etapa movida',
    'stage-remove': 'Etapa quitada',
    settings: 'Ajustes del recorrido cambiados',
    edited: ({ title }) => `«${title}» cambiado`,
    other: 'Cambiado',
  },
})

const PLAIN = [
  'add',
  'insert',
  'connect',
  'move',
  'delete',
  'cut',
  'paste',
  'duplicate',
  'duplicate-branch',
  'tidy',
  'rename',
  'restore',
  'stage-add',
  'stage-rename',
  'stage-move',
  'stage-remove',
] as const satisfies readonly (keyof typeof WORDS.en)[]

/** What a gesture of the history did, in a few words. A step that is gone by now has no name any more. */
export function sayGesture(locale: Locale, gesture: string, definition: JourneyDefinition): string {
  const m = WORDS[locale]
  const plain = PLAIN.find((known) => known === gesture)
  if (plain) return m[plain]
  const [, id] = gesture.split(':')
  if (id === 'journey') return m.settings
  const node = definition.nodes.find((candidate) => candidate.id === id)
  return node ? m.edited({ title: titleOf(node, locale) }) : m.other
}
