import { z } from 'zod'
import { AudienceAct, AudienceName } from '../person/audience.ts'
import { nodeFrame } from './frame.ts'

/**
 * Puts the person into an audience, or takes them out, and goes on at once; the nodes after it see it. Who is in
 * already, or was not in, stays as they are. Ads are suppressed by whoever takes the audience to the network.
 */
export const AudienceNode = z.object({
  ...nodeFrame,
  kind: z.literal('audience'),
  act: AudienceAct,
  audience: AudienceName,
})
export type AudienceNode = z.infer<typeof AudienceNode>
