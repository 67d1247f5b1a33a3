import type { FastifyReply, FastifyRequest } from 'fastify'

/** What a page of the studio may do: run our own files, talk to us, and be framed by nobody. */
export const STUDIO_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "frame-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

/** A message as somebody will read it: no script, no way out, our own frame only. */
export const MESSAGE_POLICY =
  "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src https: data:; frame-ancestors 'self'"

/** For answers that are no pages at all. */
const BARE_POLICY = "default-src 'none'; frame-ancestors 'none'"

/** Sets on every answer what no answer should be without; routes that show a page set their own policy after. */
export function setSecurityHeaders(publicUrl: string) {
  const isSecure = publicUrl.startsWith('https:')
  return async function setHeaders(_request: FastifyRequest, reply: FastifyReply): Promise<void> {
    void reply.headers({
      'content-security-policy': BARE_POLICY,
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=()',
      'referrer-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
      ...(isSecure && { 'strict-transport-security': 'max-age=31536000' }),
    })
  }
}
