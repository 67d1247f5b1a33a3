import { PRESENT_FORMAT } from '@periplo/model'
import { PageHeader, TabPanel, Tabs, useMessages } from '@periplo/ui'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { SecurityPanel } from '../account/security-panel.tsx'
import { LineSkeletons } from '../parts/line-skeletons.tsx'
import { FactLine, Facts } from '../parts/facts.tsx'
import { useMoments } from '../parts/moments.ts'
import { PART_MESSAGES } from '../parts/part-messages.ts'
import { useMay, useSession } from '../server/session.tsx'
import { useWorkspace } from '../server/workspace.ts'
import { MembersPanel } from './members-panel.tsx'
import { SendingPanel } from './sending-panel.tsx'
import { SETTINGS_MESSAGES } from './settings-messages.ts'
import { SETTINGS_TABS } from './settings-search.ts'
import { SourcesPanel } from './sources-panel.tsx'
import { WebhooksSection } from './webhooks-section.tsx'

/** The workspace, who may send events to it, and what this is. */
export function SettingsPage() {
  const m = useMessages(SETTINGS_MESSAGES)
  const { tab = 'workspace' } = useSearch({ from: '/in/settings' })
  const navigate = useNavigate({ from: '/settings' })
  const maySeeMore = useMay('analyst')
  const tabs = SETTINGS_TABS.filter((value) => maySeeMore || (value !== 'members' && value !== 'sources'))
  return (
    <div className="s-page">
      <title>{`${m.title} · Periplo`}</title>
      <PageHeader title={m.title} />
      <div className="s-scroll">
        <Tabs
          label={m.parts}
          className="s-settings"
          value={tab}
          onValueChange={(next) =>
            void navigate({ search: { tab: next === 'workspace' ? undefined : next }, replace: true })
          }
          tabs={tabs.map((value) => ({ value, label: m[value] }))}
        >
          <TabPanel value="workspace">
            <WorkspacePanel />
          </TabPanel>
          {maySeeMore && (
            <>
              <TabPanel value="members">
                <MembersPanel />
              </TabPanel>
              <TabPanel value="sources">
                <SourcesPanel />
              </TabPanel>
            </>
          )}
          <TabPanel value="sending">
            <SendingPanel />
          </TabPanel>
          <TabPanel value="security">
            <SecurityPanel />
          </TabPanel>
          <TabPanel value="about">
            <AboutPanel />
          </TabPanel>
        </Tabs>
      </div>
    </div>
  )
}

function WorkspacePanel() {
  const m = useMessages(SETTINGS_MESSAGES)
  const parts = useMessages(PART_MESSAGES)
  const moments = useMoments()
  const workspace = useWorkspace()
  const { memberName, email, role } = useSession()
  const mayKnowSecrets = useMay('admin')
  if (!workspace) return <LineSkeletons lines={6} columns={['16%', '40%']} />
  return (
    <div className="s-settings-parts">
      <section className="p-tile">
        <h2>{m.workspace}</h2>
        <Facts>
          <FactLine name={m.name}>{workspace.name}</FactLine>
          <FactLine name={m.zone} title={m.zoneHint}>
            {workspace.zone}
          </FactLine>
          <FactLine name={m.clock}>{workspace.clock === 'live' ? m.clockLive : m.clockTurned}</FactLine>
          <FactLine name={m.now}>{moments.full(workspace.now)}</FactLine>
          <FactLine name={m.mail}>{workspace.mail === 'inbox' ? m.mailInbox : m.mailSmtp}</FactLine>
          <FactLine name={m.id}>
            <span className="s-mono">{workspace.workspaceId}</span>
          </FactLine>
        </Facts>
        <p className="p-muted">{m.zoneHint}</p>
      </section>
      <section className="p-tile">
        <h2>{m.you}</h2>
        <Facts>
          <FactLine name={m.member}>{memberName}</FactLine>
          <FactLine name={m.email}>{email}</FactLine>
          <FactLine name={m.role}>{parts[role]}</FactLine>
        </Facts>
      </section>
      {mayKnowSecrets && <WebhooksSection />}
    </div>
  )
}

function AboutPanel() {
  const m = useMessages(SETTINGS_MESSAGES)
  return (
    <div className="s-settings-parts">
      <section className="p-tile">
        <h2>Periplo</h2>
        <p className="p-second">{m.aboutText}</p>
        <Facts>
          <FactLine name={m.format}>{PRESENT_FORMAT}</FactLine>
          <FactLine name={m.health} title={m.healthText}>
            <a href="/health/ready" className="s-link">
              /health/ready
            </a>
          </FactLine>
        </Facts>
      </section>
    </div>
  )
}
