import {
  Badge,
  Button,
  Field,
  FilterBar,
  Icon,
  PickerButton,
  Popover,
  Select,
  TextField,
  useFormat,
  useMessages,
} from '@periplo/ui'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { addDays } from '../parts/civil-day.ts'
import { useMoments } from '../parts/moments.ts'
import { MAP_MESSAGES } from './map-messages.ts'
import type { MapSearch } from './map-search.ts'
import type { DayRange, Period } from './period.ts'
import { PERIODS, USUAL_PERIOD } from './period.ts'
import type { Version } from './publish-dialog.tsx'

/** What is measured: the period and the version, both in the address, and as of when. */
export function MeasureBar(props: {
  readonly range: DayRange
  readonly versions: readonly Version[]
  readonly version: Version
  readonly asOf: number | undefined
  readonly connected: boolean
}) {
  const m = useMessages(MAP_MESSAGES)
  const { range, versions, version, asOf, connected } = props
  return (
    <FilterBar end={<AsOf asOf={asOf} connected={connected} />}>
      <PeriodPicker range={range} />
      <VersionSelect versions={versions} version={version} />
      <span className="p-hidden">{m.measure}</span>
    </FilterBar>
  )
}

function AsOf({ asOf, connected }: { readonly asOf: number | undefined; readonly connected: boolean }) {
  const m = useMessages(MAP_MESSAGES)
  const moments = useMoments()
  if (!connected) return <Badge icon="clock">{m.reconnecting}</Badge>
  if (asOf === undefined) return null
  return (
    <span className="s-as-of p-num" title={m.followed}>
      <Icon name="running" size={12} />
      {m.asOf({ at: moments.full(asOf) })}
    </span>
  )
}

function VersionSelect(props: { readonly versions: readonly Version[]; readonly version: Version }) {
  const m = useMessages(MAP_MESSAGES)
  const moments = useMoments()
  const navigate = useNavigate({ from: '/journeys/$journeyId' })
  const { versions, version } = props
  return (
    <span className="s-version-select">
      <Select
        label={m.version}
        value={version.versionId}
        onValueChange={(versionId) =>
          void navigate({ search: (before) => ({ ...before, version: versionId }), replace: true })
        }
        options={versions.map(({ versionId, number, publishedAt }) => ({
          value: versionId,
          label: `${m.version} v${number}`,
          hint: moments.full(publishedAt),
        }))}
      />
    </span>
  )
}

function PeriodPicker({ range }: { readonly range: DayRange }) {
  const m = useMessages(MAP_MESSAGES)
  const format = useFormat()
  const { period = USUAL_PERIOD } = useSearch({ from: '/in/journeys/$journeyId' })
  const narrow = useNarrow()
  const [open, setOpen] = useState(false)
  const last = addDays(range.to, -1)
  const choose = (next: Period) => {
    if (next === 'custom') return narrow({ period: next, from: range.from, to: last })
    narrow({ period: next === USUAL_PERIOD ? undefined : next, from: undefined, to: undefined })
    return setOpen(false)
  }
  const words = m.range({ from: format.plainDay(range.from), to: format.plainDay(last) })
  return (
    <Popover
      title={m.period}
      open={open}
      onOpenChange={setOpen}
      trigger={
        <PickerButton
          icon="calendar"
          label={period === 'custom' ? undefined : toLabel(period, m)}
          value={words}
        />
      }
    >
      <PeriodList period={period} onChoose={choose} />
      {period === 'custom' && <OwnDays range={range} />}
    </Popover>
  )
}

function PeriodList(props: { readonly period: Period; readonly onChoose: (period: Period) => void }) {
  const m = useMessages(MAP_MESSAGES)
  return (
    <div className="s-periods">
      {PERIODS.map((period) => (
        <Button
          key={period}
          variant="ghost"
          icon={period === props.period ? 'check' : undefined}
          aria-pressed={period === props.period}
          onClick={() => props.onChoose(period)}
        >
          {toLabel(period, m)}
        </Button>
      ))}
    </div>
  )
}

function OwnDays({ range }: { readonly range: DayRange }) {
  const m = useMessages(MAP_MESSAGES)
  const { from, to } = useSearch({ from: '/in/journeys/$journeyId' })
  const narrow = useNarrow()
  return (
    <div className="s-own-days">
      <Field label={m.first}>
        <TextField
          type="date"
          max={to}
          value={from ?? range.from}
          onValueChange={(day) => narrow({ from: day })}
        />
      </Field>
      <Field label={m.last}>
        <TextField
          type="date"
          min={from}
          value={to ?? addDays(range.to, -1)}
          onValueChange={(day) => narrow({ to: day })}
        />
      </Field>
    </div>
  )
}

function useNarrow(): (change: Partial<MapSearch>) => void {
  const navigate = useNavigate({ from: '/journeys/$journeyId' })
  return (change) => void navigate({ search: (before) => ({ ...before, ...change }), replace: true })
}

function toLabel(period: Period, m: (typeof MAP_MESSAGES)['en']): string {
  return period === 'all' ? m.allTime : m[period]
}
