import { readFile } from 'node:fs/promises'
import { toJourneySchema } from '@periplo/model'
import { expect, test } from 'vitest'

const PUBLISHED = new URL('../../../../docs/journey.schema.json', import.meta.url)

test('the published schema of journey files is the one that is held to', async () => {
  const published: unknown = JSON.parse(await readFile(PUBLISHED, 'utf8'))
  const change = 'write it anew: pnpm periplo schema --out docs/journey.schema.json'
  expect(published, change).toEqual(JSON.parse(JSON.stringify(toJourneySchema())))
})
