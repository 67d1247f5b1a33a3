import { hkdfSync } from 'node:crypto'
import { createSealer } from '@periplo/channels'
import { twoFactor } from 'better-auth/plugins/two-factor'

const SECRET = 'two-factor/secret'
const BACKUP_CODES = 'two-factor/backup-codes'

/**
 * A second step by time-based codes (RFC 6238) or by backup codes that work once each. Secrets are sealed as all
 * others are, under a key of their own, and bound to what they are for; the library knows no row to bind them to.
 */
export function createSecondFactor(secretKey: Buffer) {
  const key = Buffer.from(hkdfSync('sha256', secretKey, '', 'periplo/second-factor', 32))
  const sealer = createSealer({ key, keyId: 'k1' })
  const plugin = twoFactor({
    issuer: 'Periplo',
    backupCodeOptions: {
      storeBackupCodes: {
        encrypt: async (codes) => sealer.seal(codes, BACKUP_CODES),
        decrypt: async (sealed) => sealer.open(sealed, BACKUP_CODES),
      },
    },
  })
  const { fields } = plugin.schema.twoFactor
  const transform = {
    input: (value: unknown) => (typeof value === 'string' ? sealer.seal(value, SECRET) : null),
    output: (value: unknown) => (typeof value === 'string' ? sealer.open(value, SECRET) : null),
  }
  const sealed = { ...fields, secret: { ...fields.secret, transform } }
  return {
    ...plugin,
    schema: { ...plugin.schema, twoFactor: { ...plugin.schema.twoFactor, fields: sealed } },
  }
}
