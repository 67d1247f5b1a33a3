import { StudioError } from '@periplo/model'
import type { Resources } from '../resources.ts'

const PAUSE_MS = 500

/**
 * Does something that goes on where it stopped, again and again while the database is away. Fails with whatever
 * else keeps it, and with the absence itself once the signal aborts.
 */
export async function untilAvailable<T>(
  { pace, log }: Pick<Resources, 'pace' | 'log'>,
  signal: AbortSignal,
  go: () => Promise<T>,
): Promise<T> {
  for (;;) {
    try {
      return await go()
    } catch (error) {
      if (signal.aborted || !(error instanceof StudioError) || error.code !== 'store/unavailable') throw error
      log.warn({ err: error }, 'the database is away; the demo goes on when it is back')
      await pace(PAUSE_MS, signal)
    }
  }
}
