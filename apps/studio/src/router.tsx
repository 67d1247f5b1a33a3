import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router'
import { readEventsSearch } from './events/events-search.ts'
import { readInboxSearch } from './inbox/inbox-search.ts'
import { readJourneysSearch } from './journeys/journeys-search.ts'
import { readMapSearch } from './map/map-search.ts'
import { Missing } from './parts/load-failure.tsx'
import { ScreenFailure, ScreenPending } from './parts/screen-states.tsx'
import { readPeopleSearch, readPersonSearch } from './people/people-search.ts'
import { readSegmentsSearch } from './segments/segments-search.ts'
import { readSettingsSearch } from './settings/settings-search.ts'
import { readSignInSearch } from './sign-in/sign-in-search.ts'

const root = createRootRoute({ errorComponent: ScreenFailure })

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: readSignInSearch,
  component: lazyRouteComponent(() => import('./sign-in/sign-in-page.tsx'), 'SignInPage'),
})

const frame = createRoute({
  getParentRoute: () => root,
  id: 'in',
  component: lazyRouteComponent(() => import('./frame/frame.tsx'), 'Frame'),
})

const start = createRoute({
  getParentRoute: () => frame,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/journeys' })
  },
})

const journeys = createRoute({
  getParentRoute: () => frame,
  path: '/journeys',
  validateSearch: readJourneysSearch,
  component: lazyRouteComponent(() => import('./journeys/journeys-page.tsx'), 'JourneysPage'),
})

const map = createRoute({
  getParentRoute: () => frame,
  path: '/journeys/$journeyId',
  validateSearch: readMapSearch,
  component: lazyRouteComponent(() => import('./map/map-page.tsx'), 'MapPage'),
})

const people = createRoute({
  getParentRoute: () => frame,
  path: '/people',
  validateSearch: readPeopleSearch,
  component: lazyRouteComponent(() => import('./people/people-page.tsx'), 'PeoplePage'),
})

const person = createRoute({
  getParentRoute: () => frame,
  path: '/people/$personId',
  validateSearch: readPersonSearch,
  component: lazyRouteComponent(() => import('./people/person-page.tsx'), 'PersonPage'),
})

const segments = createRoute({
  getParentRoute: () => frame,
  path: '/segments',
  validateSearch: readSegmentsSearch,
  component: lazyRouteComponent(() => import('./segments/segments-page.tsx'), 'SegmentsPage'),
})

const segment = createRoute({
  getParentRoute: () => frame,
  path: '/segments/$segmentId',
  component: lazyRouteComponent(() => import('./segments/segment-page.tsx'), 'SegmentPage'),
})

const events = createRoute({
  getParentRoute: () => frame,
  path: '/events',
  validateSearch: readEventsSearch,
  component: lazyRouteComponent(() => import('./events/events-page.tsx'), 'EventsPage'),
})

const inbox = createRoute({
  getParentRoute: () => frame,
  path: '/inbox',
  validateSearch: readInboxSearch,
  component: lazyRouteComponent(() => import('./inbox/inbox-page.tsx'), 'InboxPage'),
})

const settings = createRoute({
  getParentRoute: () => frame,
  path: '/settings',
  validateSearch: readSettingsSearch,
  component: lazyRouteComponent(() => import('./settings/settings-page.tsx'), 'SettingsPage'),
})

const missing = createRoute({ getParentRoute: () => frame, path: '$', component: Missing })

/** Every address of the studio. Each screen is its own chunk, fetched when somebody points at its link. */
export const router = createRouter({
  routeTree: root.addChildren([
    signIn,
    frame.addChildren([
      start,
      journeys,
      map,
      people,
      person,
      segments,
      segment,
      events,
      inbox,
      settings,
      missing,
    ]),
  ]),
  defaultPreload: 'intent',
  defaultErrorComponent: ScreenFailure,
  defaultPendingComponent: ScreenPending,
  defaultNotFoundComponent: Missing,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
