import { expect, test } from 'vitest'
import { toSnippets } from './snippets.ts'

test('every snippet names the server it was copied from, and the key', () => {
  const snippets = toSnippets('https://journeys.example:8443', 'wk_123')
  for (const code of Object.values(snippets)) {
    expect(code).toContain('journeys.example:8443')
    expect(code).toContain('wk_123')
  }
})

test('the browser library is told host and protocol apart', () => {
  expect(toSnippets('http://127.0.0.1:3000', 'k').browser).toContain(
    "apiHost: '127.0.0.1:3000/v1', protocol: 'http'",
  )
})
