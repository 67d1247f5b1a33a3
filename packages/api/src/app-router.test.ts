import { MEASURE_IDS } from '@periplo/kpi'
import { FAILURES, type FailureCode, invariant, StudioError } from '@periplo/model'
import { TRPCError } from '@trpc/server'
import { getHTTPStatusCodeFromError } from '@trpc/server/http'
import { describe, expect, test } from 'vitest'
import { type Access, PROCEDURE_POLICY } from './access/policy.ts'
import { isAtLeast, type Role, ROLES } from './access/role.ts'
import { appRouter, createCaller } from './app-router.ts'
import type { ApiContext } from './context.ts'
import { toHttpStatus, TRANSPORT } from './failures/transport.ts'
import { type Asked, recordingVerbs } from './recording-verbs.fixture.ts'

const OWN = '018f2f6a-0000-4000-8000-000000000001'
const FOREIGN = '018f2f6a-0000-4000-8000-000000000002'
const ID = '018f2f6a-0000-4000-8000-00000000000a'
const SESSION = { memberId: 'm-1', name: 'Mara', email: 'mara@example.com', hasSecondFactor: false }

/** Everything any procedure needs; each takes what it knows. */
const FULL_INPUT = {
  journeyId: ID,
  versionId: ID,
  personId: ID,
  segmentId: ID,
  draft: { name: 'Gold', rule: { op: 'exists', operand: { from: 'trait', path: 'tier' } } },
  rule: { op: 'exists', operand: { from: 'trait', path: 'tier' } },
  sourceId: ID,
  sendKey: 'key',
  audience: 'VIP',
  enrollmentId: ID,
  seq: 1,
  operand: { from: 'trait', path: 'tier' },
  value: 'gold',
  name: 'Name',
  kind: 'browser',
  revision: 1,
  overlapMs: 0,
  overdue: { kind: 'skip' },
  choice: { kind: 'follow', spreadMs: 0 },
  moveNo: 1,
  spreadMs: 0,
  node: {
    id: 'n',
    title: 'Code',
    stage: 'awareness',
    position: { x: 0, y: 0 },
    kind: 'message',
    channel: 'email',
    purpose: 'marketing',
    subject: 'Hello',
    body: 'There',
    onRefused: 'continue',
  },
  rules: { channels: { email: { quietHours: { fromMinute: 1_320, untilMinute: 480 } } } },
  measure: 'drop-off',
  from: '2026-11-01',
  to: '2026-11-20',
  definition: {
    format: 3,
    name: 'Name',
    stages: [{ id: 'awareness' }],
    nodes: [],
    edges: [],
    settings: { reentry: { mode: 'never' }, conversionWindow: { amount: 1, unit: 'days' }, exits: [] },
  },
}

const toQuiet = (fromMinute: number, untilMinute: number): object => ({
  channels: { email: { quietHours: { fromMinute, untilMinute } } },
})

interface Setting {
  readonly role?: Role | undefined
  readonly signedIn?: boolean
  readonly asked?: Asked[]
  readonly fail?: () => Error
  readonly bugs?: unknown[]
}

function toContext({ role, signedIn = true, asked = [], fail, bugs = [] }: Setting): ApiContext {
  return {
    verbs: recordingVerbs(asked, fail),
    memberships: {
      findRole: async ({ workspaceId }) => (workspaceId === OWN ? role : undefined),
      list: async () => (role ? [{ workspaceId: OWN, name: 'Own', role, wantsSecondFactor: false }] : []),
    },
    session: signedIn ? SESSION : null,
    reportBug: (error) => `ref-${bugs.push(error)}`,
  }
}

const PATHS = Object.keys(appRouter._def.procedures) // oxlint-disable-line no-underscore-dangle -- where tRPC keeps its procedures
const MEMBER_PATHS = PATHS.filter((path) => PROCEDURE_POLICY[path] !== 'anyone')

async function call(path: string, context: ApiContext, input: object): Promise<unknown> {
  const [area = '', name = ''] = path.split('.')
  const procedure: unknown = Reflect.get(Object(Reflect.get(createCaller(context), area)), name)
  invariant(typeof procedure === 'function', `${path} is a procedure`)
  return Promise.resolve(Reflect.apply(procedure, undefined, [input]))
}

async function codeOf(path: string, context: ApiContext, input: object): Promise<string> {
  try {
    await call(path, context, input)
    return 'OK'
  } catch (error) {
    return error instanceof TRPCError ? error.code : 'NOT A TRPC ERROR'
  }
}

describe('the policy', () => {
  test('has a row for every procedure and no row too many', () => {
    expect(Object.keys(PROCEDURE_POLICY).toSorted()).toEqual(PATHS.toSorted())
  })

  test('names only what a procedure can be asked for', () => {
    const known: readonly Access[] = ['anyone', ...ROLES]
    expect(Object.values(PROCEDURE_POLICY).filter((access) => !known.includes(access))).toEqual([])
  })

  describe.each(MEMBER_PATHS)('%s', (path) => {
    const least = ROLES.find((role) => role === PROCEDURE_POLICY[path])

    test.each(ROLES)('a %s is let through exactly with the role', async (role) => {
      const asked: Asked[] = []
      const may = least !== undefined && isAtLeast(role, least)
      const code = await codeOf(path, toContext({ role, asked }), { workspaceId: OWN, ...FULL_INPUT })
      expect(code).toBe(may ? 'OK' : 'FORBIDDEN')
      if (!may) expect(asked).toEqual([])
    })

    test('a foreign workspace does not exist, even for an owner elsewhere', async () => {
      const asked: Asked[] = []
      const input = { workspaceId: FOREIGN, ...FULL_INPUT }
      expect(await codeOf(path, toContext({ role: 'owner', asked }), input)).toBe('NOT_FOUND')
      expect(asked).toEqual([])
    })

    test('nobody signed in is told so before the input is looked at', async () => {
      expect(await codeOf(path, toContext({ role: 'owner', signedIn: false }), {})).toBe('UNAUTHORIZED')
    })

    test('a workspace that is not named is bad input', async () => {
      expect(await codeOf(path, toContext({ role: 'owner' }), FULL_INPUT)).toBe('BAD_REQUEST')
    })
  })
})

describe('the rule of a segment', () => {
  const deep = (depth: number): object => (depth === 0 ? FULL_INPUT.rule : { op: 'not', of: deep(depth - 1) })

  test.each([
    { rule: { op: 'script', code: '1' }, why: 'no condition' },
    { rule: { op: 'segment', segmentId: "' or 1=1" }, why: 'no id' },
    { rule: 'true', why: 'a text' },
    { rule: deep(40), why: 'too deep' },
    { rule: { op: 'not', of: { constructor: FULL_INPUT.rule } }, why: 'hostile' },
  ])('is bad input before any verb hears of it ($why)', async ({ rule }) => {
    const asked: Asked[] = []
    const context = toContext({ role: 'owner', asked })
    const input = { workspaceId: OWN, segmentId: ID, revision: 1, rule, draft: { name: 'Gold', rule } }
    for (const path of ['segments.preview', 'segments.create', 'segments.save'])
      expect(await codeOf(path, context, input)).toBe('BAD_REQUEST')
    expect(asked).toEqual([])
  })
})

describe('what passes on', () => {
  test('the verb gets the parsed input and who acts, never what the caller says about it', async () => {
    const asked: Asked[] = []
    const input = { workspaceId: OWN, ...FULL_INPUT, actor: { memberId: 'somebody else', name: 'x' } }
    await call('journeys.publish', toContext({ role: 'editor', asked }), input)
    expect(asked).toEqual([
      {
        verb: 'journeys.publish',
        input: {
          workspaceId: OWN,
          journeyId: ID,
          revision: 1,
          acceptWarnings: false,
          inFlight: { kind: 'stay' },
          actor: { memberId: 'm-1', name: 'Mara' },
        },
      },
    ])
  })

  test.each([
    { path: 'people.list', input: { limit: 201 }, why: 'pages are bounded' },
    { path: 'people.list', input: { search: 'x'.repeat(201) }, why: 'searches are bounded' },
    { path: 'people.listAudienceMembers', input: { audience: '' }, why: 'an audience has a name' },
    { path: 'people.listAudienceMembers', input: { audience: 'x'.repeat(81) }, why: 'names are bounded' },
    { path: 'people.listAudienceMembers', input: { cursor: 'p1' }, why: 'a page begins after a person' },
    { path: 'people.listAudienceMembers', input: { limit: 1_001 }, why: 'pages are bounded' },
    { path: 'journeys.create', input: { name: '   ' }, why: 'a name names something' },
    { path: 'journeys.getDraft', input: { journeyId: "1' or 1=1" }, why: 'ids are ids' },
    { path: 'measures.read', input: { measure: 'nps' }, why: 'no counter tells it' },
    { path: 'measures.read', input: { measure: 'toString' }, why: 'the registry has no such name' },
    { path: 'measures.read', input: { measure: ['drop-off'] }, why: 'a name is text' },
    { path: 'measures.read', input: { to: '2026-11-31' }, why: 'no such day' },
    { path: 'measures.readOverlay', input: { from: '20261101' }, why: 'days are days' },
    { path: 'journeys.saveDraft', input: { definition: { format: 3 } }, why: 'a drawing is one' },
    { path: 'messages.get', input: { sendKey: '' }, why: 'a key is not empty' },
    { path: 'workspace.saveSendRules', input: { rules: toQuiet(60, 60) }, why: 'no hours, or all of them' },
    { path: 'workspace.saveSendRules', input: { rules: toQuiet(60, 1_440) }, why: 'midnight is minute 0' },
    { path: 'workspace.saveSendRules', input: { rules: toQuiet(0.5, 60) }, why: 'minutes are whole' },
    {
      path: 'workspace.saveSendRules',
      input: { rules: { channels: { pigeon: {} } } },
      why: 'channels are those we send on',
    },
    {
      path: 'workspace.saveSendRules',
      input: { rules: { channels: { email: { quietDays: [7] } } } },
      why: 'what is no rule would never be kept to',
    },
  ])('$path refuses $input ($why)', async ({ path, input }) => {
    const context = toContext({ role: 'owner' })
    expect(await codeOf(path, context, { workspaceId: OWN, ...FULL_INPUT, ...input })).toBe('BAD_REQUEST')
  })

  test('a drawing nested without end is bad input, not a full stack', async () => {
    const condition: unknown = JSON.parse(`${'{"op":"not","of":'.repeat(20_000)}1${'}'.repeat(20_000)}`)
    const definition = {
      ...FULL_INPUT.definition,
      settings: { ...FULL_INPUT.definition.settings, condition },
    }
    const context = toContext({ role: 'owner' })
    expect(await codeOf('journeys.saveDraft', context, { workspaceId: OWN, ...FULL_INPUT, definition })).toBe(
      'BAD_REQUEST',
    )
  })

  test('somebody signed in learns where they belong, nobody learns null', async () => {
    expect(await createCaller(toContext({ role: 'editor' })).session.me()).toEqual({
      member: SESSION,
      workspaces: [{ workspaceId: OWN, name: 'Own', role: 'editor', wantsSecondFactor: false }],
    })
    expect(await createCaller(toContext({ signedIn: false })).session.me()).toBeNull()
  })
})

test('every measure is told with its words in both languages, what is divided, and whether it is live', async () => {
  const listed = await createCaller(toContext({ role: 'viewer' })).measures.list({ workspaceId: OWN })
  expect(listed.map(({ id }) => id)).toEqual(MEASURE_IDS)
  expect(listed.find(({ id }) => id === 'drop-off')).toMatchObject({
    kpi: 'K03',
    name: { en: 'Drop-off', es: 'Abandono' },
    formula: { denominator: { en: expect.stringMatching(/step/), es: expect.stringMatching(/paso/) } },
    unit: 'rate',
    better: 'lower',
    attachesTo: ['node'],
    who: ['designer'],
    parts: { abandoned: { en: 'abandoned' } },
    isLive: true,
  })
  expect(listed.find(({ id }) => id === 'nps')).toMatchObject({ kpi: 'K21', formula: null, isLive: false })
  for (const { name, explanation } of listed) {
    expect([name.en, name.es, explanation.en, explanation.es]).not.toContain('')
  }
})

describe('failures', () => {
  const isFailureCode = (text: string): text is FailureCode => Object.hasOwn(FAILURES, text)
  const ask = (fail: () => Error, bugs: unknown[] = []): Promise<unknown> =>
    createCaller(toContext({ role: 'owner', fail, bugs })).journeys.list({ workspaceId: OWN })

  test.each(Object.keys(FAILURES).filter(isFailureCode))('%s keeps its code and message', async (code) => {
    const error: unknown = await ask(() => new StudioError(code, 'Because.')).catch((error: unknown) => error)
    invariant(error instanceof TRPCError, 'failures leave as tRPC errors')
    expect(error).toMatchObject({ code: TRANSPORT[code], message: 'Because.', cause: { code } })
    expect(getHTTPStatusCodeFromError(error)).toBe(toHttpStatus(code))
    expect(toHttpStatus(code)).not.toBe(500)
  })

  test('a bug shows a reference and nothing of itself, and is reported once', async () => {
    const bugs: unknown[] = []
    const bug = new Error('password of row 7 is hunter2')
    const error: unknown = await ask(() => bug, bugs).catch((error: unknown) => error)
    expect(error).toMatchObject({ code: 'INTERNAL_SERVER_ERROR', message: expect.stringContaining('ref-1') })
    expect(String(error)).not.toContain('hunter2')
    expect(bugs).toEqual([bug])
  })
})

describe('streams', () => {
  const watch = async (setting: Setting, signal: AbortSignal): Promise<AsyncIterator<readonly unknown[]>> => {
    const caller = createCaller(toContext({ role: 'owner', ...setting }), { signal })
    return (await caller.events.watch({ workspaceId: OWN }))[Symbol.asyncIterator]()
  }

  test('end when the subscriber leaves, even if the source never yields again', async () => {
    const leaving = new AbortController()
    const stream = await watch({}, leaving.signal)
    expect((await stream.next()).done).toBe(false)
    const last = stream.next()
    leaving.abort()
    expect((await last).done).toBe(true)
  })

  test('a failure inside one is told like any other', async () => {
    const stream = await watch(
      { fail: () => new StudioError('store/unavailable', 'Away.') },
      new AbortController().signal,
    )
    await expect(stream.next()).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE', message: 'Away.' })
  })
})
