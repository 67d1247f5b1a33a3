import { afterEach, beforeEach, expect, test } from 'vitest'
import { recordingHttpSink, type RecordingHttpSink } from './recording-http-sink.ts'

let sink: RecordingHttpSink

beforeEach(async () => {
  sink = await recordingHttpSink()
})

afterEach(() => sink.stop())

test('records what it was sent, in order', async () => {
  await fetch(`${sink.url}/hooks?a=1`, { method: 'POST', body: 'Coruña', headers: { 'x-key': 'k' } })
  await fetch(`${sink.url}/second`)
  expect(sink.requests).toMatchObject([
    { method: 'POST', path: '/hooks?a=1', body: 'Coruña', headers: { 'x-key': 'k' } },
    { method: 'GET', path: '/second', body: '' },
  ])
})

test('answers as it was told, request by request', async () => {
  sink.answerWith(({ path }) =>
    path === '/busy' ? { status: 429, headers: { 'retry-after': '7' } } : { body: 'ok' },
  )
  const busy = await fetch(`${sink.url}/busy`)
  expect([busy.status, busy.headers.get('retry-after')]).toEqual([429, '7'])
  expect(await (await fetch(sink.url)).text()).toBe('ok')
})

test('holds an answer back until it is let go', async () => {
  let letGo = (): void => undefined
  sink.answerWith({ status: 202, heldUntil: new Promise<void>((resolve) => (letGo = resolve)) })
  const held = fetch(sink.url)
  await sink.waitForRequests(1)
  letGo()
  expect((await held).status).toBe(202)
})

test('hangs up when asked to', async () => {
  sink.answerWith({ hangUp: true })
  await expect(fetch(sink.url)).rejects.toThrow()
  expect(sink.requests).toHaveLength(1)
})
