import { StudioError } from '@periplo/model'
import type { FastifyRequest } from 'fastify'

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]'])

/**
 * Whether a page of that origin is ours: the public address, or the very loopback address it was asked at.
 * Loopback names only: a foreign name that was made to point here (DNS rebinding) stays foreign.
 */
export function isOwnOrigin(
  origin: string | undefined,
  host: string | undefined,
  publicUrl: string,
): boolean {
  if (origin === undefined || !URL.canParse(origin)) return false
  const url = new URL(origin)
  if (url.origin === new URL(publicUrl).origin) return true
  return LOOPBACK.has(url.hostname) && url.host === host
}

/**
 * For routes that act by cookie: a change comes from our own page and says it is JSON, which no foreign form
 * can. Fails with `access/forbidden` or `input/invalid`.
 */
export function requireOwnPage(request: FastifyRequest, publicUrl: string): void {
  if (request.method === 'GET' || request.method === 'HEAD') return
  const { origin, host, 'content-type': type, 'content-length': length } = request.headers
  if (!isOwnOrigin(origin, host, publicUrl)) {
    throw new StudioError('access/forbidden', 'Changes are taken from our own pages only.')
  }
  const isEmpty = type === undefined && (length === undefined || length === '0')
  if (!isEmpty && !/^application\/json\s*(?:;|$)/i.test(type ?? '')) {
    throw new StudioError('input/invalid', 'The content type must be application/json.')
  }
}
