import { EmptyState, ErrorBoundary, useMessages } from '@periplo/ui'
import { useQuery } from '@tanstack/react-query'
import { Navigate, Outlet, useRouter, useRouterState } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { LoadFailure } from '../parts/load-failure.tsx'
import { ScreenPending } from '../parts/screen-states.tsx'
import { toFailure } from '../server/failure.ts'
import type { Answers } from '../server/server.ts'
import { trpc } from '../server/server.ts'
import type { SessionState } from '../server/session.tsx'
import { SessionProvider } from '../server/session.tsx'
import { FRAME_MESSAGES } from './frame-messages.ts'
import { Navigation } from './navigation.tsx'
import { Strips } from './strips.tsx'

const WORKSPACE_KEY = 'periplo.workspace'

/** The frame of every screen behind the sign-in. Whoever is not signed in is led there, and back. */
export function Frame() {
  const { data, error, isPending, refetch } = useQuery({
    ...trpc.session.me.queryOptions(),
    staleTime: 60_000,
  })
  if (isPending) return <ScreenPending />
  if (data === null) return <ToSignIn />
  if (data) return <SignedIn me={data} />
  // asked anew in the background: only the first answer counts
  if (toFailure(error).kind === 'refused') return <ToSignIn />
  return <LoadFailure error={error} onRetry={() => void refetch()} />
}

function ToSignIn() {
  const router = useRouter()
  // taken once: while the sign-in is being fetched, the address already names it
  const [to] = useState(() => router.state.location.href)
  return <Navigate to="/sign-in" search={{ to: to === '/' ? undefined : to }} replace />
}

function SignedIn({ me }: { readonly me: NonNullable<Answers['session']['me']> }) {
  const m = useMessages(FRAME_MESSAGES)
  const [chosen, choose] = useState(() => window.localStorage.getItem(WORKSPACE_KEY))
  const session = useMemo(() => toSession(me, chosen, choose), [me, chosen])
  if (!session) return <EmptyState picture="locked" title={m.noWorkspaceTitle} text={m.noWorkspaceText} />
  return (
    <SessionProvider session={session}>
      <Shell key={session.workspaceId} />
    </SessionProvider>
  )
}

function Shell() {
  const m = useMessages(FRAME_MESSAGES)
  const path = useRouterState({ select: (state) => state.location.pathname })
  // the map and a person need the width
  const narrow = /^\/(journeys|people)\/./.test(path)
  return (
    <div className="s-frame">
      <a href="#content" className="s-skip">
        {m.skip}
      </a>
      <Navigation collapsed={narrow} />
      <div className="s-main">
        <Strips />
        <main id="content" className="s-content" tabIndex={-1}>
          <Screen />
        </main>
      </div>
    </div>
  )
}

/**
 * What the address shows. A screen that is being left stays until the next one is here, though the address
 * already names that: mounted anew under it, it would begin again with what it had read when it was opened.
 */
function Screen() {
  const shown = useRouterState({ select: (state) => state.matches.at(-1)?.pathname })
  return (
    <ErrorBoundary key={shown}>
      <Outlet />
    </ErrorBoundary>
  )
}

function toSession(
  { member, workspaces }: NonNullable<Answers['session']['me']>,
  chosen: string | null,
  choose: (workspaceId: string) => void,
): SessionState | undefined {
  const workspace = workspaces.find((known) => known.workspaceId === chosen) ?? workspaces[0]
  if (!workspace) return undefined
  return {
    memberId: member.memberId,
    memberName: member.name,
    email: member.email,
    workspaceId: workspace.workspaceId,
    workspaceName: workspace.name,
    role: workspace.role,
    hasSecondFactor: member.hasSecondFactor,
    wantsSecondFactor: workspace.wantsSecondFactor,
    workspaces,
    chooseWorkspace: (workspaceId) => {
      window.localStorage.setItem(WORKSPACE_KEY, workspaceId)
      choose(workspaceId)
    },
  }
}
