import { expect, test } from 'vitest'
import { toUnreadable } from './unreadable-file.ts'

test.each([
  { code: 'ENOENT', says: 'There is no file a.csv.' },
  { code: 'EACCES', says: 'a.csv may not be read by this user.' },
  { code: 'EISDIR', says: 'a.csv is a directory, not a file.' },
  { code: 'EIO', says: 'a.csv cannot be read.' },
])('a file that cannot be read says why: $code', ({ code, says }) => {
  const cause = Object.assign(new Error('failed'), { code })
  expect(toUnreadable('a.csv', cause)).toMatchObject({ code: 'import/unreadable', message: says })
})
