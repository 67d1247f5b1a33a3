import type { StudioVerbs } from '@periplo/runtime'

/** What was asked of the verbs: the path and the input. */
export interface Asked {
  readonly verb: string
  readonly input: unknown
}

/**
 * Verbs that do nothing but write down what they were asked, for tests of what stands before them: who may
 * ask, and what is let through. `fail` makes every one of them fail.
 */
export function recordingVerbs(asked: Asked[], fail?: () => Error): StudioVerbs {
  const area = (name: string): object =>
    new Proxy(
      {},
      {
        get: (_area, verb) => (input: unknown) => {
          asked.push({ verb: `${name}.${String(verb)}`, input })
          return isStream(String(verb)) ? watch(fail) : answer(fail)
        },
      },
    )
  const names = ['journeys', 'segments', 'measures', 'people', 'events', 'messages', 'workspace'] as const
  return Object.fromEntries(names.map((name) => [name, area(name)])) as unknown as StudioVerbs // oxlint-disable-line typescript/no-unsafe-type-assertion -- a proxy has every verb
}

function isStream(verb: string): boolean {
  return verb.startsWith('watch') || verb === 'backtest'
}

async function answer(fail?: () => Error): Promise<void> {
  if (fail) throw fail()
}

async function* watch(fail?: () => Error): AsyncGenerator<readonly unknown[]> {
  if (fail) throw fail()
  yield []
  await new Promise(() => undefined)
}
