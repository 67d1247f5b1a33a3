import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { MEASURE_IDS } from '@periplo/kpi'
import { isJsonObject } from '@periplo/model'
import { launchBrowser } from '@periplo/testkit'
import type { Browser, Page } from 'playwright'
import { build } from 'vite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { measureEverything } from './measure-everything.ts'
import { tellEverything } from './tell-everything.ts'

const LINES = tellEverything(46, 2_000)

/** What is written under the bundle, by where it runs: reads the log, loses the world, and tells what it measures. */
const HEAR = `const lines = await (await fetch('/lines.json')).json()
takeTheWorldAway()`
const ON_A_PAGE = `${HEAR}\nglobalThis.told = measureEverything(lines)`
const IN_A_WORKER = `${HEAR}\npostMessage(measureEverything(lines))`
const IN_A_THREAD = `import { parentPort, workerData } from 'node:worker_threads'
takeTheWorldAway()
parentPort.postMessage(measureEverything(workerData))`

const PAGE = '<!doctype html><script type="module" src="/page.js"></script>'
const PAGE_WITH_WORKER = `<!doctype html><script>
const worker = new Worker('/worker.js', { type: 'module' })
worker.onmessage = ({ data }) => { globalThis.told = data }
worker.onerror = ({ message }) => { globalThis.told = message || 'the worker failed' }
</script>`

let bundle: string
let expected: string
let browser: Browser
let page: Page

beforeAll(async () => {
  bundle = await bundleMeasures()
  expected = measureEverything(LINES)
  browser = await launchBrowser()
  page = await browser.newPage()
  await serve(page, {
    '/page': ['text/html', PAGE],
    '/page.js': ['text/javascript', `${bundle}\n${ON_A_PAGE}`],
    '/page-with-worker': ['text/html', PAGE_WITH_WORKER],
    '/worker.js': ['text/javascript', `${bundle}\n${IN_A_WORKER}`],
    '/lines.json': ['application/json', JSON.stringify(LINES)],
  })
})
afterAll(() => browser.close())

test('the log has something to say to eight measures in ten', () => {
  const told = new Set(expected.split('\n').filter(isSaid).map(toMeasure))
  expect(told.size).toBeGreaterThan(0.8 * MEASURE_IDS.length)
})

test.each([
  { path: '/page', where: 'a page' },
  { path: '/page-with-worker', where: 'a worker of a page' },
])('$where measures what Node measures, to the byte, without clock, luck or network', async ({ path }) => {
  await page.goto(`http://measures.example${path}`)
  await page.waitForFunction('globalThis.told')
  expect(await page.evaluate('globalThis.told')).toBe(expected)
})

test('so does a thread of Node', async () => {
  const code = `${bundle}\n${IN_A_THREAD}`
  const thread = new Worker(new URL(`data:text/javascript,${encodeURIComponent(code)}`), {
    workerData: LINES,
  })
  const told = await new Promise((resolve, reject) => {
    thread.once('message', resolve)
    thread.once('error', reject)
  })
  await thread.terminate()
  expect(told).toBe(expected)
})

/** The door of the measures with everything behind it, as one module. */
async function bundleMeasures(): Promise<string> {
  const built = await build({
    configFile: false,
    root: fileURLToPath(new URL('.', import.meta.url)),
    logLevel: 'silent',
    build: {
      write: false,
      minify: false,
      lib: { entry: fileURLToPath(new URL('measure-everything.ts', import.meta.url)), formats: ['es'] },
    },
  })
  const [output] = Array.isArray(built) ? built : []
  const [chunk] = output?.output ?? []
  if (chunk?.type !== 'chunk') throw new Error('the bundle holds no code')
  return chunk.code
}

async function serve(
  to: Page,
  files: Readonly<Record<string, readonly [contentType: string, body: string]>>,
): Promise<void> {
  await to.route('**/*', (route) => {
    const [contentType, body] = files[new URL(route.request().url()).pathname] ?? []
    return contentType === undefined || body === undefined
      ? route.fulfill({ status: 404 })
      : route.fulfill({ contentType, body })
  })
}

function isSaid(line: string): boolean {
  const told: unknown = JSON.parse(line)
  const value = isJsonObject(told) ? told['value'] : undefined
  return isJsonObject(value) && value['value'] !== null
}

function toMeasure(line: string): string {
  const told: unknown = JSON.parse(line)
  return isJsonObject(told) ? JSON.stringify(told['measure']) : ''
}
