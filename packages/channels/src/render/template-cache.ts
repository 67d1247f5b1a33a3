import type { Liquid, Template } from 'liquidjs'
import { withoutMarks } from './slots.ts'

/** Parsed templates by the Liquid that reads them and their source. */
export interface TemplateCache {
  /** The parsed source; throws Liquid's error where it does not parse. Failures are not kept. */
  get(liquid: Liquid, source: string): Template[]
}

/** Keeps the `limit` templates used last for each Liquid. */
export function createTemplateCache(limit: number): TemplateCache {
  const byLiquid = new Map<Liquid, Map<string, Template[]>>()
  return {
    get(liquid, source) {
      const known = byLiquid.get(liquid) ?? new Map<string, Template[]>()
      byLiquid.set(liquid, known)
      const parsed = known.get(source) ?? liquid.parse(withoutMarks(source))
      known.delete(source)
      known.set(source, parsed)
      if (known.size > limit) dropFirst(known)
      return parsed
    },
  }
}

function dropFirst(map: Map<string, unknown>): void {
  for (const key of map.keys()) {
    map.delete(key)
    return
  }
}
