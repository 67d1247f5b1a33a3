import { z } from 'zod'

/** What a message is for. Marketing needs granted consent; transactional goes unless the person is suppressed. */
export const Purpose = z.enum(['marketing', 'transactional'])
export type Purpose = z.infer<typeof Purpose>
