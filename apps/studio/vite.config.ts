import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const SERVER = 'http://127.0.0.1:3000'
const SERVED = ['/trpc', '/api', '/v1', '/preview', '/health', '/t', '/u']

export default defineConfig({
  plugins: [react()],
  build: {
    target: 'es2023',
    // the page's policy allows no data: addresses and no inline script
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // the map's own chunk holds the canvas and the schemas; it is fetched only there
    chunkSizeWarningLimit: 700,
  },
  server: {
    // a route is served by its first segment: /t is the tracking link, /trpc is not
    proxy: Object.fromEntries(SERVED.map((path) => [`^${path}(?:[/?]|$)`, { target: SERVER }])),
  },
})
