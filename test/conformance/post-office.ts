import { once } from 'node:events'
import { SMTPServer } from 'smtp-server'

/** A mail as a mail client sees it. */
export interface Mail {
  readonly to: readonly string[]
  /** Names in lower case; unfolded. */
  readonly headers: ReadonlyMap<string, string>
  readonly source: string
}

/** A mail server that takes everything in. */
export interface PostOffice {
  readonly smtpUrl: string
  readonly mails: readonly Mail[]
  close(): Promise<void>
}

/** Opens a mail server on a free loopback port. */
export async function openPostOffice(): Promise<PostOffice> {
  const mails: Mail[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    hideSTARTTLS: true,
    onData(stream, { envelope }, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const source = Buffer.concat(chunks).toString()
        mails.push({
          to: envelope.rcptTo.map(({ address }) => address),
          headers: readHeaders(source),
          source,
        })
        done()
      })
    },
  })
  const { server: listener } = server
  listener.listen(0, '127.0.0.1')
  await once(listener, 'listening')
  const address = listener.address()
  if (address === null || typeof address === 'string') throw new Error('a TCP listener has no port')
  return {
    smtpUrl: `smtp://127.0.0.1:${address.port}`,
    mails,
    close: () => new Promise((resolve) => server.close(resolve)),
  }
}

function readHeaders(source: string): ReadonlyMap<string, string> {
  const [head = ''] = source.split('\r\n\r\n', 1)
  const lines = head.replaceAll(/\r\n[ \t]+/g, ' ').split('\r\n')
  return new Map(
    lines.map((line) => [
      line.slice(0, line.indexOf(':')).toLowerCase(),
      line.slice(line.indexOf(':') + 1).trim(),
    ]),
  )
}
