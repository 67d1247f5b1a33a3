import { eventsRouter } from './areas/events.ts'
import { journeysRouter } from './areas/journeys.ts'
import { measuresRouter } from './areas/measures.ts'
import { messagesRouter } from './areas/messages.ts'
import { peopleRouter } from './areas/people.ts'
import { segmentsRouter } from './areas/segments.ts'
import { sessionRouter } from './areas/session.ts'
import { workspaceRouter } from './areas/workspace.ts'
import { createCallerFactory, router } from './trpc.ts'

/** Everything the studio can call. Each area is one file. */
export const appRouter = router({
  session: sessionRouter,
  journeys: journeysRouter,
  segments: segmentsRouter,
  measures: measuresRouter,
  people: peopleRouter,
  events: eventsRouter,
  messages: messagesRouter,
  workspace: workspaceRouter,
})

/** What the studio's client is typed by. */
export type AppRouter = typeof appRouter

/** Calls the router in the same process, on behalf of a context. */
export const createCaller = createCallerFactory(appRouter)
