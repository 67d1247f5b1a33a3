import type { Page } from 'playwright'

/** A part of a picture, in pixels from its upper left corner. */
export interface Part {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/**
 * How many pixels in a part of a picture (PNG) differ clearly from that part's upper left corner: what is
 * written there. Drawn text leaves dozens; a font that did not load leaves none. `desk` is a blank page.
 */
export async function countInk(desk: Page, picture: Buffer, { x, y, width, height }: Part): Promise<number> {
  const count: unknown = await desk.evaluate(`(async () => {
    const image = new Image()
    image.src = 'data:image/png;base64,${picture.toString('base64')}'
    await image.decode()
    const brush = new OffscreenCanvas(image.width, image.height).getContext('2d')
    brush.drawImage(image, 0, 0)
    const { data } = brush.getImageData(${x}, ${y}, ${width}, ${height})
    let inked = 0
    for (let at = 4; at < data.length; at += 4) {
      const away = Math.abs(data[at] - data[0]) + Math.abs(data[at + 1] - data[1]) + Math.abs(data[at + 2] - data[2])
      if (away > 160) inked += 1
    }
    return inked
  })()`)
  return Number(count)
}
