import { createServer } from 'node:net'
import { StartError } from './start-error.ts'

/** The port to listen on: the one asked for if it is free, or any free one for 0. Fails with a sentence where it is taken. */
export async function findPort({
  host,
  port,
}: {
  readonly host: string
  readonly port: number
}): Promise<number> {
  const probe = createServer()
  try {
    return await new Promise<number>((resolve, reject) => {
      probe.once('error', reject)
      probe.listen({ host, port, exclusive: true }, () => {
        const address = probe.address()
        resolve(typeof address === 'object' && address !== null ? address.port : port)
      })
    })
  } catch (error) {
    throw toListenError(error, { host, port })
  } finally {
    await new Promise((resolve) => {
      probe.close(resolve)
    })
  }
}

/** What keeps us from listening, as a sentence; any other error as it is. */
export function toListenError(
  error: unknown,
  { host, port }: { readonly host: string; readonly port: number },
): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  const sentences: Readonly<Record<string, string>> = {
    EADDRINUSE: `Port ${port} on ${host} is taken; stop what uses it, or set PERIPLO_PORT to another.`,
    EACCES: `This user may not listen on port ${port}; set PERIPLO_PORT to one above 1023.`,
    EADDRNOTAVAIL: `This machine has no address ${host}; set PERIPLO_HOST to one it has.`,
    ENOTFOUND: `This machine has no address ${host}; set PERIPLO_HOST to one it has.`,
  }
  const sentence = typeof code === 'string' ? sentences[code] : undefined
  return sentence === undefined ? error : new StartError(sentence, { cause: error })
}
