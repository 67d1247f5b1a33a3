import type { JourneyDefinition, Node, NodeKind, NodeOf, Problem } from '@periplo/model'
import { defineMessages, Field, IconButton, TabPanel, Tabs, useLocale, useMessages } from '@periplo/ui'
import type { ReactNode } from 'react'
import { createElement, useMemo, useState } from 'react'
import { KindMark } from '../canvas/kind-mark.tsx'
import { toNodeCode } from '../edit/canonical.ts'
import type { FormContext, NodeFormProps, RenderPreview, Suggestions } from '../nodes/node-design.ts'
import { getForm, NODE_DESIGNS, titleOf } from '../nodes/registry.ts'
import { CodeView } from './code-view.tsx'
import { DraftText } from './draft-text.tsx'

const WORDS = defineMessages({
  en: {
    panel: (args: { title: string }) => `Settings of “${args.title}”`,
    settings: 'Settings',
    code: 'As code',
    title: 'Title',
    untitled: 'Write a title people will recognise',
    close: 'Close',
    delete: 'Delete step',
    sections: 'Parts of the step',
  },
  es: {
    panel: ({ title }) => `Ajustes de «${title}»`,
    settings: 'Ajustes',
    code: 'Código',
    title: 'Título',
    untitled: 'Escribe un título que se reconozca',
    close: 'Cerrar',
    delete: 'Borrar el paso',
    sections: 'Partes del paso',
  },
})

/** The settings of the one chosen node, in the words of its card. */
export function Inspector(props: {
  readonly definition: JourneyDefinition
  readonly node: Node
  readonly problems: readonly Problem[]
  readonly suggestions: Suggestions
  readonly readOnly: boolean
  readonly renderPreview: RenderPreview | undefined
  readonly onEdit: (node: Node, field: string) => void
  readonly menu: ReactNode
  readonly onDelete: () => void
  readonly onClose: () => void
}) {
  const { definition, node, readOnly, menu, onDelete, onClose } = props
  const m = useMessages(WORDS)
  const { locale } = useLocale()
  const [tab, setTab] = useState<'settings' | 'code'>('settings')
  return (
    <aside className="d-side" aria-label={m.panel({ title: titleOf(node, locale) })}>
      <div className="d-side-head">
        <div className="p-row">
          <KindMark kind={node.kind} />
          <span className="p-muted p-grow">{NODE_DESIGNS[node.kind].name[locale]}</span>
          {!readOnly && menu}
          {!readOnly && <IconButton icon="delete" label={m.delete} onClick={onDelete} />}
          <IconButton icon="close" label={m.close} onClick={onClose} />
        </div>
        <h2 className="p-cut">{titleOf(node, locale)}</h2>
      </div>
      <Tabs
        label={m.sections}
        value={tab}
        onValueChange={setTab}
        tabs={[
          { value: 'settings', label: m.settings },
          { value: 'code', label: m.code },
        ]}
        className="d-side-tabs"
      >
        <TabPanel value="settings" className="d-side-body">
          <NodeSettings {...props} />
        </TabPanel>
        <TabPanel value="code" className="d-side-body">
          <CodeView code={toNodeCode(definition, node.id)} />
        </TabPanel>
      </Tabs>
    </aside>
  )
}

function NodeSettings(props: Parameters<typeof Inspector>[0]) {
  const { definition, node, problems, suggestions, readOnly, renderPreview, onEdit } = props
  const m = useMessages(WORDS)
  const context = useMemo((): FormContext => {
    const own = problems.filter((problem) => problem.node === node.id)
    return {
      suggestions,
      answers: definition.nodes.flatMap((other) =>
        other.kind === 'webhook' && other.answer ? [`${other.id}.`] : [],
      ),
      entryEvents: definition.nodes.flatMap((other) =>
        other.kind === 'event-entry' && other.event ? [other.event] : [],
      ),
      codes: new Set(own.map((problem) => problem.code)),
      readOnly,
      renderPreview,
    }
  }, [definition.nodes, node.id, problems, suggestions, readOnly, renderPreview])
  return (
    <>
      <Field label={m.title} error={node.title.trim() === '' ? m.untitled : undefined}>
        <DraftText
          value={node.title}
          maxLength={80}
          readOnly={readOnly}
          onCommit={(title) => onEdit({ ...node, title }, 'title')}
        />
      </Field>
      {/* another node is another form: nothing half written may cross over */}
      <NodeForm key={node.id} node={node} onEdit={onEdit} context={context} />
    </>
  )
}

function NodeForm<K extends NodeKind>(props: NodeFormProps<K> & { readonly node: NodeOf<K> }) {
  return createElement(getForm<K>(props.node.kind), props)
}
