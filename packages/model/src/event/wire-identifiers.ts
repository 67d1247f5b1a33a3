import type { JsonObject, JsonValue } from '../json.ts'
import type { Identifier, IdentifierKind } from './event.ts'
import { findFirst } from './wire-fields.ts'

/** The longest identifier kept, in characters. */
export const MAX_IDENTIFIER_LENGTH = 200

/** What broken senders put where an id belongs. Each would make one person of strangers. */
const NOBODY: ReadonlySet<string> = new Set([
  'null',
  'undefined',
  'none',
  'nan',
  'nil',
  'anonymous',
  'unknown',
  'guest',
  'true',
  'false',
  '[object object]',
  '0',
  '-1',
])

const LOYALTY_KEYS = ['loyalty_id', 'loyaltyId'] as const

/** Where each kind stands inside traits. */
const TRAIT_KEYS = [
  { kind: 'email', keys: ['email'] },
  { kind: 'phone', keys: ['phone'] },
  { kind: 'loyalty', keys: LOYALTY_KEYS },
] as const satisfies readonly { kind: IdentifierKind; keys: readonly string[] }[]

const EMAIL = /^[^\s@]{1,64}@[^\s@.]+(?:\.[^\s@.]+)+$/
const BLANK_ID = /^[0-]+$/
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** How each kind is written, so that equal identifiers are equal text; undefined where it names nobody. */
const NORMALIZE: { readonly [K in IdentifierKind]: (text: string) => string | undefined } = {
  user: toId,
  anonymous: toId,
  loyalty: toId,
  email: toEmail,
  phone: toPhone,
}

/** The identifier a value gives, or undefined where it is no name of anybody: `null`, `0`, a broken address. */
export function findIdentifier(kind: IdentifierKind, value: JsonValue | undefined): Identifier | undefined {
  const text = typeof value === 'number' ? String(value) : value
  if (typeof text !== 'string' || text.length > MAX_IDENTIFIER_LENGTH) return undefined
  const normal = NORMALIZE[kind](text.trim())
  return normal === undefined ? undefined : { kind, value: normal }
}

/** Every identifier inside traits, strongest first. An unusable value gives none. */
export function listTraitIdentifiers(traits: JsonObject): readonly Identifier[] {
  return TRAIT_KEYS.map(({ kind, keys }) => findIdentifier(kind, findFirst(traits, keys))).filter(
    (identifier) => identifier !== undefined,
  )
}

/** The loyalty id an order names in its properties. */
export function findLoyaltyId(properties: JsonObject): Identifier | undefined {
  return findIdentifier('loyalty', findFirst(properties, LOYALTY_KEYS))
}

/**
 * Whom an alias calls by another name now. Browsers alias the anonymous id they made, which is a UUID, or
 * the one beside it in the call; anything else was a user id.
 */
export function findPrevious(
  previousId: JsonValue | undefined,
  anonymousId: Identifier | undefined,
): Identifier | undefined {
  const anonymous = findIdentifier('anonymous', previousId)
  if (anonymous === undefined) return undefined
  const isAnonymous = anonymous.value === anonymousId?.value || UUID.test(anonymous.value)
  return isAnonymous ? anonymous : { kind: 'user', value: anonymous.value }
}

function toId(text: string): string | undefined {
  if (text === '' || NOBODY.has(text.toLowerCase()) || BLANK_ID.test(text)) return undefined
  return text
}

function toEmail(text: string): string | undefined {
  const email = text.toLowerCase()
  return EMAIL.test(email) ? email : undefined
}

/** E.164 as far as text can tell: `+` and 7 to 15 digits, `00` read as `+`. */
function toPhone(text: string): string | undefined {
  const digits = text.replace(/\D/g, '').replace(/^00/, '')
  return digits.length >= 7 && digits.length <= 15 && !BLANK_ID.test(digits) ? `+${digits}` : undefined
}
