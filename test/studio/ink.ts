import type { BrowserContext } from 'playwright'

/**
 * How many pixels of a picture (PNG) differ clearly from its upper left corner: what is written on it. Drawn
 * text leaves dozens; a font that did not load leaves none.
 */
export async function countInk(context: BrowserContext, picture: Buffer): Promise<number> {
  const page = await context.newPage()
  try {
    const count: unknown = await page.evaluate(`(async () => {
      const image = new Image()
      image.src = 'data:image/png;base64,${picture.toString('base64')}'
      await image.decode()
      const canvas = new OffscreenCanvas(image.width, image.height)
      const brush = canvas.getContext('2d')
      brush.drawImage(image, 0, 0)
      const { data } = brush.getImageData(0, 0, image.width, image.height)
      let inked = 0
      for (let at = 4; at < data.length; at += 4) {
        const away = Math.abs(data[at] - data[0]) + Math.abs(data[at + 1] - data[1]) + Math.abs(data[at + 2] - data[2])
        if (away > 160) inked += 1
      }
      return inked
    })()`)
    return Number(count)
  } finally {
    await page.close()
  }
}
