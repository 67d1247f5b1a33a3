import { mergeProps } from '@base-ui/react/merge-props'
import type { ReactElement } from 'react'
import { cloneElement } from 'react'

/** The element with more props. Handlers of both are called, the element's own first; else its own props win. */
export function withProps(element: ReactElement, props: object): ReactElement {
  const own = typeof element.props === 'object' && element.props !== null ? element.props : {}
  return cloneElement(element, mergeProps(props, own))
}
