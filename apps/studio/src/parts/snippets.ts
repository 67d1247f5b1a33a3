/** Ways to send events, ready to be copied. */
export interface Snippets {
  readonly curl: string
  readonly browser: string
  readonly node: string
}

/** Writes the snippets for a server's address and a write key. The wire is Segment's: their libraries speak it. */
export function toSnippets(origin: string, writeKey: string): Snippets {
  return {
    curl: [
      `curl ${origin}/v1/track \\`,
      `  -u ${writeKey}: \\`,
      `  -H 'content-type: application/json' \\`,
      `  -d '{"userId":"C-1","event":"Product Added","properties":{"cart_id":"A1","price":79.9}}'`,
    ].join('\n'),
    browser: [
      `import { AnalyticsBrowser } from '@segment/analytics-next'`,
      ``,
      `const analytics = AnalyticsBrowser.load(`,
      `  { writeKey: '${writeKey}', cdnURL: '${origin}' },`,
      `  { integrations: { 'Segment.io': { apiHost: '${toHost(origin)}/v1', protocol: '${toProtocol(origin)}' } } },`,
      `)`,
      `analytics.identify('C-1', { email: 'ana@example.com' })`,
      `analytics.track('Product Added', { cart_id: 'A1', price: 79.9 })`,
    ].join('\n'),
    node: [
      `import { Analytics } from '@segment/analytics-node'`,
      ``,
      `const analytics = new Analytics({ writeKey: '${writeKey}', host: '${origin}' })`,
      `analytics.track({`,
      `  userId: 'C-1',`,
      `  event: 'Product Added',`,
      `  properties: { cart_id: 'A1', price: 79.9 },`,
      `})`,
      `await analytics.closeAndFlush()`,
    ].join('\n'),
  }
}

function toHost(origin: string): string {
  return new URL(origin).host
}

function toProtocol(origin: string): string {
  return new URL(origin).protocol.replace(':', '')
}
