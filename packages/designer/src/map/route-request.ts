/** An edge to be drawn from a port of one card to another card. */
export interface RouteRequest {
  readonly key: string
  readonly from: string
  readonly to: string
  /** Which port, counted from the left, of how many. */
  readonly port: number
  readonly ports: number
  /** Where the port stands on the lower border of its card, from the left: 0 to 1. */
  readonly portAt: number
  /** Breadth of its line in pixels. */
  readonly width: number
}
