import { once } from 'node:events'
import { createServer } from 'node:http'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

/** A web shop on an origin of its own. */
export interface ServedShop {
  readonly url: string
  close(): Promise<void>
}

const PAGE = '<!doctype html><title>Coats</title><script type="module" src="/shop.js"></script>'

/** Bundles the shop's page with the client inside, as a shop would, and serves it on a free loopback port. */
export async function serveShop(): Promise<ServedShop> {
  const files = await bundle()
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://shop.example')
    const script = files.get(pathname.slice(1))
    if (pathname === '/') response.writeHead(200, { 'content-type': 'text/html' }).end(PAGE)
    else if (script === undefined) response.writeHead(204).end()
    else response.writeHead(200, { 'content-type': 'text/javascript' }).end(script)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('a TCP listener has no port')
  return {
    url: `http://127.0.0.1:${address.port}`,
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

async function bundle(): Promise<ReadonlyMap<string, string>> {
  const built = await build({
    configFile: false,
    root: fileURLToPath(new URL('.', import.meta.url)),
    logLevel: 'silent',
    build: {
      write: false,
      minify: false,
      modulePreload: false,
      rolldownOptions: {
        input: fileURLToPath(new URL('shop-page.ts', import.meta.url)),
        output: { entryFileNames: 'shop.js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  })
  if ('close' in built) throw new Error('a build that watches was not asked for')
  const outputs = Array.isArray(built) ? built : [built]
  return new Map(
    outputs.flatMap(({ output }) =>
      output.flatMap((file) => (file.type === 'chunk' ? [[file.fileName, file.code] as const] : [])),
    ),
  )
}
