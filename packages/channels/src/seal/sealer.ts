import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { StudioError, invariant } from '@periplo/model'

/** A key and the name it goes by in what it sealed. */
export interface SealingKey {
  /** 32 bytes. */
  readonly key: Buffer
  /** Letters, digits and dashes, at most 40. */
  readonly keyId: string
}

/** Keeps secrets at rest. */
export interface Sealer {
  /**
   * Encrypts `plaintext` bound to `aad`, which names the row it belongs to: `webhook-secret:<workspaceId>`.
   * Two calls never return the same text.
   */
  seal(plaintext: string, aad: string): string
  /** Decrypts. Fails with `secret/unreadable` for another row, an unknown key or a changed byte. */
  open(sealed: string, aad: string): string
}

const FORM = /^s1\.(?<keyId>[A-Za-z0-9-]{1,40})\.(?<iv>[\w-]{16})\.(?<tag>[\w-]{22})\.(?<text>[\w-]*)$/

/**
 * Seals by AES-256-GCM (NIST SP 800-38D) with a random 96-bit nonce, as `s1.keyId.nonce.tag.text` in base64url.
 * The key id and the form are authenticated with `aad`. Keys in `retired` open what they sealed and seal nothing.
 */
export function createSealer(current: SealingKey & { readonly retired?: readonly SealingKey[] }): Sealer {
  const keys = new Map([...(current.retired ?? []), current].map(({ key, keyId }) => [keyId, key]))
  for (const [keyId, key] of keys) {
    invariant(key.length === 32, 'a sealing key is 32 bytes')
    invariant(/^[A-Za-z0-9-]{1,40}$/.test(keyId), 'a key id is letters, digits and dashes')
  }
  return {
    seal(plaintext, aad) {
      const iv = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', current.key, iv, { authTagLength: 16 })
      cipher.setAAD(toBound(current.keyId, aad))
      const text = Buffer.concat([cipher.update(plaintext, 'utf8'), cipher.final()])
      const parts = [iv, cipher.getAuthTag(), text].map((part) => part.toString('base64url'))
      return ['s1', current.keyId, ...parts].join('.')
    },
    open(sealed, aad) {
      const { keyId = '', iv = '', tag = '', text = '' } = FORM.exec(sealed)?.groups ?? {}
      const key = keys.get(keyId)
      if (key === undefined) throw unreadable()
      return decrypt(key, { keyId, iv, tag, text, aad })
    },
  }
}

interface Envelope {
  readonly keyId: string
  readonly iv: string
  readonly tag: string
  readonly text: string
  readonly aad: string
}

function decrypt(key: Buffer, { keyId, iv, tag, text, aad }: Envelope): string {
  const decipher = createDecipheriv('aes-256-gcm', key, toBytes(iv), { authTagLength: 16 })
  decipher.setAAD(toBound(keyId, aad))
  decipher.setAuthTag(toBytes(tag))
  try {
    return Buffer.concat([decipher.update(toBytes(text)), decipher.final()]).toString('utf8')
  } catch (cause) {
    throw unreadable(cause)
  }
}

/** Bytes of base64url in its one canonical form, so that no two texts are the same envelope. */
function toBytes(text: string): Buffer {
  const bytes = Buffer.from(text, 'base64url')
  if (bytes.toString('base64url') !== text) throw unreadable()
  return bytes
}

function toBound(keyId: string, aad: string): Buffer {
  return Buffer.from(`s1.${keyId}.${aad}`)
}

function unreadable(cause?: unknown): StudioError {
  return new StudioError('secret/unreadable', 'A sealed secret cannot be opened with the keys at hand.', {
    cause,
  })
}
