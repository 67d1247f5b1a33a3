import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { round } from './bench-room.ts'
import { postAll, startProduct, toBatches } from './product.ts'
import type { Product } from './product.ts'

/** Memory of the product and its database together, shared pages counted once (PSS), in MiB. */
export interface MemoryFigures {
  readonly idleMb: number
  readonly peakMb: number
}

/** Starts the product, lets it rest for 20 s, then sends it 100,000 events and watches. */
export async function benchMemory(): Promise<MemoryFigures> {
  const product = await startProduct(3_918)
  try {
    await new Promise((resolve) => setTimeout(resolve, 20_000))
    const idleMb = readMemory(product)
    let peakMb = idleMb
    const watch = setInterval(() => (peakMb = Math.max(peakMb, readMemory(product))), 250)
    await postAll(product, '/v1/batch', toBatches('memory', 100_000, 20_000))
    clearInterval(watch)
    return { idleMb: round(idleMb), peakMb: round(peakMb) }
  } finally {
    await product.stop()
  }
}

function readMemory({ pid, dataDir }: Product): number {
  const postmaster = Number(readFileSync(join(dataDir, 'cluster', 'postmaster.pid'), 'utf8').split('\n')[0])
  const pids = new Set([pid, postmaster])
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    const parent = readParent(name)
    if (pids.has(parent)) pids.add(Number(name))
  }
  return [...pids].reduce((sum, each) => sum + readPss(each), 0) / 1024
}

function readParent(pid: string): number {
  try {
    return Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[1])
  } catch {
    return 0
  }
}

/** Proportional set size in KiB; 0 for a process that has ended. */
function readPss(pid: number): number {
  try {
    return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0)
  } catch {
    return 0
  }
}
