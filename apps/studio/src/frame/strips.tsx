import { Button, buttonClass, Icon, ProgressBar, useFormat, useMessages } from '@periplo/ui'
import type { IconName } from '@periplo/ui'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useEffect } from 'react'
import { useMoments } from '../parts/moments.ts'
import { useReach } from '../server/reach.ts'
import { queryClient } from '../server/server.ts'
import { useSession } from '../server/session.tsx'
import type { WorkspaceDetail } from '../server/workspace.ts'
import { useWorkspace } from '../server/workspace.ts'
import { FRAME_MESSAGES } from './frame-messages.ts'

const RETRY_MS = 5_000

/** What a member must know about the whole workspace, in a line each over the page. */
export function Strips() {
  const workspace = useWorkspace()
  const reached = useReach()
  const { wantsSecondFactor } = useSession()
  return (
    <>
      {!reached && <OfflineStrip />}
      {wantsSecondFactor && <SecondStepStrip />}
      {workspace?.history && <HistoryStrip history={workspace.history} />}
      {workspace && (workspace.demo || workspace.clock === 'turned') && <ClockStrip workspace={workspace} />}
    </>
  )
}

function OfflineStrip() {
  const m = useMessages(FRAME_MESSAGES)
  useEffect(() => {
    const timer = setInterval(askAgain, RETRY_MS)
    return () => clearInterval(timer)
  }, [])
  return (
    <Strip icon="warning" tone="warn">
      <span className="p-grow">{m.offline}</span>
      <Button size="sm" icon="retry" onClick={askAgain}>
        {m.tryNow}
      </Button>
    </Strip>
  )
}

function SecondStepStrip() {
  const m = useMessages(FRAME_MESSAGES)
  return (
    <Strip icon="locked" tone="warn">
      <span className="p-grow">{m.wantsSecondStep}</span>
      <Link to="/settings" search={{ tab: 'security' }} className={buttonClass({ size: 'sm' })}>
        {m.setUpSecondStep}
      </Link>
    </Strip>
  )
}

function HistoryStrip({ history }: { readonly history: NonNullable<WorkspaceDetail['history']> }) {
  const m = useMessages(FRAME_MESSAGES)
  const format = useFormat()
  const share = history.total > 0 ? history.done / history.total : 0
  return (
    <Strip icon="source" tone="accent">
      <span className="p-num">{m.history({ share: format.percent(share, { digits: 0 }) })}</span>
      <span className="s-strip-bar">
        <ProgressBar value={share} label={m.historyBar} />
      </span>
    </Strip>
  )
}

function ClockStrip({ workspace }: { readonly workspace: WorkspaceDetail }) {
  const m = useMessages(FRAME_MESSAGES)
  const moments = useMoments()
  return (
    <Strip icon="clock" tone="plain">
      {workspace.demo && <span>{m.demo}</span>}
      {workspace.clock === 'turned' && <span>{m.turned({ now: moments.full(workspace.now) })}</span>}
    </Strip>
  )
}

function Strip(props: {
  readonly icon: IconName
  readonly tone: 'plain' | 'accent' | 'warn'
  readonly children: ReactNode
}) {
  return (
    <div role="status" className={`s-strip s-strip-${props.tone}`}>
      <Icon name={props.icon} />
      {props.children}
    </div>
  )
}

function askAgain(): void {
  // what is being edited is read again on demand only
  void queryClient.refetchQueries({ type: 'active', predicate: ({ meta }) => meta?.['onDemand'] !== true })
}
