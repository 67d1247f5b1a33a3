import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { launchBrowser } from '@periplo/testkit'
import react from '@vitejs/plugin-react'
import type { Browser, Page } from 'playwright'
import { build, preview } from 'vite'
import { percentile, round } from './bench-room.ts'

/** How long frames last while somebody works on the map in a real browser, at 1440 × 900. */
export interface CanvasFigures {
  /** The 95th of 100 frames, the worse of panning and dragging, in milliseconds. */
  readonly nodes500: Work & { readonly p95FrameMs: number }
  /** The longest frame of panning and dragging, in milliseconds. */
  readonly nodes2000: Work & { readonly maxFrameMs: number }
  /** From the address to 200 cards drawn, the middle of five, in milliseconds. */
  readonly open200Ms: number
}

interface Work {
  readonly panning: Frames
  readonly dragging: Frames
  /** The longest frame after a card is put down. */
  readonly dropMs: number
}

interface Frames {
  readonly count: number
  readonly p50Ms: number
  readonly p95Ms: number
  readonly maxMs: number
}

const PAGE_DIR = fileURLToPath(new URL('canvas-page', import.meta.url))
const VIEW = { width: 1440, height: 900 }
const MOVES = 120

/** Builds the map as the studio does, opens it in Chromium and works on it with the mouse. */
export async function benchCanvas(): Promise<CanvasFigures> {
  const outDir = await mkdtemp(join(tmpdir(), 'periplo-canvas-'))
  await build({
    root: PAGE_DIR,
    plugins: [react()],
    logLevel: 'error',
    build: { outDir, emptyOutDir: true, target: 'es2023', modulePreload: { polyfill: false } },
  })
  const served = await preview({ root: PAGE_DIR, build: { outDir }, preview: { port: 0, host: '127.0.0.1' } })
  const browser = await launchBrowser()
  try {
    const url = served.resolvedUrls?.local[0] ?? ''
    const open200Ms = await measureOpening(browser, url)
    const many = await work(browser, `${url}?cards=500`)
    const most = await work(browser, `${url}?cards=2000`)
    return {
      nodes500: { p95FrameMs: Math.max(many.panning.p95Ms, many.dragging.p95Ms), ...many },
      nodes2000: { maxFrameMs: Math.max(most.panning.maxMs, most.dragging.maxMs), ...most },
      open200Ms,
    }
  } finally {
    await browser.close()
    await new Promise((resolve) => served.httpServer.close(resolve))
    await rm(outDir, { recursive: true, force: true })
  }
}

async function measureOpening(browser: Browser, url: string): Promise<number> {
  const times: number[] = []
  for (let run = 0; run < 5; run += 1) {
    const page = await browser.newPage({ viewport: VIEW })
    const startedMs = performance.now()
    await page.goto(`${url}?cards=200`, { waitUntil: 'commit' })
    await untilDrawn(page)
    times.push(performance.now() - startedMs)
    await page.close()
  }
  return round(percentile(times, 0.5))
}

async function work(browser: Browser, url: string): Promise<Work> {
  const page = await browser.newPage({ viewport: VIEW, reducedMotion: 'reduce' })
  await page.goto(url)
  await untilDrawn(page)
  await page.waitForTimeout(1_000)
  const panning = await watchFrames(page, () => pan(page))
  const dragging = await watchFrames(page, () => drag(page))
  // putting a card down draws every way anew: one frame, told apart
  const dropping = await watchFrames(page, () => drop(page))
  await page.close()
  return { panning, dragging, dropMs: dropping.maxMs }
}

/** Both ways on an empty place of the map, so that cards come and go. */
async function pan(page: Page): Promise<void> {
  const { x, y } = await findEmptyPlace(page)
  await page.mouse.move(x, y)
  await page.mouse.down()
  for (let move = 0; move < MOVES; move += 1) {
    const phase = (move / MOVES) * 2 * Math.PI
    await page.mouse.move(x - 300 * Math.sin(phase), y - 200 * Math.sin(2 * phase))
  }
  await page.mouse.up()
}

/** One card in a circle over the others, and back to its place. */
async function drag(page: Page): Promise<void> {
  const card = page.locator('.react-flow__node').nth(7)
  const box = await card.boundingBox()
  if (!box) throw new Error('a card stands on the map')
  const [x, y] = [box.x + 40, box.y + 12]
  await page.mouse.move(x, y)
  await page.mouse.down()
  for (let move = 0; move < MOVES; move += 1) {
    const phase = (move / MOVES) * 2 * Math.PI
    await page.mouse.move(x + 160 * Math.sin(phase), y + 120 * (1 - Math.cos(phase)))
  }
}

async function drop(page: Page): Promise<void> {
  await page.mouse.up()
  await page.waitForTimeout(500)
}

async function findEmptyPlace(page: Page): Promise<{ x: number; y: number }> {
  return page.evaluate<{ x: number; y: number }>(`(() => {
    const pane = document.querySelector('.react-flow__pane').getBoundingClientRect()
    for (let y = pane.top + 60; y < pane.bottom - 80; y += 7)
      for (let x = pane.left + 40; x < pane.right - 40; x += 7)
        if (document.elementFromPoint(x, y).classList.contains('react-flow__pane')) return { x, y }
    throw new Error('no place is empty')
  })()`)
}

/** The lengths of all frames from before the first move to after the last. */
async function watchFrames(page: Page, act: () => Promise<void>): Promise<Frames> {
  await page.evaluate(`(() => {
    const frames = window.frames_ = []
    let last = performance.now()
    const note = (now) => {
      frames.push(now - last)
      last = now
      window.watching = requestAnimationFrame(note)
    }
    window.watching = requestAnimationFrame(note)
  })()`)
  await act()
  const frames = await page.evaluate<number[]>(
    `(cancelAnimationFrame(window.watching), window.frames_.slice(1))`,
  )
  return {
    count: frames.length,
    p50Ms: round(percentile(frames, 0.5)),
    p95Ms: round(percentile(frames, 0.95)),
    maxMs: round(Math.max(...frames)),
  }
}

/** Of a large journey only what is in sight is drawn: some forty cards and the ways between them. */
async function untilDrawn(page: Page): Promise<void> {
  await page.waitForFunction(
    `document.querySelectorAll('.react-flow__node .d-card').length >= 20 &&
      document.querySelectorAll('.react-flow__edge path').length > 0`,
  )
  await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))')
}
