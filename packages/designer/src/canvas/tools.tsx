import { Button, IconButton, useFormat, useMessages } from '@periplo/ui'
import { useReactFlow, useStore } from '@xyflow/react'
import { MAP_WORDS } from '../words/map-words.ts'

/** Zoom, fit, tidy, outline and keys, at the lower left of the map. */
export function Tools(props: {
  readonly onFit: () => void
  readonly onTidy: (() => void) | undefined
  readonly onFind: () => void
  readonly onOutline: () => void
  readonly onKeys: () => void
}) {
  const { onFit, onTidy, onFind, onOutline, onKeys } = props
  const m = useMessages(MAP_WORDS)
  const format = useFormat()
  const percent = useStore(({ transform }) => Math.round(transform[2] * 100))
  const flow = useReactFlow()
  return (
    <div className="d-tools" role="toolbar" aria-label={m.zoom}>
      <IconButton icon="remove" label={m.zoomOut} onClick={() => void flow.zoomOut()} side="top" />
      <Button variant="ghost" className="d-zoom p-num" onClick={() => void flow.zoomTo(1)}>
        {format.percent(percent / 100, { digits: 0 })}
      </Button>
      <IconButton icon="add" label={m.zoomIn} onClick={() => void flow.zoomIn()} side="top" />
      <span className="d-line" />
      <IconButton icon="fit" label={m.fit} onClick={onFit} side="top" />
      {onTidy && <IconButton icon="cards" label={m.tidy} onClick={onTidy} side="top" />}
      <IconButton icon="search" label={m.findStep} shortcut="Ctrl F" onClick={onFind} side="top" />
      <IconButton icon="outline" label={m.outline} onClick={onOutline} side="top" />
      <IconButton icon="keyboard" label={m.keys} shortcut="?" onClick={onKeys} side="top" />
    </div>
  )
}
