import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { MAX_BODY_BYTES, StudioError } from '@periplo/model'

const inflate = promisify(gunzip)

/** A request's body: parsed JSON, and how many bytes it took once inflated. */
export interface TrackingBody {
  readonly json: unknown
  readonly sizeBytes: number
}

/**
 * Reads a body of JSON, gzipped or not, whatever its content type calls it: browsers send it as text/plain
 * to spare a preflight. Holds at most 500 KB at any moment, also of a body that inflates to more. Fails with
 * `input/too-large` or `input/invalid`.
 */
export async function readTrackingBody(
  stream: AsyncIterable<Buffer>,
  encoding: string | undefined,
): Promise<TrackingBody> {
  const bytes = await decode(await collect(stream), encoding)
  return { json: parseJson(bytes.toString('utf8')), sizeBytes: bytes.length }
}

async function collect(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of stream) {
    size += chunk.length
    if (size > MAX_BODY_BYTES) throw tooLarge()
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

async function decode(bytes: Buffer, encoding = 'identity'): Promise<Buffer> {
  if (encoding === 'identity') return bytes
  if (encoding !== 'gzip') {
    throw new StudioError('input/invalid', 'The only content encoding understood is gzip.')
  }
  try {
    return await inflate(bytes, { maxOutputLength: MAX_BODY_BYTES })
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge()
    throw new StudioError('input/invalid', 'The body says it is gzip but is not.', { cause: error })
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new StudioError('input/invalid', 'The body is not JSON.', { cause: error })
  }
}

function tooLarge(): StudioError {
  return new StudioError('input/too-large', `A body takes at most ${MAX_BODY_BYTES / 1_024} KB.`)
}
