import { randomBytes } from 'node:crypto'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createLinkSigner } from './link-signer.ts'
import type { LinkPayload } from './link-signer.ts'
import { createSealer } from './sealer.ts'
import { REPLAY_WINDOW_MS, signWebhook, verifyWebhook } from './webhook-signature.ts'

const WORKSPACE = '0190f6f0-0000-7000-8000-000000000001'

/** The text with the character at `index` replaced by another of the same alphabet. */
function changedAt(text: string, index: number): string {
  return `${text.slice(0, index)}${text[index] === 'A' ? 'B' : 'A'}${text.slice(index + 1)}`
}

describe('a link token', () => {
  const signer = createLinkSigner({ secret: 'x'.repeat(32) })
  const click: LinkPayload = {
    kind: 'click',
    workspaceId: WORKSPACE,
    sendKey: 'k1',
    url: 'https://shop.example/?a=1&ñ',
  }

  test.each<LinkPayload>([
    click,
    { kind: 'open', workspaceId: WORKSPACE, sendKey: 'k1' },
    { kind: 'unsubscribe', workspaceId: WORKSPACE, sendKey: 'k1' },
  ])('$kind comes back as it was signed, in characters any address can carry', (payload) => {
    const token = signer.sign(payload)
    expect(token).toMatch(/^[\w.-]+$/)
    expect(signer.verify(token)).toEqual(payload)
    expect(signer.sign(payload)).toBe(token)
  })

  test('is worthless after any one character changed', () => {
    const token = signer.sign(click)
    const survivors = Array.from(token, (_sign, index) => signer.verify(changedAt(token, index))).filter(
      Boolean,
    )
    expect(survivors).toEqual([])
  })

  test.each([
    { change: (token: string) => token.slice(0, -1), why: 'cut' },
    { change: (token: string) => `${token}A`, why: 'longer' },
    { change: (token: string) => `${token}=`, why: 'padded' },
    { change: (token: string) => `2${token.slice(1)}`, why: 'another version' },
    { change: (token: string) => token.split('.').slice(0, 2).join('.'), why: 'no code' },
    { change: () => '', why: 'empty' },
    { change: () => '1.e30.AAAAAAAAAAAAAAAAAAAAAA', why: 'made up' },
    { change: () => 'A'.repeat(100_000), why: 'huge' },
    { change: () => createLinkSigner({ secret: 'y'.repeat(32) }).sign(click), why: "another secret's" },
  ])('is not believed: $why', ({ change }) => {
    expect(signer.verify(change(signer.sign(click)))).toBeUndefined()
  })

  test('needs a secret worth the name', () => {
    expect(() => createLinkSigner({ secret: 'short' })).toThrow('32 bytes')
  })
})

describe('a sealed secret', () => {
  const [key, otherKey] = [randomBytes(32), randomBytes(32)]
  const sealer = createSealer({ key, keyId: 'k1' })

  test('opens to what went in, and never looks the same twice', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (secret, row) => {
        const text = secret.toWellFormed()
        expect(sealer.open(sealer.seal(text, row), row)).toBe(text)
      }),
    )
    expect(sealer.seal('s', 'row')).not.toBe(sealer.seal('s', 'row'))
  })

  test('does not open after any one character changed', () => {
    const sealed = sealer.seal('whsec_canary', 'row')
    for (let index = 0; index < sealed.length; index += 1) {
      expect(() => sealer.open(changedAt(sealed, index), 'row')).toThrow(
        expect.objectContaining({ code: 'secret/unreadable' }),
      )
    }
  })

  test.each([
    { open: (sealed: string) => sealer.open(sealed, 'other row'), why: 'moved to another row' },
    {
      open: (sealed: string) => createSealer({ key: otherKey, keyId: 'k1' }).open(sealed, 'row'),
      why: 'another key',
    },
    {
      open: (sealed: string) => createSealer({ key, keyId: 'k2' }).open(sealed, 'row'),
      why: 'unknown key id',
    },
    { open: (sealed: string) => sealer.open(sealed.slice(0, -2), 'row'), why: 'cut' },
    { open: () => sealer.open('', 'row'), why: 'empty' },
    { open: () => sealer.open('whsec_plain', 'row'), why: 'never sealed' },
  ])('stays closed: $why', ({ open }) => {
    expect(() => open(sealer.seal('s', 'row'))).toThrow(
      expect.objectContaining({ code: 'secret/unreadable' }),
    )
  })

  test('opens after its key was retired, and new ones use the new key', () => {
    const next = createSealer({ key: otherKey, keyId: 'k2', retired: [{ key, keyId: 'k1' }] })
    expect(next.open(sealer.seal('s', 'row'), 'row')).toBe('s')
    expect(next.seal('s', 'row')).toMatch(/^s1\.k2\./)
  })
})

describe('a webhook signature', () => {
  // The vector of the Standard Webhooks reference implementations.
  const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
  const id = 'msg_p5jXN8AQM9LWM0D4loKWxJek'
  const body = '{"test": 2432232314}'
  const at = 1_614_265_330_000
  const signature = 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE='
  const headers = { 'webhook-id': id, 'webhook-timestamp': '1614265330', 'webhook-signature': signature }

  test('is the published one for the published call', () => {
    expect(signWebhook(secret, { id, at, body })).toBe(signature)
    expect(verifyWebhook({ secrets: [secret], headers, body, now: at })).toEqual({ kind: 'valid', id })
  })

  test.each([
    { call: { now: at + REPLAY_WINDOW_MS }, verdict: undefined, why: 'last moment of the window' },
    { call: { now: at - REPLAY_WINDOW_MS }, verdict: undefined, why: 'first moment of the window' },
    { call: { now: at + REPLAY_WINDOW_MS + 1 }, verdict: 'outside-window', why: 'replayed too late' },
    { call: { now: at - REPLAY_WINDOW_MS - 1 }, verdict: 'outside-window', why: 'from the future' },
    { call: { body: '{"test": 2432232315}' }, verdict: 'bad-signature', why: 'another body' },
    { call: { headers: { ...headers, 'webhook-id': 'msg_2' } }, verdict: 'bad-signature', why: 'another id' },
    {
      call: { headers: { ...headers, 'webhook-timestamp': '1614265331' } },
      verdict: 'bad-signature',
      why: 'another time',
    },
    {
      call: { headers: { ...headers, 'webhook-timestamp': 'now' } },
      verdict: 'missing-headers',
      why: 'unreadable time',
    },
    { call: { headers: { ...headers, 'webhook-id': undefined } }, verdict: 'missing-headers', why: 'no id' },
    {
      call: { headers: { ...headers, 'webhook-id': ['a', 'b'] } },
      verdict: 'missing-headers',
      why: 'two ids',
    },
    {
      call: { headers: { ...headers, 'webhook-signature': `v1,AAAA ${signature}` } },
      verdict: undefined,
      why: 'one of several',
    },
    {
      call: { headers: { ...headers, 'webhook-signature': signature.replace('v1', 'v2') } },
      verdict: 'bad-signature',
      why: 'another scheme',
    },
    { call: { headers: { ...headers, 'webhook-signature': '' } }, verdict: 'bad-signature', why: 'empty' },
    { call: { secrets: [] }, verdict: 'bad-signature', why: 'no secret holds' },
    { call: { secrets: ['whsec_AAAA', secret] }, verdict: undefined, why: 'secrets rotate' },
  ])('$why: $verdict', ({ call, verdict }) => {
    const judged = verifyWebhook({ secrets: [secret], headers, body, now: at, ...call })
    expect(judged.kind === 'invalid' ? judged.reason : undefined).toBe(verdict)
  })

  test('needs a secret of the right form', () => {
    expect(() => signWebhook('whsec_', { id, at, body })).toThrow(
      expect.objectContaining({ code: 'secret/unreadable' }),
    )
    expect(() => signWebhook('not base64!', { id, at, body })).toThrow(
      expect.objectContaining({ code: 'secret/unreadable' }),
    )
  })
})
