import type { ReactNode } from 'react'

/** Names with their values, one pair a line: names left, values right. */
export function Facts({ children }: { readonly children: ReactNode }) {
  return <dl className="s-facts">{children}</dl>
}

/** One pair; a long value is cut, and whole on hover. */
export function FactLine(props: {
  readonly name: string
  readonly title?: string | undefined
  readonly children: ReactNode
}) {
  return (
    <div className="s-fact">
      <dt>{props.name}</dt>
      <dd className="p-cut" title={props.title}>
        {props.children}
      </dd>
    </div>
  )
}
