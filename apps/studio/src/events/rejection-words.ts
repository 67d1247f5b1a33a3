import type { RejectionCode } from '@periplo/model'
import type { Locale } from '@periplo/ui'

/** The server speaks English to senders; these are its reasons for whoever reads Spanish. */
const REASONS_ES: Readonly<Record<RejectionCode, string>> = {
  'not-an-object': 'Un evento es un objeto JSON.',
  'too-large': 'El evento es demasiado grande.',
  'too-deep': 'El evento anida demasiados niveles.',
  'too-many-keys': 'El evento tiene demasiadas claves o elementos.',
  'forbidden-key': 'Las claves __proto__, constructor y prototype no se admiten.',
  'bad-text': 'Un texto contiene un carácter que no se admite.',
  'non-finite-number': 'Un número no es finito.',
  'unknown-type': 'El tipo de llamada no se conoce.',
  'invalid-field': 'Un campo no es lo que debería ser.',
  'invalid-time': 'timestamp y sentAt son momentos ISO 8601 o tiempos desde 1970.',
  'missing-event-name': 'Una llamada track nombra su evento.',
  'missing-identity': 'Una llamada lleva un userId o anonymousId que nombra a alguien.',
  'missing-previous-id': 'Una llamada alias lleva un previousId que nombra a alguien.',
}

const REASONS: ReadonlyMap<string, string> = new Map(Object.entries(REASONS_ES))

/** Why an event was rejected, in the reader's language; in the server's own words where no other are known. */
export function sayRejection(
  locale: Locale,
  { code, reason }: { readonly code: string; readonly reason: string },
): string {
  return locale === 'es' ? (REASONS.get(code) ?? reason) : reason
}
