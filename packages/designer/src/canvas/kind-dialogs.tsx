import type { JourneyDefinition, Node } from '@periplo/model'
import { listPorts, NODE_FAMILY, NODE_KINDS } from '@periplo/model'
import type { PaletteGroup, PaletteItem } from '@periplo/ui'
import { CommandPalette, useLocale, useMessages } from '@periplo/ui'
import { findNode } from '../edit/edits.ts'
import { NODE_DESIGNS, namePort, titleOf } from '../nodes/registry.ts'
import { MAP_WORDS } from '../words/map-words.ts'
import { nameStage } from '../words/stage-words.ts'
import type { MapActs } from './map-acts.ts'
import type { KindRequest } from './new-cards.ts'

/** Asks which kind of step to add, found by name in either language. */
export function KindDialog(props: {
  readonly definition: JourneyDefinition
  readonly request: KindRequest | undefined
  readonly acts: MapActs
  readonly onClose: () => void
}) {
  const { definition, request, acts, onClose } = props
  const m = useMessages(MAP_WORDS)
  const { locale } = useLocale()
  const other = locale === 'en' ? 'es' : 'en'
  const inWay = request?.purpose === 'insert' || (request?.purpose === 'add' && request.after !== undefined)
  const choose = (kind: Node['kind']) => {
    if (request?.purpose === 'insert') acts.insert(kind, request.edgeKey)
    if (request?.purpose === 'add') acts.add(kind, request)
  }
  const groups = (['entry', 'wait', 'decide', 'act', 'end'] as const)
    .filter((family) => !inWay || family !== 'entry')
    .map((family): PaletteGroup => ({
      label: m[family],
      items: NODE_KINDS.filter((kind) => NODE_FAMILY[kind] === family).map((kind) => ({
        id: kind,
        label: NODE_DESIGNS[kind].name[locale],
        icon: NODE_DESIGNS[kind].icon,
        keywords: [
          NODE_DESIGNS[kind].name[other],
          NODE_DESIGNS[kind].search.en,
          NODE_DESIGNS[kind].search.es,
        ],
        onSelect: () => choose(kind),
      })),
    }))
  const before =
    request?.purpose === 'add' && request.after ? findNode(definition, request.after.from) : undefined
  return (
    <CommandPalette
      open={request !== undefined}
      onOpenChange={(open) => !open && onClose()}
      groups={groups}
      placeholder={before ? m.addStepAfter({ name: titleOf(before, locale) }) : m.addStep}
    />
  )
}

/** Asks where a way out of a step leads: every port with every step it may lead to. */
export function ConnectDialog(props: {
  readonly definition: JourneyDefinition
  readonly nodeId: string | undefined
  readonly acts: MapActs
  readonly onClose: () => void
}) {
  const { definition, nodeId, acts, onClose } = props
  const m = useMessages(MAP_WORDS)
  const { locale } = useLocale()
  const node = nodeId === undefined ? undefined : findNode(definition, nodeId)
  const groups = !node
    ? []
    : listPorts(node).map((port): PaletteGroup => {
        const name = namePort(node, port, locale)
        return {
          label: name === '' ? m.connectTo : `${m.connectTo} ${m.connectFrom({ port: name })}`,
          items: toTargets({ definition, node, port }).map(({ target, id }): PaletteItem => ({
            id,
            label: titleOf(target, locale),
            icon: NODE_DESIGNS[target.kind].icon,
            hint: nameStageOf(definition, target, locale),
            onSelect: () => acts.connect({ from: node.id, port, to: target.id }),
          })),
        }
      })
  return (
    <CommandPalette
      open={node !== undefined}
      onOpenChange={(open) => !open && onClose()}
      groups={groups}
      placeholder={groups.length === 0 ? m.noTargets : m.connectTo}
    />
  )
}

function toTargets(from: { definition: JourneyDefinition; node: Node; port: string }) {
  const { definition, node, port } = from
  return definition.nodes
    .filter((target) => target.id !== node.id && NODE_FAMILY[target.kind] !== 'entry')
    .map((target) => ({ target, id: `${port} ${target.id}` }))
}

function nameStageOf(definition: JourneyDefinition, node: Node, locale: 'en' | 'es'): string {
  const stage = definition.stages.find((candidate) => candidate.id === node.stage)
  return stage ? nameStage(locale, stage) : ''
}
