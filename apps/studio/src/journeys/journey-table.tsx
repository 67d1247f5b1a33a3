import { STAGE_SCALE, toStageTone } from '@periplo/designer'
import { GOAL_MEASURE } from '@periplo/kpi'
import {
  Avatar,
  Badge,
  Cell,
  HeadCell,
  Icon,
  StageSwatch,
  Table,
  TableBody,
  TableHead,
  TableRow,
  useFormat,
  useLocale,
  useMessages,
} from '@periplo/ui'
import { Link, useNavigate } from '@tanstack/react-router'
import type { KeyboardEvent, MouseEvent } from 'react'
import { toChannelIcon, useChannelNames } from '../parts/channel-names.ts'
import { useMoments } from '../parts/moments.ts'
import { useStageNames } from '../parts/stage-names.ts'
import type { Answers } from '../server/server.ts'
import { GoalCell, StagesCell, TrendCell } from './journey-measures.tsx'
import { JourneyMenu } from './journey-menu.tsx'
import { JOURNEYS_MESSAGES } from './journeys-messages.ts'

type Journey = Answers['journeys']['list'][number]

const STATES = {
  live: { tone: 'ok', icon: 'running' },
  draft: { tone: 'accent', icon: 'draft' },
  paused: { tone: 'warn', icon: 'paused' },
  ended: { tone: 'neutral', icon: 'archived' },
} as const

/** The journeys; the arrow keys walk from name to name. */
export function JourneyTable({ journeys }: { readonly journeys: readonly Journey[] }) {
  const m = useMessages(JOURNEYS_MESSAGES)
  const { locale } = useLocale()
  return (
    <Table label={m.title} className="s-fill s-journeys">
      <TableHead>
        <TableRow>
          <HeadCell>{m.journey}</HeadCell>
          <HeadCell width="112px">{m.state}</HeadCell>
          <HeadCell width="140px">
            <StageHead />
          </HeadCell>
          <HeadCell width="188px">
            <span title={GOAL_MEASURE.explanation[locale]}>
              {m.goal({ name: GOAL_MEASURE.name[locale] })}
            </span>
          </HeadCell>
          <HeadCell width="76px">
            <span className="p-hidden">{m.trend}</span>
          </HeadCell>
          <HeadCell width="92px" align="figure">
            {m.inside}
          </HeadCell>
          <HeadCell width="120px">
            <span className="s-after-figure">{m.problems}</span>
          </HeadCell>
          <HeadCell width="140px">{m.change}</HeadCell>
          <HeadCell width="56px">
            <span className="p-hidden">{m.actsHead}</span>
          </HeadCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {journeys.map((journey) => (
          <JourneyRow key={journey.journeyId} journey={journey} />
        ))}
      </TableBody>
    </Table>
  )
}

function StageHead() {
  const nameOf = useStageNames()
  return (
    <span className="s-stage-head">
      {STAGE_SCALE.map((stage) => (
        <span key={stage} title={nameOf(stage)}>
          <StageSwatch tone={toStageTone(stage)} shape="line" />
          <span className="p-hidden">{nameOf(stage)}</span>
        </span>
      ))}
    </span>
  )
}

function JourneyRow({ journey }: { readonly journey: Journey }) {
  const format = useFormat()
  const navigate = useNavigate()
  const open = (event: MouseEvent) => {
    // a press on a link or button is theirs; text being selected is no press
    if (event.target instanceof Element && event.target.closest('a, button, [role="menu"]')) return
    if (window.getSelection()?.type === 'Range') return
    void navigate({ to: '/journeys/$journeyId', params: { journeyId: journey.journeyId } })
  }
  const measured = journey.version !== null
  return (
    <TableRow onClick={open} className="s-press">
      <Cell>
        <NameCell journey={journey} />
      </Cell>
      <Cell>
        <StateCell journey={journey} />
      </Cell>
      <Cell>
        <StagesCell stages={journey.stages} measured={measured} />
      </Cell>
      <Cell>
        <GoalCell goal={journey.goal} />
      </Cell>
      <Cell>{measured && <TrendCell name={journey.name} trend={journey.trend} />}</Cell>
      <Cell align="figure" className="s-figure">
        {measured ? format.count(journey.insideNow) : '—'}
      </Cell>
      <Cell>
        <ProblemsCell problems={journey.problems} />
      </Cell>
      <Cell>
        <ChangeCell journey={journey} />
      </Cell>
      <Cell align="end">
        <JourneyMenu journey={journey} />
      </Cell>
    </TableRow>
  )
}

function NameCell({ journey }: { readonly journey: Journey }) {
  const channelOf = useChannelNames()
  const { journeyId, name, description, channels } = journey
  return (
    <>
      <div className="p-row">
        <Link
          to="/journeys/$journeyId"
          params={{ journeyId }}
          className="s-name s-two-lines"
          onKeyDown={walk}
          title={name}
        >
          {name}
        </Link>
        <span className="s-channels">
          {channels.map((channel) => (
            <Icon key={channel} size={12} label={channelOf(channel)} name={toChannelIcon(channel)} />
          ))}
        </span>
      </div>
      <div className="p-muted p-cut" title={description}>
        {description}
      </div>
    </>
  )
}

function StateCell({ journey }: { readonly journey: Journey }) {
  const m = useMessages(JOURNEYS_MESSAGES)
  const { status, version } = journey
  return (
    <span className="p-row s-tight">
      <Badge {...STATES[status]}>{m[status]}</Badge>
      {version !== null && <span className="p-muted p-num">{`v${version}`}</span>}
    </span>
  )
}

function ProblemsCell({ problems }: { readonly problems: Journey['problems'] }) {
  const m = useMessages(JOURNEYS_MESSAGES)
  const { errors, warnings } = problems
  if (errors + warnings === 0) return <span className="s-after-figure p-muted">{m.none}</span>
  const count = errors > 0 ? errors : warnings
  const words = errors > 0 ? m.errors({ count }) : m.warnings({ count })
  return (
    <span className="s-after-figure">
      <Badge tone={errors > 0 ? 'bad' : 'warn'} icon={errors > 0 ? 'error' : 'warning'} title={words}>
        <span aria-hidden>{count}</span>
        <span className="p-hidden">{words}</span>
      </Badge>
    </span>
  )
}

function ChangeCell({ journey }: { readonly journey: Journey }) {
  const m = useMessages(JOURNEYS_MESSAGES)
  const moments = useMoments()
  const { updatedAt, updatedBy } = journey
  return (
    <span className="p-row p-second" title={moments.full(updatedAt)}>
      <Avatar name={updatedBy} size={20} decorative />
      <span className="p-cut">
        {m.by({ when: moments.short(updatedAt), who: updatedBy.split(' ')[0] ?? '' })}
      </span>
    </span>
  )
}

function walk(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
  const names = [...(event.currentTarget.closest('tbody')?.querySelectorAll<HTMLElement>('.s-name') ?? [])]
  const here = names.indexOf(event.currentTarget)
  event.preventDefault()
  names[here + (event.key === 'ArrowDown' ? 1 : -1)]?.focus()
}
