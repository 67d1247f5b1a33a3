import { readFile, stat } from 'node:fs/promises'
import { JourneyDefinition, StudioError, listPorts, parseDefinition } from '@periplo/model'
import { toUnreadable } from '../unreadable-file.ts'

/** No journey is larger. */
const MAX_BYTES = 5 * 1_024 * 1_024

/** Reads a definition from a file. Fails with `import/unreadable` or `journey/invalid-definition`, in one sentence. */
export async function readJourneyFile(path: string): Promise<JourneyDefinition> {
  const value = parseJson(path, await readText(path))
  const format = typeof value === 'object' && value !== null && 'format' in value ? value.format : undefined
  const known = JourneyDefinition.shape.format.value
  if (typeof format === 'number' && format > known)
    throw new StudioError(
      'journey/invalid-definition',
      `${path} is written in format ${format}, and this program reads format ${known}.`,
    )
  const parsed = parseDefinition(value)
  if (parsed.kind === 'valid') return parsed.definition
  const problems = parsed.problems
    .slice(0, 3)
    .map(({ path: at, reason }) => (at === '' ? reason : `${at}: ${reason}`))
  throw new StudioError('journey/invalid-definition', `${path} is no journey (${problems.join('; ')}).`)
}

async function readText(path: string): Promise<string> {
  try {
    const { size } = await stat(path)
    if (size > MAX_BYTES) throw new StudioError('import/unreadable', `${path} is larger than any journey.`)
    return await readFile(path, 'utf8')
  } catch (cause) {
    if (cause instanceof StudioError) throw cause
    throw toUnreadable(path, cause)
  }
}

function parseJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new StudioError('import/unreadable', `${path} is not JSON.`, { cause })
  }
}

/**
 * A definition as its canonical text: keys in the order of the format, nodes in their own order (which decides
 * between entries), edges by node and port. Equal journeys have equal texts, whatever drew them.
 */
export function toCanonicalText(definition: JourneyDefinition): string {
  const ordered = JourneyDefinition.parse(definition)
  const places = new Map(ordered.nodes.map((node, index) => [node.id, { index, ports: listPorts(node) }]))
  const rank = ({ from, port }: { from: string; port: string }): number => {
    const place = places.get(from)
    return place ? place.index * 1_000 + place.ports.indexOf(port) : Number.MAX_SAFE_INTEGER
  }
  const edges = ordered.edges.toSorted((a, b) => rank(a) - rank(b))
  return `${JSON.stringify({ ...ordered, edges }, null, 2)}\n`
}
