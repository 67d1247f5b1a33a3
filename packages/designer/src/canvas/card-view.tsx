import { NODE_FAMILY } from '@periplo/model'
import { Icon, useLocale, useMessages } from '@periplo/ui'
import type { NodeProps } from '@xyflow/react'
import { memo, useState } from 'react'
import { useStore } from 'zustand'
import { MeasureBody } from '../measure/measure-body.tsx'
import { MEASURE_WORDS } from '../words/measure-words.ts'
import { summarizeNode, titleOf } from '../nodes/registry.ts'
import type { CardData, CardNode } from './flow-types.ts'
import { KindMark } from './kind-mark.tsx'
import { useMap } from './map-context.ts'
import { Ports, WayIn } from './ports.tsx'

/** One card of the map, in either mode. It draws its props and holds nothing. */
export const CardView = memo(function CardView({ id, data, selected }: NodeProps<CardNode>) {
  const { store, worstLeak, hover, readOnly } = useMap()
  const far = useStore(store, (state) => state.far)
  const [near, setNear] = useState(false)
  const { node, mode } = data
  const labelled = mode === 'design' && !data.narrow && data.ports.some((port) => port.label !== '')
  return (
    <article
      className="d-card"
      data-mode={mode}
      data-selected={selected || undefined}
      data-labelled={labelled ? (data.tallPorts ? 'tall' : 'flat') : undefined}
      data-far={far || undefined}
      data-narrow={data.narrow || undefined}
      data-leak={(mode === 'measure' && worstLeak === id) || undefined}
      data-state={mode === 'measure' ? stateOf(data) : undefined}
      data-stage={data.stageTone}
      onPointerEnter={() => {
        setNear(true)
        hover(id)
      }}
      onPointerLeave={() => {
        setNear(false)
        hover(undefined)
      }}
    >
      {far ? (
        <FarBody data={data} />
      ) : data.narrow ? (
        <NarrowBody data={data} />
      ) : (
        <NearBody data={data} labelled={labelled} />
      )}
      {data.gravest && !far && mode === 'design' && (
        <span className="d-badge" data-severity={data.gravest} title={data.problems.join('\n')}>
          <Icon name={data.gravest === 'error' ? 'error' : 'warning'} size={12} />
        </span>
      )}
      {mode === 'measure' && worstLeak === id && !far && <LeakFlag />}
      {NODE_FAMILY[node.kind] !== 'entry' && <WayIn />}
      <Ports id={id} ports={data.ports} live={near && !(readOnly || mode === 'measure' || data.narrow)} />
    </article>
  )
})

/** Says in words what the red ring says. */
function LeakFlag() {
  const m = useMessages(MEASURE_WORDS)
  return (
    <span className="d-leak">
      <Icon name="warning" size={12} />
      {m.worstShort}
    </span>
  )
}

function NearBody({ data, labelled }: { readonly data: CardData; readonly labelled: boolean }) {
  const { locale } = useLocale()
  const { node, ports, mode } = data
  return (
    <>
      <div className="d-card-head">
        <KindMark kind={node.kind} />
        <b className="p-cut" title={titleOf(node, locale)}>
          {titleOf(node, locale)}
        </b>
      </div>
      {mode === 'measure' ? (
        <MeasureBody id={node.id} kind={node.kind} measures={data.measures} />
      ) : (
        <p className="d-card-words" title={summarizeNode(node, locale)}>
          {summarizeNode(node, locale)}
        </p>
      )}
      {labelled && (
        <div className="d-ports">
          {ports.map((port) => (
            <span key={port.id} style={{ width: `${port.place.share * 100}%` }} title={port.label}>
              {port.label}
            </span>
          ))}
        </div>
      )}
    </>
  )
}

function NarrowBody({ data }: { readonly data: CardData }) {
  const { locale } = useLocale()
  return (
    <span className="d-narrow" title={titleOf(data.node, locale)}>
      <KindMark kind={data.node.kind} />
    </span>
  )
}

function FarBody({ data }: { readonly data: CardData }) {
  const { locale } = useLocale()
  const { measures } = data
  if (!measures) return null
  const compact = new Intl.NumberFormat(locale, { notation: 'compact' }).format(measures.entered)
  return <span className="d-far p-num">{compact}</span>
}

/** Grey: too few to judge. Hatched: windows still open. */
function stateOf({ measures, node }: CardData): 'few' | 'open' | undefined {
  if (!measures || measures.entered < 30) return 'few'
  return NODE_FAMILY[node.kind] === 'end' && measures.immature > 0 ? 'open' : undefined
}
