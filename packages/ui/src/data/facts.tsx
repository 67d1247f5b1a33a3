import type { ReactNode } from 'react'
import type { Tone } from './tone.ts'

/** A name and what stands for it. A tone that judges goes with a word that judges too. */
export interface LabelledValue {
  readonly label: string
  readonly value: ReactNode
  readonly tone?: Tone | undefined
}

/** Facts about one thing, one per line; long values are cut. Labels must differ from each other. */
export function Facts({ facts }: { readonly facts: readonly LabelledValue[] }) {
  return (
    <dl className="p-facts">
      {facts.map(({ label, value, tone }) => (
        <div key={label} className="p-fact" data-tone={tone}>
          <dt className="p-cut">{label}</dt>
          <dd className="p-cut">{value}</dd>
        </div>
      ))}
    </dl>
  )
}
