import { StudioError } from '@periplo/model'
import type { SendRules } from '@periplo/model'
import type { Member } from '@periplo/store'
import { getWorkspace, inWorkspace, listJourneys, listMembers, updateSendRules } from '@periplo/store'
import type { Resources } from '../resources.ts'
import type { MemberSummary, StudioVerbs } from '../verbs.ts'
import { readPresent } from './read-present.ts'
import { toSourceVerbs } from './source-verbs.ts'

/** The verbs about the workspace itself. */
export function toWorkspaceVerbs(resources: Resources): StudioVerbs['workspace'] {
  const { store } = resources
  return {
    get: async ({ workspaceId }) => {
      const { name, clock, demo, zone, history } = await getWorkspace(store, workspaceId)
      const staysInside = demo || clock === 'turned' || resources.email === null
      const now = await readPresent(resources, workspaceId)
      return { workspaceId, name, clock, demo, zone, now, mail: staysInside ? 'inbox' : 'smtp', history }
    },
    listMembers: async ({ workspaceId }) => (await listMembers(store, workspaceId)).map(toMemberSummary),
    ...toSourceVerbs(resources),
    getSendRules: async ({ workspaceId }) => (await getWorkspace(store, workspaceId)).sendRules,
    saveSendRules: async ({ workspaceId, rules }) => {
      await refuseStrangers(resources, workspaceId, rules)
      await updateSendRules(store, workspaceId, { rules, now: resources.clock.now().getTime() })
      await resources.journeys.refresh()
      return rules
    },
    getSigningSecret: async ({ workspaceId }) => ({
      secret: resources.openSecret(await getWorkspace(store, workspaceId)),
    }),
  }
}

async function refuseStrangers(
  { store }: Resources,
  workspaceId: string,
  { important = [] }: SendRules,
): Promise<void> {
  if (important.length === 0) return
  const own = new Set((await inWorkspace(store, workspaceId, listJourneys)).map(({ journeyId }) => journeyId))
  if (important.some((journeyId) => !own.has(journeyId)))
    throw new StudioError(
      'journey/not-found',
      'There is no such journey to go first; the rules are unchanged.',
    )
}

function toMemberSummary({ userId, name, email, role }: Member): MemberSummary {
  return { memberId: userId, name, email, role }
}
