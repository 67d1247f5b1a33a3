import { StudioError } from '@periplo/model'
import { DatabaseError } from 'pg'

const PRIVILEGE = new Set(['42501'])
const UNAVAILABLE = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
  '3D000',
  '28P01',
  '28000',
  '53300',
  '53100',
  '57P01',
  '57P02',
  '57P03',
  '25P03',
])

/** An error of the driver as a failure somebody can act on; any other error is returned as it is. */
export function toStoreFailure(error: unknown): unknown {
  if (error instanceof StudioError || !(error instanceof Error)) return error
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  if (PRIVILEGE.has(code))
    return new StudioError(
      'store/missing-privilege',
      `The database user may not do what Periplo needs (${error.message}). Grant it CREATE on the database and CREATEROLE.`,
      { cause: error },
    )
  if (UNAVAILABLE.has(code) || isConnectionLoss(error))
    return new StudioError('store/unavailable', `PostgreSQL cannot be reached: ${describe(error)}.`, {
      cause: error,
    })
  return error
}

/** Whether the connection broke, so that nobody knows if the statement's commit happened. */
export function isConnectionLoss(error: unknown): boolean {
  if (!(error instanceof Error) || error instanceof DatabaseError) {
    return error instanceof DatabaseError && /^57P|^25P03$/.test(error.code ?? '')
  }
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  return (
    ['ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ECONNREFUSED'].includes(code) ||
    /Connection terminated|Client has encountered a connection error|connection timeout/i.test(error.message)
  )
}

function describe(error: Error): string {
  if (error.message !== '') return error.message
  return 'code' in error ? String(error.code) : error.name
}
