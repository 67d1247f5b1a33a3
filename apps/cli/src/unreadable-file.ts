import { StudioError } from '@periplo/model'

const REASONS: Readonly<Record<string, (path: string) => string>> = {
  ENOENT: (path) => `There is no file ${path}.`,
  EACCES: (path) => `${path} may not be read by this user.`,
  EISDIR: (path) => `${path} is a directory, not a file.`,
}

/** The `import/unreadable` of a file that could not be read, with the reason where the system tells one we know. */
export function toUnreadable(path: string, cause: unknown): StudioError {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  const message = REASONS[code]?.(path) ?? `${path} cannot be read.`
  return new StudioError('import/unreadable', message, { cause })
}
