import { Avatar, Icon, Kbd, lazyPart, Logo, Menu, Sidebar, SidebarItem, useMessages } from '@periplo/ui'
import { Link, useRouterState } from '@tanstack/react-router'
import type { ComponentPropsWithRef } from 'react'
import { useMemo, useState } from 'react'
import { useKeys } from '../parts/use-keys.ts'
import { isAtLeast, useSession } from '../server/session.tsx'
import { FRAME_MESSAGES } from './frame-messages.ts'
import { PLACES } from './places.ts'
import { useMemberMenu } from './member-menu.ts'

const GoTo = lazyPart(async () => (await import('./go-to.tsx')).GoTo)

/** The navigation at the left, with the palette behind Ctrl K. Places the role does not open are not listed. */
export function Navigation({ collapsed }: { readonly collapsed: boolean }) {
  const m = useMessages(FRAME_MESSAGES)
  const { role } = useSession()
  const path = useRouterState({ select: (state) => state.location.pathname })
  const [seeking, setSeeking] = useState(false)
  useKeys(useMemo(() => ({ 'ctrl+k': () => setSeeking(true) }), []))
  return (
    <>
      <Sidebar
        collapsed={collapsed}
        head={<NavigationHead onSeek={() => setSeeking(true)} />}
        foot={<MemberItem />}
      >
        {PLACES.filter(({ least }) => isAtLeast(role, least)).map(({ name, to, icon }) => (
          <SidebarItem
            key={name}
            label={m[name]}
            icon={icon}
            current={path.startsWith(to)}
            render={<Link to={to} />}
          />
        ))}
      </Sidebar>
      {seeking && <GoTo onClose={() => setSeeking(false)} />}
    </>
  )
}

function NavigationHead({ onSeek }: { readonly onSeek: () => void }) {
  const m = useMessages(FRAME_MESSAGES)
  const { workspaceName, workspaces } = useSession()
  const many = workspaces.length > 1
  return (
    <>
      <SidebarItem
        look="workspace"
        label={workspaceName}
        picture={<Logo />}
        after={many && <Icon name="down" size={12} />}
        render={many ? <WorkspaceButton /> : <Link to="/" activeOptions={{ exact: true }} />}
      />
      <SidebarItem
        look="search"
        label={m.goTo}
        icon="search"
        after={<Kbd keys="Ctrl K" />}
        render={<PlainButton onClick={onSeek} />}
      />
    </>
  )
}

function PlainButton(props: ComponentPropsWithRef<'button'>) {
  return <button type="button" {...props} />
}

function WorkspaceButton(props: ComponentPropsWithRef<'button'>) {
  const m = useMessages(FRAME_MESSAGES)
  const { workspaces, workspaceId, chooseWorkspace } = useSession()
  return (
    <Menu
      trigger={<PlainButton {...props} />}
      entries={[
        { kind: 'heading', label: m.workspaces },
        ...workspaces.map((workspace) => ({
          kind: 'check' as const,
          label: workspace.name,
          checked: workspace.workspaceId === workspaceId,
          onCheckedChange: () => chooseWorkspace(workspace.workspaceId),
        })),
      ]}
    />
  )
}

function MemberItem() {
  const { memberName } = useSession()
  return (
    <SidebarItem
      label={memberName}
      picture={<Avatar name={memberName} size={18} self decorative />}
      render={<MemberButton />}
    />
  )
}

function MemberButton(props: ComponentPropsWithRef<'button'>) {
  return <Menu trigger={<PlainButton {...props} />} entries={useMemberMenu()} />
}
