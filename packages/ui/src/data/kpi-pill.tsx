import { Icon } from '../icons/icon.tsx'

/** What kind of number it is: enough people, too few to judge, window still open, none at all. */
export type KpiState = 'settled' | 'few' | 'open' | 'none'

/** Where the value stands on the five-step scale of the screen's legend. */
export type HeatLevel = 0 | 1 | 2 | 3 | 4

/**
 * A measure as a coloured number. The value is always written; a small sample is grey, an open
 * window hatched, so that colour never speaks alone. `label` is the whole sentence for hover and
 * for screen readers.
 */
export function KpiPill(props: {
  readonly value: string
  readonly label: string
  readonly scale?: 'loss' | 'heat' | undefined
  readonly level?: HeatLevel | undefined
  readonly state?: KpiState | undefined
}) {
  const { value, label, scale = 'loss', level = 0, state = 'settled' } = props
  const colour = state === 'settled' || state === 'open' ? `p-kpi-${scale}-${level}` : ''
  return (
    <span className={`p-kpi-pill p-num p-kpi-${state} ${colour}`} title={label}>
      {state === 'open' && <Icon name="window-open" size={12} />}
      <span aria-hidden>{value}</span>
      <span className="p-hidden">{label}</span>
    </span>
  )
}
