import type { Page } from 'playwright'
import { decodeQR } from 'qr/decode.js'

/** What a camera reads in a picture (PNG) of a QR code. `desk` is a blank page. Throws where there is none. */
export async function readQrCode(desk: Page, picture: Buffer): Promise<string> {
  const seen = await desk.evaluate<{ width: number; height: number; text: string }>(`(async () => {
    const image = new Image()
    image.src = 'data:image/png;base64,${picture.toString('base64')}'
    await image.decode()
    const { width, height } = image
    const brush = new OffscreenCanvas(width, height).getContext('2d')
    brush.drawImage(image, 0, 0)
    const { data } = brush.getImageData(0, 0, width, height)
    return { width, height, text: Array.from(data, (value) => String.fromCharCode(value)).join('') }
  })()`)
  const { width, height, text } = seen
  return decodeQR({ width, height, data: Buffer.from(text, 'latin1') })
}
