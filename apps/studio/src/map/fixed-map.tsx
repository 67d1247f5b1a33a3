import type { JourneyMapProps } from '@periplo/designer'
import { JourneyMap } from '@periplo/designer'

const NOTHING_WRONG: JourneyMapProps['problems'] = []
const NOTHING_TO_SUGGEST: JourneyMapProps['suggestions'] = { events: [] }

/** A published version on the map: to be looked at, never changed. */
export function FixedMap(
  props: Pick<
    JourneyMapProps,
    'mode' | 'definition' | 'overlay' | 'selectedNodeId' | 'onSelect' | 'onCommands'
  >,
) {
  return (
    <JourneyMap
      {...props}
      readOnly
      problems={NOTHING_WRONG}
      suggestions={NOTHING_TO_SUGGEST}
      onChange={ignoreChange}
    />
  )
}

function ignoreChange(): void {
  // a map that is read only makes no gestures
}
