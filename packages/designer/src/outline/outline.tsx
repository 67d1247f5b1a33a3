import type { JourneyDefinition, Node } from '@periplo/model'
import { IconButton, useLocale, useMessages } from '@periplo/ui'
import { useMemo } from 'react'
import { namePort, titleOf } from '../nodes/registry.ts'
import { nameStage } from '../words/stage-words.ts'
import { OutlineStep } from './outline-step.tsx'
import { OUTLINE_WORDS } from './outline-words.ts'

/** The journey as a nested list: stages, their steps from top to bottom, and where each leads. Choosing one chooses it on the map, and it is edited here as well as there. */
export function Outline(props: {
  readonly definition: JourneyDefinition
  readonly selectedNodeId: string | undefined
  readonly onChoose: (id: string) => void
  readonly onAddAfter: ((id: string) => void) | undefined
  readonly onClose: () => void
}) {
  const { definition, selectedNodeId, onChoose, onAddAfter, onClose } = props
  const m = useMessages(OUTLINE_WORDS)
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
                  <li key={node.id}>
                    <OutlineStep
                      {...{ node, definition, onChoose, onAddAfter }}
                      chosen={node.id === selectedNodeId}
                    />
                    <Ways node={node} definition={definition} />
                  </li>
                ))}
              </ol>
            </li>
          )
        })}
      </ol>
    </nav>
  )
}

function Ways({ node, definition }: { readonly node: Node; readonly definition: JourneyDefinition }) {
  const m = useMessages(OUTLINE_WORDS)
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
