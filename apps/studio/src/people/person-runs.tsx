import { toStageTone } from '@periplo/designer'
import { Badge, EmptyState, Select, Skeleton, useMessages } from '@periplo/ui'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { useMoments } from '../parts/moments.ts'
import { useWidth } from '../parts/use-width.ts'
import { useStageNames } from '../parts/stage-names.ts'
import type { Answers } from '../server/server.ts'
import { trpc } from '../server/server.ts'
import { useSession } from '../server/session.tsx'
import type { PathNode } from './path-grid.ts'
import { PATH, toPathPicture } from './path-grid.ts'
import { PERSON_MESSAGES } from './person-messages.ts'
import type { TimelineEntry } from './timeline-words.ts'

type Run = Answers['people']['get']['enrollments'][number]

/** The person's runs, one at a time, each drawn as a way over its version's map. */
export function PersonRuns(props: {
  readonly enrollments: readonly Run[]
  readonly entries: readonly TimelineEntry[]
}) {
  const m = useMessages(PERSON_MESSAGES)
  const moments = useMoments()
  const { enrollments, entries } = props
  const [chosen, choose] = useState<string>()
  const run = enrollments.find((one) => one.enrollmentId === chosen) ?? enrollments[0]
  if (!run) {
    return (
      <section className="s-panel" aria-label={m.journeys}>
        <EmptyState picture="journeys" title={m.noRuns} />
      </section>
    )
  }
  return (
    <section className="s-panel s-panel-runs" aria-label={m.way({ name: run.journeyName })}>
      <header className="s-panel-head">
        <h2 className="p-cut">
          <Link
            to="/journeys/$journeyId"
            params={{ journeyId: run.journeyId }}
            search={{ mode: 'measure', node: run.nodeId, version: run.versionId }}
          >
            {m.way({ name: run.journeyName })}
          </Link>
        </h2>
        <Badge>{m.version({ number: run.versionNumber })}</Badge>
        <RunBadges run={run} />
        {enrollments.length > 1 && (
          <span className="s-end s-run-select">
            <Select
              size="sm"
              label={m.run}
              value={run.enrollmentId}
              onValueChange={choose}
              options={enrollments.map((one) => ({
                value: one.enrollmentId,
                label: one.journeyName,
                hint: m.entered({ when: moments.full(one.enteredAt) }),
              }))}
            />
          </span>
        )}
      </header>
      <RunPath run={run} entries={entries} />
    </section>
  )
}

function RunBadges({ run }: { readonly run: Run }) {
  const m = useMessages(PERSON_MESSAGES)
  const moments = useMoments()
  return (
    <>
      {run.status === 'active' ? (
        <Badge tone="accent" icon="running">
          {m.active}
        </Badge>
      ) : (
        <Badge icon="ended">{m.endedBy({ reason: toReason(run.endReason, m) })}</Badge>
      )}
      {run.convertedAt !== null && (
        <Badge tone="ok" icon="goal">
          {m.converted({ when: moments.full(run.convertedAt) })}
        </Badge>
      )}
    </>
  )
}

function toReason(reason: string | null, m: (typeof PERSON_MESSAGES)['es']): string {
  switch (reason) {
    case 'goal':
    case 'exit':
    case 'handed-on':
    case 'exit-rule':
    case 'refused':
    case 'withdrawn':
    case 'error':
    case 'erased':
      return m[reason]
    case 'merged':
      return m.mergedRun
    case null:
      return m.exit
  }
  return reason
}

function RunPath({ run, entries }: { readonly run: Run; readonly entries: readonly TimelineEntry[] }) {
  const m = useMessages(PERSON_MESSAGES)
  const nameOf = useStageNames()
  const { workspaceId } = useSession()
  const ground = useRef<HTMLElement>(null)
  const room = useWidth(ground)
  const { data: version } = useQuery({
    ...trpc.journeys.getVersion.queryOptions({ workspaceId, versionId: run.versionId }),
    // a published version never changes
    staleTime: Number.POSITIVE_INFINITY,
  })
  if (!version) {
    return (
      <section ref={ground} className="s-path">
        <Skeleton height="160px" />
      </section>
    )
  }
  const { stages } = version.definition
  const walked = toWalked(run, entries)
  const { nodes, lines, column, width, height } = toPathPicture(version.definition, walked, room)
  const steps = [...walked.entered]
    .toSorted(([, one], [, other]) => one - other)
    .map(([nodeId]) => nodes.find((node) => node.nodeId === nodeId)?.title ?? nodeId)
  return (
    <section
      ref={ground}
      className="s-path"
      aria-label={m.wayLabel({ steps: steps.join(', ') })}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable without a mouse (WCAG 2.1.1)
      tabIndex={0}
    >
      <div className="s-path-ground" style={{ width, height }}>
        {stages.map((stage, place) => (
          <div
            key={stage.id}
            className={`s-path-stage s-path-stage-${toStageTone(stage.id)}`}
            style={{ left: place * column, width: column }}
          >
            {stage.title ?? nameOf(stage.id)}
          </div>
        ))}
        <svg aria-hidden width={width} height={height} className="s-path-lines">
          {lines.map((line) => (
            <path key={line.key} d={line.path} data-walked={line.walked || undefined} />
          ))}
        </svg>
        {nodes.map((node) => (
          <PathCard
            key={node.nodeId}
            node={node}
            here={run.status === 'active' && run.nodeId === node.nodeId}
          />
        ))}
      </div>
    </section>
  )
}

function PathCard({ node, here }: { readonly node: PathNode; readonly here: boolean }) {
  const m = useMessages(PERSON_MESSAGES)
  const moments = useMoments()
  const { x, y, width, title, at } = node
  return (
    <div
      className="s-path-card"
      data-walked={at !== undefined || undefined}
      data-here={here || undefined}
      title={at === undefined ? title : `${title}, ${moments.full(at)}`}
      style={{ left: x, top: y, width, height: PATH.cardHeight }}
    >
      <span className="p-cut">{title}</span>
      {at !== undefined && <span className="s-path-at p-num">{here ? m.here : moments.short(at)}</span>}
    </div>
  )
}

function toWalked(run: Run, entries: readonly TimelineEntry[]) {
  const entered = new Map<string, number>()
  const edges = new Set<string>()
  for (const entry of entries) {
    if (entry.kind !== 'fact' || entry.enrollmentId !== run.enrollmentId) continue
    const { fact } = entry
    // entries come newest first, so the first visit is written last
    if (fact.kind === 'node-entered') entered.set(fact.node, fact.at)
    if (fact.kind === 'node-left') edges.add(`${fact.node}:${fact.port}`)
  }
  if (!entered.has(run.nodeId)) entered.set(run.nodeId, run.enteredAt)
  return { entered, edges }
}
