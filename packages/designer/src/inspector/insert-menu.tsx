import type { MenuEntry } from '@periplo/ui'
import { Button, defineMessages, Menu, useMessages } from '@periplo/ui'
import type { FormContext } from '../nodes/node-design.ts'
import { findPaths } from './suggest.ts'

const WORDS = defineMessages({
  en: {
    insert: 'Insert',
    person: 'The person',
    entering: 'The event they entered with',
    links: 'Links',
    unsubscribe: 'Unsubscribe address',
    email: 'e-mail address',
  },
  es: {
    insert: 'Insertar',
    person: 'La persona',
    entering: 'El evento con que entró',
    links: 'Enlaces',
    unsubscribe: 'Dirección de baja',
    email: 'dirección de correo',
  },
})

/** As many paths of one kind as a menu shows without hiding the rest. */
const MOST = 12

/** What changes from person to person: picked from a list, written into the text as a Liquid variable. */
export function InsertMenu(props: {
  readonly context: FormContext
  readonly onInsert: (text: string) => void
}) {
  const { context, onInsert } = props
  const m = useMessages(WORDS)
  const act = (label: string, variable: string): MenuEntry => ({
    kind: 'act',
    label,
    onSelect: () => onInsert(`{{ ${variable} }}`),
  })
  const traits = (context.suggestions.traits ?? []).slice(0, MOST)
  const entering = findPaths(context.suggestions, context.entryEvents).slice(0, MOST)
  const entries: readonly MenuEntry[] = [
    { kind: 'heading', label: m.person },
    act(m.email, 'person.email'),
    ...traits.filter((trait) => trait !== 'email').map((trait) => act(trait, `person.${trait}`)),
    ...(entering.length > 0 ? [{ kind: 'heading', label: m.entering } as const] : []),
    ...entering.map((path) => act(path, `entry.${path}`)),
    { kind: 'heading', label: m.links },
    act(m.unsubscribe, 'unsubscribe_url'),
  ]
  if (context.readOnly) return null
  return <Menu trigger={<Button variant="link">{m.insert}</Button>} entries={entries} align="end" />
}
