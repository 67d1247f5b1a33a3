import type { ReactNode } from 'react'
import type { PictureName } from './pictures.tsx'
import { Picture } from './pictures.tsx'

/** What stands where a list is empty: a picture, what would be here, and the one act that fills it. */
export function EmptyState(props: {
  readonly picture: PictureName
  readonly title: string
  readonly text?: ReactNode
  readonly action?: ReactNode
}) {
  return (
    <section className="p-empty">
      <Picture name={props.picture} />
      <h2 className="p-empty-title">{props.title}</h2>
      {props.text && <p className="p-empty-text">{props.text}</p>}
      {props.action}
    </section>
  )
}
