/** The place of a line of text that is on its way. Put the group in an element with `aria-busy`. */
export function Skeleton(props: {
  /** A CSS length; default all there is. */
  readonly width?: string | undefined
  /** A CSS length; default the height of a line of text. */
  readonly height?: string | undefined
}) {
  return <span aria-hidden className="p-skeleton" style={{ width: props.width, height: props.height }} />
}
