import type { JourneyDefinition, Node } from '@periplo/model'
import { defineMessages, IconButton, useLocale, useMessages } from '@periplo/ui'
import { useMemo } from 'react'
import { KindMark } from '../canvas/kind-mark.tsx'
import { namePort, summarizeNode, titleOf } from '../nodes/registry.ts'
import { nameStage } from '../words/stage-words.ts'

const WORDS = defineMessages({
  en: {
    outline: 'Outline of the journey',
    close: 'Close the outline',
    leads: (args: { title: string }) => `then “${args.title}”`,
    by: (args: { port: string; title: string }) => `${args.port}: “${args.title}”`,
    empty: 'No steps in this stage',
  },
  es: {
    outline: 'Esquema del recorrido',
    close: 'Cerrar el esquema',
    leads: ({ title }) => `después «${title}»`,
    by: ({ port, title }) => `${port}: «${title}»`,
    empty: 'No hay pasos en esta etapa',
  },
})

/** The journey as a nested list: stages, their steps from top to bottom, and where each leads. Choosing one chooses it on the map. */
export function Outline(props: {
  readonly definition: JourneyDefinition
  readonly selectedNodeId: string | undefined
  readonly onChoose: (id: string) => void
  readonly onClose: () => void
}) {
  const { definition, selectedNodeId, onChoose, onClose } = props
  const m = useMessages(WORDS)
  const { locale } = useLocale()
  const byStage = useMemo(() => Map.groupBy(definition.nodes, (node) => node.stage), [definition.nodes])
  return (
    <nav className="d-outline" aria-label={m.outline}>
      <div className="d-palette-head">
        <b className="p-grow">{m.outline}</b>
        <IconButton icon="close" label={m.close} onClick={onClose} />
      </div>
      <ol>
        {definition.stages.map((stage) => {
          const nodes = [...(byStage.get(stage.id) ?? [])].sort((a, b) => a.position.y - b.position.y)
          return (
            <li key={stage.id} className="d-outline-stage">
              <h2 className="d-palette-family">{nameStage(locale, stage)}</h2>
              {nodes.length === 0 && <p className="d-hint">{m.empty}</p>}
              <ol>
                {nodes.map((node) => (
                  <OutlineStep
                    key={node.id}
                    node={node}
                    definition={definition}
                    chosen={node.id === selectedNodeId}
                    onChoose={onChoose}
                  />
                ))}
              </ol>
            </li>
          )
        })}
      </ol>
    </nav>
  )
}

function OutlineStep(props: {
  readonly node: Node
  readonly definition: JourneyDefinition
  readonly chosen: boolean
  readonly onChoose: (id: string) => void
}) {
  const { node, definition, chosen, onChoose } = props
  const { locale } = useLocale()
  return (
    <li>
      <button
        type="button"
        className="d-outline-step"
        aria-current={chosen || undefined}
        onClick={() => onChoose(node.id)}
      >
        <KindMark kind={node.kind} />
        <span className="d-outline-words">
          <b>{titleOf(node, locale)}</b>
          <span className="p-second">{summarizeNode(node, locale)}</span>
        </span>
      </button>
      <Ways node={node} definition={definition} />
    </li>
  )
}

function Ways({ node, definition }: { readonly node: Node; readonly definition: JourneyDefinition }) {
  const m = useMessages(WORDS)
  const { locale } = useLocale()
  const ways = definition.edges.filter((edge) => edge.from === node.id)
  if (ways.length === 0) return null
  return (
    <ul className="d-outline-ways">
      {ways.map((edge) => {
        const target = definition.nodes.find((candidate) => candidate.id === edge.to)
        const title = target ? titleOf(target, locale) : '—'
        const port = namePort(node, edge.port, locale)
        return <li key={edge.port}>{port ? m.by({ port, title }) : m.leads({ title })}</li>
      })}
    </ul>
  )
}
