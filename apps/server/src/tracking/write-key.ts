import { isJsonObject } from '@periplo/model'

const MAX_KEY_LENGTH = 200

/** The write key of a call: the user name of Basic authentication, as SDKs send it, else `writeKey` in the body. */
export function findWriteKey(authorization: string | undefined, body: unknown): string | undefined {
  const key = findBasicUser(authorization) ?? (isJsonObject(body) ? body['writeKey'] : undefined)
  return typeof key === 'string' && key !== '' && key.length <= MAX_KEY_LENGTH ? key : undefined
}

function findBasicUser(authorization: string | undefined): string | undefined {
  const encoded = /^Basic\s+([A-Za-z0-9+/_=-]{1,600})$/i.exec(authorization ?? '')?.[1]
  if (encoded === undefined) return undefined
  return Buffer.from(encoded, 'base64').toString('utf8').split(':', 1)[0] || undefined
}
