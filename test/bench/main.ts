import { cpus, totalmem } from 'node:os'
import { benchCanvas } from './canvas.ts'
import { benchBacktest } from './backtest.ts'
import { benchEndToEnd } from './e2e.ts'
import { benchEngine } from './engine.ts'
import { benchIngest } from './ingest.ts'
import { benchMeasure } from './measure.ts'
import { benchMemory } from './memory.ts'
import { benchProof } from './prove.ts'
import { benchSegments } from './segments.ts'
import { benchStep } from './step.ts'

const BENCHES: Readonly<Record<string, () => Promise<unknown>>> = {
  engine: async () => {
    const pure = { step: benchStep(), proof: benchProof(), backtest: await benchBacktest(2_000_000) }
    return { ...(await benchEngine()), ...pure, segments: await benchSegments() }
  },
  ingest: benchIngest,
  e2e: benchEndToEnd,
  memory: benchMemory,
  measure: benchMeasure,
  canvas: benchCanvas,
}

const [name = '', ...flags] = process.argv.slice(2)
const bench = BENCHES[name]
if (!bench) {
  console.error(`usage: pnpm bench <${Object.keys(BENCHES).join(' | ')}> [--json]`)
  process.exit(2)
}
const figures = await bench()
if (!flags.includes('--json')) {
  const [cpu] = cpus()
  console.log(
    `${name} on ${cpus().length} × ${cpu?.model ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GiB, node ${process.version}`,
  )
  console.log(JSON.stringify(figures, null, 2))
} else console.log(JSON.stringify(figures))
