import type { DesignHistoryHandle } from '@periplo/designer'
import { sayGesture } from '@periplo/designer'
import { Icon, IconButton, Popover, useLocale, useMessages } from '@periplo/ui'
import { useState } from 'react'
import { MAP_MESSAGES } from './map-messages.ts'

/** Everything done since the map was opened, the newest first; choosing a line goes back, or on again, to just after it. */
export function HistoryButton({ history }: { readonly history: DesignHistoryHandle }) {
  const { gestures, place, goTo, definition } = history
  const m = useMessages(MAP_MESSAGES)
  const { locale } = useLocale()
  const [open, setOpen] = useState(false)
  const lines = [m.beginning, ...gestures.map((gesture) => sayGesture(locale, gesture, definition))]
  return (
    <Popover
      title={m.gestures}
      align="end"
      open={open}
      onOpenChange={setOpen}
      trigger={<IconButton icon="down" label={m.gestures} disabled={gestures.length === 0} />}
    >
      <ol className="s-gestures" reversed>
        {lines
          .map((line, at) => ({ line, at }))
          .toReversed()
          .map(({ line, at }) => (
            <li key={at}>
              <button
                type="button"
                className="s-gesture"
                aria-current={at === place || undefined}
                data-undone={at > place || undefined}
                onClick={() => goTo(at)}
              >
                <span className="p-grow p-cut">{line}</span>
                {at === place && <Icon name="check" size={12} />}
              </button>
            </li>
          ))}
      </ol>
    </Popover>
  )
}
