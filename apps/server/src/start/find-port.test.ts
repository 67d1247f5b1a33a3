import { createServer } from 'node:net'
import { expect, test } from 'vitest'
import { findPort } from './find-port.ts'

const host = '127.0.0.1'

test('0 finds a free port', async () => {
  const port = await findPort({ host, port: 0 })
  expect(port).toBeGreaterThan(0)
  expect(await findPort({ host, port })).toBe(port)
})

test('a taken port is told in one sentence that says what to do', async () => {
  const port = await findPort({ host, port: 0 })
  const taker = createServer().listen(port, host)
  await new Promise((resolve) => {
    taker.once('listening', resolve)
  })
  await expect(findPort({ host, port })).rejects.toMatchObject({
    name: 'StartError',
    message: `Port ${port} on 127.0.0.1 is taken; stop what uses it, or set PERIPLO_PORT to another.`,
  })
  taker.close()
})

test('an address of another machine is told as such', async () => {
  await expect(findPort({ host: '203.0.113.7', port: 0 })).rejects.toMatchObject({ name: 'StartError' })
})
