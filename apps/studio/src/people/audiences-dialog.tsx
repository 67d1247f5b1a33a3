import {
  Banner,
  Button,
  Cell,
  Dialog,
  EmptyState,
  HeadCell,
  Table,
  TableBody,
  TableHead,
  TableRow,
  useFormat,
  useMessages,
} from '@periplo/ui'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useFailureWords } from '../server/failure-words.ts'
import type { Answers } from '../server/server.ts'
import { queryClient, trpc } from '../server/server.ts'
import { useSession } from '../server/session.tsx'
import { toAudienceCsv, toFileName } from './audience-csv.ts'
import type { HashedMember } from './audience-csv.ts'
import { PEOPLE_MESSAGES } from './people-messages.ts'

const PAGE_SIZE = 1_000

/** The audiences that journeys keep, and each as a file to take to an ad network. */
export function AudiencesDialog({ onClose }: { readonly onClose: () => void }) {
  const m = useMessages(PEOPLE_MESSAGES)
  const failureOf = useFailureWords()
  const { workspaceId } = useSession()
  const { data: audiences } = useQuery({
    ...trpc.people.listAudiences.queryOptions({ workspaceId }),
    staleTime: 0,
  })
  const { mutate, error, isPending, variables } = useMutation({
    mutationFn: async (audience: string) =>
      save(toFileName(audience), toAudienceCsv(await readMembers(workspaceId, audience))),
  })
  return (
    <Dialog open onOpenChange={onClose} title={m.audiences}>
      {error && (
        <Banner tone="bad" title={m.downloadFailed}>
          {failureOf(error)}
        </Banner>
      )}
      {audiences && audiences.length === 0 ? (
        <EmptyState picture="people" title={m.noAudiences} text={m.noAudiencesText} />
      ) : (
        <AudienceTable
          audiences={audiences ?? []}
          busy={isPending ? variables : undefined}
          onDownload={mutate}
        />
      )}
    </Dialog>
  )
}

function AudienceTable(props: {
  readonly audiences: Answers['people']['listAudiences']
  /** The one that is being downloaded. */
  readonly busy: string | undefined
  readonly onDownload: (audience: string) => void
}) {
  const m = useMessages(PEOPLE_MESSAGES)
  const format = useFormat()
  return (
    <>
      <p className="p-second">{m.downloadNote}</p>
      <Table label={m.audiences} compact>
        <TableHead>
          <TableRow>
            <HeadCell>{m.audience}</HeadCell>
            <HeadCell width="112px">{m.members}</HeadCell>
            <HeadCell width="128px">
              <span className="p-hidden">{m.downloadWord}</span>
            </HeadCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {props.audiences.map(({ audience, members }) => (
            <TableRow key={audience}>
              <Cell>{audience}</Cell>
              <Cell>{format.count(members)}</Cell>
              <Cell>
                <Button
                  size="sm"
                  icon="export"
                  aria-label={m.download({ audience })}
                  busy={props.busy === audience}
                  disabled={members === 0}
                  onClick={() => props.onDownload(audience)}
                >
                  {m.downloadWord}
                </Button>
              </Cell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </>
  )
}

async function readMembers(workspaceId: string, audience: string): Promise<readonly HashedMember[]> {
  const members: HashedMember[] = []
  for (let cursor: string | null | undefined; cursor !== null;) {
    const asked = { workspaceId, audience, limit: PAGE_SIZE, ...(cursor !== undefined && { cursor }) }
    const page = await queryClient.query({
      ...trpc.people.listAudienceMembers.queryOptions(asked),
      staleTime: 0,
      gcTime: 0,
    })
    members.push(...page.items)
    cursor = page.next
  }
  return members
}

/** Hands a file to the browser, which puts it where downloads go. */
function save(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  URL.revokeObjectURL(url)
}
