import type { NodeFamily, NodeKind } from '@periplo/model'
import { NODE_FAMILY, NODE_KINDS } from '@periplo/model'
import { fold, IconButton, Kbd, TextField, useLocale, useMessages } from '@periplo/ui'
import type { RefObject } from 'react'
import { memo, useState } from 'react'
import { NODE_DESIGNS } from '../nodes/registry.ts'
import { MAP_WORDS } from '../words/map-words.ts'
import { KindMark } from './kind-mark.tsx'

/** The type under which a dragged kind travels. */
export const KIND_TYPE = 'application/x-periplo-kind'

const FAMILIES = ['entry', 'wait', 'decide', 'act', 'end'] as const satisfies readonly NodeFamily[]

/** Every kind of step by family; found in both languages, dragged onto a lane, or added with Enter. */
export const Palette = memo(function Palette(props: {
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
  readonly onAdd: (kind: NodeKind) => void
  readonly searchRef: RefObject<HTMLInputElement | null>
}) {
  const { open, onOpenChange, onAdd, searchRef } = props
  const m = useMessages(MAP_WORDS)
  const [query, setQuery] = useState('')
  const kinds = findKinds(query)
  if (!open) {
    return (
      <div className="d-palette-closed">
        <IconButton icon="panel-open" label={m.showPalette} onClick={() => onOpenChange(true)} side="right" />
      </div>
    )
  }
  return (
    <nav className="d-palette" aria-label={m.steps}>
      <div className="d-palette-head">
        <TextField
          ref={searchRef}
          type="search"
          icon="search"
          aria-label={m.find}
          placeholder={m.find}
          value={query}
          onValueChange={setQuery}
          onKeyDown={(event) => event.key === 'Enter' && kinds[0] && onAdd(kinds[0])}
          after={<Kbd keys="/" />}
        />
        <IconButton icon="panel-close" label={m.hidePalette} onClick={() => onOpenChange(false)} />
      </div>
      {FAMILIES.map((family) => (
        <KindGroup
          key={family}
          label={m[family]}
          kinds={kinds.filter((kind) => NODE_FAMILY[kind] === family)}
          onAdd={onAdd}
        />
      ))}
      {kinds.length === 0 && <p className="d-hint">{m.noKinds}</p>}
    </nav>
  )
})

function KindGroup(props: {
  readonly label: string
  readonly kinds: readonly NodeKind[]
  readonly onAdd: (kind: NodeKind) => void
}) {
  const { label, kinds, onAdd } = props
  const m = useMessages(MAP_WORDS)
  const { locale } = useLocale()
  if (kinds.length === 0) return null
  return (
    <section>
      <h2 className="d-palette-family">{label}</h2>
      {kinds.map((kind) => (
        <button
          key={kind}
          type="button"
          className="d-kind"
          draggable
          title={m.dragHint}
          onDragStart={(event) => {
            event.dataTransfer.setData(KIND_TYPE, kind)
            event.dataTransfer.effectAllowed = 'copy'
          }}
          onClick={() => onAdd(kind)}
        >
          <KindMark kind={kind} />
          <span className="p-cut">{NODE_DESIGNS[kind].name[locale]}</span>
        </button>
      ))}
    </section>
  )
}

/** Kinds whose name or search words, in either language, contain every word of the query. */
export function findKinds(query: string): readonly NodeKind[] {
  const words = fold(query)
    .split(/\s+/)
    .filter((word) => word !== '')
  return NODE_KINDS.filter((kind) => {
    const { name, search } = NODE_DESIGNS[kind]
    const text = fold([name.en, name.es, search.en, search.es].join(' '))
    return words.every((word) => text.includes(word))
  })
}

/** Reads a kind from what was dropped; undefined if it is none. */
export function parseKind(text: string): NodeKind | undefined {
  return NODE_KINDS.find((kind) => kind === text)
}
