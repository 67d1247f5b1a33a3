import { SMTPServer } from 'smtp-server'
import type { SMTPServerOptions } from 'smtp-server'
import { afterEach, describe, expect, test } from 'vitest'
import { listenOnLoopback } from '../loopback.ts'
import type { EmailRequest, SendOutcome } from './channel.ts'
import { createEmailChannel } from './email.ts'
import { parseMailbox } from './mailbox.ts'

const never = new AbortController().signal
const closers: (() => void)[] = []
afterEach(() => {
  for (const close of closers.splice(0)) close()
})

interface Mail {
  readonly from: string
  readonly to: readonly string[]
  readonly source: string
}

interface Post {
  readonly smtpUrl: string
  readonly mails: Mail[]
}

/** A real SMTP server on loopback; `handlers` decide what it refuses. */
async function openPost(handlers: SMTPServerOptions = {}): Promise<Post> {
  const mails: Mail[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    hideSTARTTLS: true,
    onData(stream, session, done) {
      let source = ''
      stream.on('data', (chunk: Buffer) => (source += chunk.toString()))
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope
        mails.push({
          from: mailFrom === false ? '' : (mailFrom?.address ?? ''),
          to: rcptTo.map(({ address }) => address),
          source,
        })
        done()
      })
    },
    ...handlers,
  })
  const port = await listenOnLoopback(server.server)
  closers.push(() => server.close())
  return { smtpUrl: `smtp://127.0.0.1:${port}`, mails }
}

const mail = (over: Partial<EmailRequest> = {}): EmailRequest => ({
  kind: 'email',
  sendKey: 'abc123',
  from: 'Tienda Ñ <hello@shop.example>',
  to: 'ana@people.example',
  subject: 'Your cart',
  html: '<p>Hello</p>',
  text: 'Hello',
  headers: {},
  ...over,
})

async function sendOnce({ smtpUrl }: Pick<Post, 'smtpUrl'>, request: EmailRequest): Promise<SendOutcome> {
  const channel = createEmailChannel({ smtpUrl, timeoutMs: 2_000 })
  closers.push(() => channel.close())
  return channel.send(request, never)
}

function headersOf(source: string | undefined): Map<string, string> {
  const [head = ''] = (source ?? '').split('\r\n\r\n')
  const lines = head.replaceAll(/\r\n[ \t]+/g, ' ').split('\r\n')
  return new Map(
    lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 2)]),
  )
}

describe('an e-mail', () => {
  test('arrives with both parts, the send key in its Message-ID and a one-click way out', async () => {
    const post = await openPost()
    const listUnsubscribeUrl = 'https://p.example/u/1.token'
    const outcome = await sendOnce(
      post,
      mail({ headers: { listUnsubscribeUrl, replyTo: 'care@shop.example' } }),
    )
    expect(outcome).toEqual({ kind: 'sent', providerId: '<abc123@shop.example>' })
    const [got] = post.mails
    expect(got).toMatchObject({ from: 'hello@shop.example', to: ['ana@people.example'] })
    const headers = headersOf(got?.source)
    expect(headers.get('message-id')).toBe('<abc123@shop.example>')
    expect(headers.get('list-unsubscribe')).toBe(`<${listUnsubscribeUrl}>`)
    expect(headers.get('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click')
    expect(headers.get('reply-to')).toBe('care@shop.example')
    expect(headers.get('content-type')).toMatch(/^multipart\/alternative/)
    expect(got?.source).toContain('Content-Type: text/plain')
    expect(got?.source).toContain('Content-Type: text/html')
  })

  test('without an unsubscribe address announces none', async () => {
    const post = await openPost()
    await sendOnce(post, mail())
    expect([...headersOf(post.mails[0]?.source).keys()].filter((name) => name.startsWith('list-'))).toEqual(
      [],
    )
  })

  test.each([
    { over: { subject: 'Hi\r\nBcc: eve@evil.example' }, why: 'subject' },
    { over: { subject: 'Hi\u2028Bcc: eve@evil.example\n\n<b>' }, why: 'subject with other breaks' },
    { over: { sendKey: 'k>\r\nBcc: eve@evil.example' }, why: 'send key' },
    {
      over: { headers: { listUnsubscribeUrl: 'https://p.example/>\r\nBcc: eve@evil.example' } },
      why: 'unsubscribe address',
    },
    { over: { headers: { replyTo: 'a@b.example\r\nBcc: eve@evil.example' } }, why: 'reply address' },
    { over: { from: 'Eve\r\nBcc: eve@evil.example <hello@shop.example>' }, why: 'sender name' },
  ])('lets nothing break into its headers: $why', async ({ over }) => {
    const post = await openPost()
    await sendOnce(post, mail(over))
    expect(post.mails).toHaveLength(1)
    expect([...headersOf(post.mails[0]?.source).keys()]).not.toContain('bcc')
    expect(post.mails[0]?.to).toEqual(['ana@people.example'])
  })

  test.each([
    { to: 'ana@people.example, eve@evil.example' },
    { to: 'ana@people.example\r\nRCPT TO:<eve@evil.example>' },
    { to: 'ana@people.example>' },
    { to: '"a b"@people.example' },
    { to: 'ana' },
    { to: '' },
  ])('to "$to" goes to nobody', async ({ to }) => {
    const post = await openPost()
    expect(await sendOnce(post, mail({ to }))).toEqual({ kind: 'failed', reason: 'unusable address' })
    expect(post.mails).toEqual([])
  })

  const refuse = (responseCode: number): Error =>
    Object.assign(new Error('no ana@people.example here'), { responseCode })
  test.each([
    { kind: 'failed', handlers: { onRcptTo: (_a, _s, done) => done(refuse(550)) }, why: 'no such mailbox' },
    { kind: 'retry', handlers: { onRcptTo: (_a, _s, done) => done(refuse(450)) }, why: 'mailbox busy' },
    {
      kind: 'failed',
      handlers: { onMailFrom: (_a, _s, done) => done(refuse(553)) },
      why: 'sender not allowed',
    },
    { kind: 'retry', handlers: { onMailFrom: (_a, _s, done) => done(refuse(451)) }, why: 'sender put off' },
    {
      kind: 'retry',
      handlers: { onMailFrom: (_a, _s, done) => done(refuse(530)) },
      why: 'our sign-in is missing',
    },
    {
      kind: 'retry',
      handlers: { onConnect: (_s, done) => done(refuse(554)) },
      why: 'the server takes no mail now',
    },
    {
      kind: 'failed',
      handlers: { onData: (stream, _s, done) => void stream.resume().on('end', () => done(refuse(554))) },
      why: 'content refused',
    },
    {
      kind: 'retry',
      handlers: { onData: (stream, _s, done) => void stream.resume().on('end', () => done(refuse(452))) },
      why: 'disk full',
    },
  ] satisfies { kind: string; handlers: SMTPServerOptions; why: string }[])(
    '$why: $kind',
    async ({ kind, handlers }) => {
      const post = await openPost(handlers)
      const outcome = await sendOnce(post, mail())
      expect(outcome.kind).toBe(kind)
      expect(JSON.stringify(outcome)).not.toContain('ana@')
    },
  )

  test('with a wrong password waits for the operator instead of failing', async () => {
    const { smtpUrl } = await openPost({
      authOptional: false,
      onAuth: (_auth, _session, done) => done(new Error('no')),
    })
    const outcome = await sendOnce({ smtpUrl: smtpUrl.replace('//', '//me:wrong@') }, mail())
    expect(outcome).toMatchObject({ kind: 'retry', afterMs: null })
  })

  test('without a server may be retried', async () => {
    expect(await sendOnce({ smtpUrl: 'smtp://127.0.0.1:1' }, mail())).toMatchObject({ kind: 'retry' })
  })

  test('under a stopping worker is given back untried', async () => {
    const channel = createEmailChannel({ smtpUrl: 'smtp://127.0.0.1:1' })
    expect(await channel.send(mail(), AbortSignal.abort())).toEqual({
      kind: 'retry',
      afterMs: null,
      reason: 'stopped',
    })
  })
})

describe('a mailbox', () => {
  test.each([
    { text: 'a@b.example', mailbox: { name: '', address: 'a@b.example' } },
    { text: ' Shop <a@b.example> ', mailbox: { name: 'Shop', address: 'a@b.example' } },
    { text: '"Shop, Inc." <a@b.example>', mailbox: { name: 'Shop, Inc.', address: 'a@b.example' } },
    { text: 'ñandú@correo.example', mailbox: { name: '', address: 'ñandú@correo.example' } },
    { text: 'a@b@c.example', mailbox: undefined },
    { text: 'a@b.example (comment)', mailbox: undefined },
    { text: '<a@b.example><c@d.example>', mailbox: undefined },
    { text: 'group: a@b.example;', mailbox: undefined },
  ])('$text', ({ text, mailbox }) => {
    expect(parseMailbox(text)).toEqual(mailbox)
  })
})
