import { type Logger, pino } from 'pino'

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

/**
 * Writes JSON lines to stderr. Errors keep their type, code and stack without the message's tail: a driver
 * quotes rows in it.
 */
export function createLog(level: string): Logger {
  return pino(
    {
      level,
      base: null,
      serializers: { err: describeError },
      redact: { paths: SECRET_KEYS.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]), censor: '[redacted]' },
    },
    pino.destination(2),
  )
}

function describeError(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error }
  const code = 'code' in error ? error.code : undefined
  return {
    type: error.name,
    ...(typeof code === 'string' && { code }),
    message: error.message.split('\n', 1)[0]?.slice(0, 300),
    stack: error.stack?.split('\n').slice(1, 12).join('\n'),
    ...(error.cause instanceof Error && { cause: describeError(error.cause) }),
  }
}
