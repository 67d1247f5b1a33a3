import { expect, test } from 'vitest'
import { launchBrowser } from './browser.ts'

test('the browser draws text that can be seen, not only found', async () => {
  const browser = await launchBrowser()
  try {
    const page = await browser.newPage({ viewport: { width: 300, height: 100 } })
    await page.setContent('<body style="margin:0;background:#fff;font:80px sans-serif">Vigo</body>')
    const written = await page.screenshot()
    await page.setContent('<body style="margin:0;background:#fff"></body>')
    const empty = await page.screenshot()
    expect(written.byteLength).toBeGreaterThan(empty.byteLength + 500)
  } finally {
    await browser.close()
  }
})
