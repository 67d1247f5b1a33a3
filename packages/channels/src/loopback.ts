import type { Server } from 'node:net'

/** Starts a test's server on loopback and tells its port, a free one unless given. */
export async function listenOnLoopback(
  server: Server,
  { host = '127.0.0.1', port = 0 } = {},
): Promise<number> {
  await new Promise<void>((listening) => {
    server.listen(port, host, listening)
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('a TCP server has a port')
  return address.port
}
