import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { draw, enterOn, mail, OUT } from '../journeys/draw.ts'
import { openPeriplo } from './open-periplo.ts'
import type { Periplo } from './open-periplo.ts'
import { openPostOffice } from './post-office.ts'
import type { Mail, PostOffice } from './post-office.ts'

let office: PostOffice
let periplo: Periplo
let writeKey: string
let readers = 0
let reader: string

beforeAll(async () => {
  office = await openPostOffice()
  periplo = await openPeriplo({ smtpUrl: office.smtpUrl })
  writeKey = await periplo.createKey('server')
  const nodes = [enterOn('Signed Up'), mail('offer', 'marketing'), mail('receipt', 'transactional'), OUT]
  const ways = ['enter > offer', 'offer > receipt', 'receipt > out']
  await periplo.publish(draw(nodes, ways, { reentry: { mode: 'always' } }))
})
afterAll(async () => {
  await periplo.close()
  await office.close()
})
beforeEach(async () => {
  readers += 1
  reader = `reader-${readers}`
  await send('identify', {
    traits: { email: toAddress(reader), first_name: 'Ana' },
    context: { periplo: { consent: { email: 'granted' } } },
  })
})

const toAddress = (name: string): string => `${name}@people.example`

async function send(call: string, body: object): Promise<void> {
  const answer = await fetch(`${periplo.url}/v1/${call}`, {
    method: 'POST',
    body: JSON.stringify({ writeKey, userId: reader, ...body }),
  })
  expect(answer.status).toBe(200)
}

async function signUp(): Promise<void> {
  await send('track', { event: 'Signed Up' })
  await periplo.work()
}

/** What the reader has got so far, by its subject. */
const listSubjects = (): readonly string[] =>
  office.mails
    .filter(({ to }) => to.includes(toAddress(reader)))
    .map(({ headers }) => headers.get('subject') ?? '')

/** What was not sent to the reader, and why not. */
async function listRefused(): Promise<readonly string[]> {
  const { verbs, workspaceId } = periplo
  const people = await verbs.people.list({ workspaceId, search: toAddress(reader), cursor: null, limit: 2 })
  const { items } = await verbs.messages.list({ workspaceId, status: 'refused', cursor: null, limit: 50 })
  const own = items.filter(({ personId }) => personId === people.items[0]?.personId)
  return own.map(({ nodeTitle, reason }) => `${nodeTitle} ${reason}`)
}

function getMail(subject: string): Mail {
  const found = office.mails.find(
    ({ to, headers }) => to.includes(toAddress(reader)) && headers.get('subject') === subject,
  )
  if (found === undefined) throw new Error(`no mail says ${subject}`)
  return found
}

/** What RFC 8058 lets a mail client do: the one address of the header, and only if the other header says so. */
function findOneClick({ headers }: Mail): string | undefined {
  if (headers.get('list-unsubscribe-post') !== 'List-Unsubscribe=One-Click') return undefined
  return /^<(https?:[^<>\s]+)>$/.exec(headers.get('list-unsubscribe') ?? '')?.[1]
}

/** The click, as RFC 8058 section 3.2 wants it: no cookies, no redirects, the header's value as the body. */
async function clickOnce(address: string, body: FormData | URLSearchParams): Promise<Response> {
  return fetch(address, { method: 'POST', body, redirect: 'manual', credentials: 'omit' })
}

const urlEncoded = (): URLSearchParams => new URLSearchParams({ 'List-Unsubscribe': 'One-Click' })

function multipart(): FormData {
  const form = new FormData()
  form.append('List-Unsubscribe', 'One-Click')
  return form
}

test('a marketing mail offers one click out, a transactional one does not', async () => {
  await signUp()
  expect(listSubjects()).toEqual(['offer for Ana', 'receipt for Ana'])
  expect(findOneClick(getMail('offer for Ana'))).toMatch(`${periplo.url}/u/`)
  const receipt = getMail('receipt for Ana').headers
  expect([receipt.get('list-unsubscribe'), receipt.get('list-unsubscribe-post')]).toEqual([
    undefined,
    undefined,
  ])
})

test.each([
  { as: 'application/x-www-form-urlencoded', toBody: urlEncoded },
  { as: 'multipart/form-data', toBody: multipart },
])('one click as $as, and no marketing mail leaves any more', async ({ toBody }) => {
  await signUp()
  const address = findOneClick(getMail('offer for Ana')) ?? ''
  const answers = [await clickOnce(address, toBody()), await clickOnce(address, toBody())]
  expect(answers.map(({ status }) => status)).toEqual([200, 200])
  await signUp()
  expect(listSubjects()).toEqual(['offer for Ana', 'receipt for Ana', 'receipt for Ana'])
  expect(await listRefused()).toEqual(['offer consent-denied'])
  const log = (await periplo.readLog()).filter(({ name, identifiers }) => {
    return name === 'Unsubscribed' && identifiers.some(({ value }) => value === reader)
  })
  expect(log).toHaveLength(1)
})

test('scanners that follow the link with GET and HEAD unsubscribe nobody', async () => {
  await signUp()
  const address = findOneClick(getMail('offer for Ana')) ?? ''
  for (const method of ['GET', 'HEAD', 'GET', 'OPTIONS']) await fetch(address, { method })
  await signUp()
  expect(listSubjects().filter((subject) => subject === 'offer for Ana')).toHaveLength(2)
})

test('a click stops the mail that already waits to leave', async () => {
  await signUp()
  const address = findOneClick(getMail('offer for Ana')) ?? ''
  await send('track', { event: 'Signed Up' })
  await periplo.move()
  await clickOnce(address, urlEncoded())
  await periplo.work()
  expect(listSubjects().filter((subject) => subject === 'offer for Ana')).toHaveLength(1)
  expect(await listRefused()).toEqual(['offer consent-denied'])
})
