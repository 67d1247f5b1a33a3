import { type DestinationStream, type Logger, pino } from 'pino'

/** Keys whose values never reach a log, at any of the first levels. */
const SECRET_KEYS = [
  'password',
  'token',
  'authorization',
  'cookie',
  'writeKey',
  'secret',
  'email',
  'phone',
  'url',
]

/** What messages of drivers quote are values, and values may be personal. */
const QUOTED = /"[^"]*"|'[^']*'|`[^`]*`|\([^)]*\)/g

/** Writes JSON lines to stderr. Errors keep their type, code, place, and the first line without what it quotes. */
export function createLog(level: string, destination: DestinationStream = pino.destination(2)): Logger {
  return pino(
    {
      level,
      base: null,
      serializers: { err: describeError },
      redact: { paths: SECRET_KEYS.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]), censor: '[redacted]' },
    },
    destination,
  )
}

function describeError(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error }
  const code = 'code' in error ? error.code : undefined
  return {
    type: error.name,
    ...(typeof code === 'string' && { code }),
    message: error.message.split('\n', 1)[0]?.slice(0, 300).replaceAll(QUOTED, '…'),
    stack: error.stack
      ?.split('\n')
      .filter((line) => line.startsWith('    at '))
      .slice(0, 12)
      .join('\n'),
    ...(error.cause instanceof Error && { cause: describeError(error.cause) }),
  }
}
