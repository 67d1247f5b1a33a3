import type { JourneyDefinition, StageId } from '@periplo/model'
import {
  Button,
  defineMessages,
  Field,
  IconButton,
  plural,
  Select,
  useLocale,
  useMessages,
} from '@periplo/ui'
import type { ReactNode } from 'react'
import { KindMark } from '../canvas/kind-mark.tsx'
import { titleOf } from '../nodes/registry.ts'
import { nameStage } from '../words/stage-words.ts'

const WORDS = defineMessages({
  en: {
    title: (args: { count: number }) =>
      plural('en', args.count, { one: '1 step chosen', other: `${args.count} steps chosen` }),
    stage: 'Stage',
    mixed: 'Several stages',
    delete: 'Delete them',
    close: 'Choose nothing',
    only: 'Go to it',
  },
  es: {
    title: ({ count }) => plural('es', count, { one: '1 paso elegido', other: `${count} pasos elegidos` }),
    stage: 'Etapa',
    mixed: 'Varias etapas',
    delete: 'Borrarlos',
    close: 'No elegir nada',
    only: 'Ir a él',
  },
})

/** What is chosen when it is more than one card, and what can be done with all of it at once. */
export function SelectionPanel(props: {
  readonly definition: JourneyDefinition
  readonly chosen: ReadonlySet<string>
  readonly readOnly: boolean
  readonly menu: ReactNode
  readonly onMove: (stage: StageId) => void
  readonly onDelete: () => void
  readonly onGoTo: (id: string) => void
  readonly onClose: () => void
}) {
  const { definition, chosen, readOnly, menu, onMove, onDelete, onGoTo, onClose } = props
  const m = useMessages(WORDS)
  const { locale } = useLocale()
  const nodes = definition.nodes.filter((node) => chosen.has(node.id))
  const stages = new Set(nodes.map((node) => node.stage))
  const title = m.title({ count: nodes.length })
  return (
    <aside className="d-side" aria-label={title}>
      <div className="d-side-head">
        <div className="p-row">
          <h2 className="p-grow p-cut">{title}</h2>
          {!readOnly && menu}
          <IconButton icon="close" label={m.close} onClick={onClose} />
        </div>
      </div>
      <div className="d-side-body">
        {!readOnly && (
          <Field label={m.stage}>
            <Select
              value={stages.size === 1 ? ([...stages][0] ?? null) : null}
              placeholder={m.mixed}
              onValueChange={onMove}
              options={definition.stages.map((stage) => ({
                value: stage.id,
                label: nameStage(locale, stage),
              }))}
            />
          </Field>
        )}
        <ul>
          {nodes.map((node) => (
            <li key={node.id}>
              <button type="button" className="d-outline-step" title={m.only} onClick={() => onGoTo(node.id)}>
                <KindMark kind={node.kind} />
                <span className="p-cut">{titleOf(node, locale)}</span>
              </button>
            </li>
          ))}
        </ul>
        {!readOnly && (
          <Button icon="delete" variant="danger" onClick={onDelete}>
            {m.delete}
          </Button>
        )}
      </div>
    </aside>
  )
}
