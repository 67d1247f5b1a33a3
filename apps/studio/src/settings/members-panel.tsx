import {
  Avatar,
  Badge,
  Cell,
  HeadCell,
  Table,
  TableBody,
  TableHead,
  TableRow,
  useMessages,
} from '@periplo/ui'
import { useQuery } from '@tanstack/react-query'
import { LineSkeletons } from '../parts/line-skeletons.tsx'
import { LoadFailure } from '../parts/load-failure.tsx'
import { PART_MESSAGES } from '../parts/part-messages.ts'
import { trpc } from '../server/server.ts'
import { useSession } from '../server/session.tsx'
import { SETTINGS_MESSAGES } from './settings-messages.ts'

/** Who uses the studio here, and as what. Nothing can be changed. */
export function MembersPanel() {
  const m = useMessages(SETTINGS_MESSAGES)
  const parts = useMessages(PART_MESSAGES)
  const { workspaceId, memberId } = useSession()
  const members = useQuery(trpc.workspace.listMembers.queryOptions({ workspaceId }))
  if (members.error && !members.data) {
    return <LoadFailure error={members.error} onRetry={() => void members.refetch()} />
  }
  if (!members.data) return <LineSkeletons lines={4} columns={['24%', '30%', '12%']} />
  return (
    <div className="s-settings-parts">
      <p className="p-second">{m.membersLead}</p>
      <Table label={m.members} compact className="s-framed">
        <TableHead>
          <TableRow>
            <HeadCell>{m.member}</HeadCell>
            <HeadCell>{m.email}</HeadCell>
            <HeadCell width="176px">{m.role}</HeadCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {members.data.map((member) => (
            <TableRow key={member.memberId}>
              <Cell className="s-strong">
                <span className="p-row">
                  <Avatar name={member.name} size={18} self={member.memberId === memberId} decorative />
                  {member.name}
                  {member.memberId === memberId && <Badge>{m.self}</Badge>}
                </span>
              </Cell>
              <Cell className="p-second">{member.email}</Cell>
              <Cell className="p-second">{parts[member.role]}</Cell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  )
}
