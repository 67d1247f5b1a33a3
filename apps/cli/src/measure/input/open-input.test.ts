import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openInput } from './open-input.ts'

let dir = ''
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'periplo-input-'))
})
afterAll(() => rm(dir, { recursive: true }))

async function open(bytes: Uint8Array): Promise<{ readonly format: string; readonly text: string }> {
  const path = join(dir, 'input')
  await writeFile(path, bytes)
  const { format, texts } = await openInput(path)
  let text = ''
  for await (const piece of texts) text += piece
  return { format, text }
}

test.each([
  { bytes: Buffer.from('a,b\n1,2\n'), format: 'csv', text: 'a,b\n1,2\n', why: 'a table' },
  {
    bytes: Buffer.from('\uFEFFa\n1\n'),
    format: 'csv',
    text: 'a\n1\n',
    why: 'the byte order mark is no text',
  },
  { bytes: gzipSync('{"a":1}\n'), format: 'json-lines', text: '{"a":1}\n', why: 'gzip, whatever the name' },
  { bytes: Buffer.from('\n <log/>'), format: 'xml', text: '\n <log/>', why: 'blanks before' },
  { bytes: Buffer.from('ñandú\n'), format: 'csv', text: 'ñandú\n', why: 'letters of two bytes' },
])('reads $format ($why)', async ({ bytes, format, text }) => {
  expect(await open(bytes)).toEqual({ format, text })
})

test.each([
  { bytes: Buffer.from(''), says: 'it is empty' },
  { bytes: Buffer.from(' \n'), says: 'it is empty' },
  { bytes: gzipSync(''), says: 'it is empty' },
  { bytes: Buffer.from('a,b\n1,2\nse\u00F1or,3\n', 'latin1'), says: 'line 3: it is not UTF-8 text' },
  { bytes: Buffer.from('a,b\n', 'utf16le'), says: 'it is no text' },
  {
    bytes: Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('a', 'utf16le')]),
    says: 'it is UTF-16 text',
  },
  { bytes: Buffer.from('PK\u0003\u0004 and so on'), says: 'it is a ZIP archive' },
  { bytes: gzipSync('a,b\n1,2\n').subarray(0, 20), says: 'its gzip data is damaged or cut off' },
  { bytes: Buffer.concat([Buffer.from([0x1f, 0x8b]), Buffer.from('no')]), says: 'its gzip data is damaged' },
])('refuses $bytes: $says', async ({ bytes, says }) => {
  await expect(open(bytes)).rejects.toThrow(says)
})

test('what is not there, or no file, is said', async () => {
  await expect(openInput(join(dir, 'nothing'))).rejects.toThrow('there is no such file')
  await expect(openInput(dir)).rejects.toThrow('it is a directory')
})
