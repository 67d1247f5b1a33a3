/** One mailbox: an address and the name shown beside it. */
export interface Mailbox {
  readonly name: string
  readonly address: string
}

const ADDRESS = /^[^\s\p{Cc}"(),:;<>@[\]\\]{1,64}@[^\s\p{Cc}"(),:;<>@[\]\\]{1,253}$/u

/** Whether the text is one bare address and nothing else; an address in angle brackets is not. */
export function isAddress(text: string): boolean {
  return ADDRESS.test(text)
}

/**
 * Reads `Name <address>` or a bare address; undefined unless it is exactly one mailbox. A list, a group, a
 * comment or a quoted local part is not. The name loses its quotes and control characters.
 */
export function parseMailbox(text: string): Mailbox | undefined {
  const named = /^(?<name>[^<>]*)<(?<address>[^<>]*)>$/.exec(text.trim())
  const address = (named?.groups?.['address'] ?? text).trim()
  if (!ADDRESS.test(address)) return undefined
  const name = (named?.groups?.['name'] ?? '').replaceAll(/[\p{Cc}"\u2028\u2029]+/gu, ' ').trim()
  return { name, address }
}
