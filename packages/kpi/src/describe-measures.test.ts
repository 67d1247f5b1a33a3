import { expect, test } from 'vitest'
import { describeMeasures } from './describe-measures.ts'
import { MEASURE_IDS } from './measures.ts'

test('docs/kpi.md says what the registry says (vitest -u writes it)', async () => {
  await expect(describeMeasures()).toMatchFileSnapshot('../../../docs/kpi.md')
})

test('the page names every measure', () => {
  const page = describeMeasures()
  expect(MEASURE_IDS.filter((id) => !page.includes(`(\`${id}\`)`))).toEqual([])
})
