import type { ProblemLine } from '@periplo/designer'
import { toProblemLines } from '@periplo/designer'
import type { InFlightChoice, JourneyDefinition, Problem } from '@periplo/model'
import { Banner, Button, Dialog, Icon, Skeleton, useLocale, useMessages, useToast } from '@periplo/ui'
import { useMutation, useQuery } from '@tanstack/react-query'
import { InFlightPart } from '../moving/in-flight-part.tsx'
import { useInFlight } from '../moving/use-in-flight.ts'
import { useFailureWords } from '../server/failure-words.ts'
import type { Answers } from '../server/server.ts'
import { queryClient, trpc } from '../server/server.ts'
import { useSession } from '../server/session.tsx'
import type { DefinitionDiff, NodeChange } from './diff-definitions.ts'
import { diffDefinitions } from './diff-definitions.ts'
import type { DraftSaver } from './draft-saver.ts'
import { MAP_MESSAGES } from './map-messages.ts'
import { ProblemList } from './problem-list.tsx'
import { useProof } from './use-proof.ts'
import { useTraits } from './use-traits.ts'

/** Problems the dialog tells of; the map's own list has them all. */
const MOST_TOLD = 5

/** A published version, as listed. */
export type Version = Answers['journeys']['listVersions'][number]

interface PublishProps {
  readonly journeyId: string
  readonly definition: JourneyDefinition
  readonly problems: readonly Problem[]
  readonly live: Version | null
  readonly saver: DraftSaver
  readonly onPublished: (version: Version) => void
  readonly onClose: () => void
}

/** Shows what publishing changes and for whom, and asks for one confirmation. */
export function PublishDialog(props: PublishProps) {
  const failureOf = useFailureWords()
  const { definition, live, onClose } = props
  const findings = useProof()
  const traits = useTraits()
  const m = useMessages(MAP_MESSAGES)
  const { locale } = useLocale()
  const number = (live?.number ?? 0) + 1
  const lines = toProblemLines(locale, { definition, problems: props.problems, findings, traits })
  const errors = lines.filter(({ severity }) => severity === 'error').length
  const inFlight = useInFlight({
    journeyId: props.journeyId,
    isLive: live !== null,
    ready: () => props.saver.flush(),
  })
  const { publish, error, busy } = usePublish(props, inFlight.choice)
  return (
    <Dialog
      open
      onOpenChange={onClose}
      size={live ? 'lg' : 'md'}
      title={m.publishTitle({ number, name: definition.name })}
      footer={
        <Button
          variant="primary"
          icon="publish"
          busy={busy}
          disabled={errors > 0 || inFlight.stale}
          onClick={publish}
        >
          {m.publishVersion({ number })}
        </Button>
      }
    >
      <div className="p-stack">
        {error && (
          <Banner tone="bad" title={m.publishFailed}>
            {failureOf(error)}
          </Banner>
        )}
        <ProblemsNote lines={lines} />
        <section className="s-publish-part">
          <h3>{m.changes}</h3>
          {live ? (
            <ChangesSince live={live} definition={definition} />
          ) : (
            <FirstVersion definition={definition} />
          )}
        </section>
        {live && <InFlightPart inFlight={inFlight} definition={definition} />}
      </div>
    </Dialog>
  )
}

/** What keeps it from being published; where nothing does, what is accepted by publishing it. */
function ProblemsNote({ lines }: { readonly lines: readonly ProblemLine[] }) {
  const m = useMessages(MAP_MESSAGES)
  const errors = lines.filter(({ severity }) => severity === 'error')
  const warnings = lines.filter(({ severity }) => severity === 'warning')
  if (errors.length > 0) {
    return (
      <Banner tone="bad" title={m.errorsFirst({ count: errors.length })}>
        <FirstProblems lines={errors} />
      </Banner>
    )
  }
  if (warnings.length === 0) return null
  return (
    <Banner tone="warn" title={m.warningsToo({ count: warnings.length })}>
      <FirstProblems lines={warnings} />
    </Banner>
  )
}

function FirstProblems({ lines }: { readonly lines: readonly ProblemLine[] }) {
  const m = useMessages(MAP_MESSAGES)
  const rest = lines.length - MOST_TOLD
  return (
    <>
      <ProblemList lines={lines.slice(0, MOST_TOLD)} />
      {rest > 0 && <p className="s-problem-rest">{m.moreProblems({ count: rest })}</p>}
    </>
  )
}

function FirstVersion({ definition }: { readonly definition: JourneyDefinition }) {
  const m = useMessages(MAP_MESSAGES)
  const { added } = diffDefinitions(undefined, definition)
  return (
    <>
      <p className="p-second">{m.firstVersion}</p>
      <ChangeList look="added" nodes={added} />
    </>
  )
}

function ChangesSince({
  live,
  definition,
}: {
  readonly live: Version
  readonly definition: JourneyDefinition
}) {
  const m = useMessages(MAP_MESSAGES)
  const { workspaceId } = useSession()
  const { data: version } = useQuery({
    ...trpc.journeys.getVersion.queryOptions({ workspaceId, versionId: live.versionId }),
    staleTime: Number.POSITIVE_INFINITY,
  })
  if (!version) return <Skeleton height="48px" />
  const diff = diffDefinitions(version.definition, definition)
  if (isQuiet(diff)) return <p className="p-second">{m.sameSteps}</p>
  return (
    <>
      <ChangeList look="added" nodes={diff.added} />
      <ChangeList look="changed" nodes={diff.changed} />
      <ChangeList look="removed" nodes={diff.removed} />
      {diff.edges > 0 && <p className="s-change-line">{m.edges({ count: diff.edges })}</p>}
      {diff.rules && <p className="s-change-line">{m.rules}</p>}
    </>
  )
}

function isQuiet({ added, changed, removed, edges, rules }: DefinitionDiff): boolean {
  return added.length + changed.length + removed.length + edges === 0 && !rules
}

const CHANGE_ICONS = { added: 'add', changed: 'edit', removed: 'remove' } as const

function ChangeList(props: {
  readonly look: keyof typeof CHANGE_ICONS
  readonly nodes: readonly NodeChange[]
}) {
  const m = useMessages(MAP_MESSAGES)
  const { look, nodes } = props
  if (nodes.length === 0) return null
  return (
    <div className={`s-change s-change-${look}`}>
      <p className="s-change-line">
        <Icon name={CHANGE_ICONS[look]} />
        {m[look]({ count: nodes.length })}
      </p>
      <ul>
        {nodes.map((node) => (
          <li key={node.nodeId}>{node.title || m.untitled}</li>
        ))}
      </ul>
    </div>
  )
}

function usePublish(
  { journeyId, saver, onPublished, onClose }: PublishProps,
  inFlight: InFlightChoice,
): {
  readonly publish: () => void
  readonly error: Error | null
  readonly busy: boolean
} {
  const m = useMessages(MAP_MESSAGES)
  const { workspaceId } = useSession()
  const toast = useToast()
  const { mutateAsync } = useMutation(trpc.journeys.publish.mutationOptions())
  const { mutate, error, isPending } = useMutation({
    mutationFn: async () => {
      if (!(await saver.flush())) throw new Error(m.saveFirst)
      // the dialog has shown the warnings, and its button says yes to them
      const revision = saver.getRevision()
      return mutateAsync({ workspaceId, journeyId, revision, acceptWarnings: true, inFlight })
    },
    onSuccess: (version) => {
      void queryClient.invalidateQueries(trpc.journeys.list.queryFilter())
      void queryClient.invalidateQueries(trpc.journeys.listVersions.queryFilter())
      void queryClient.invalidateQueries(trpc.journeys.listMoves.queryFilter())
      toast.show({ title: m.published({ number: version.number }), tone: 'ok' })
      onPublished(version)
      onClose()
    },
  })
  return { publish: () => mutate(), error, busy: isPending }
}
