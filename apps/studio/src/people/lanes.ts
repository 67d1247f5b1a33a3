/** A moment on one of the channels. */
export interface Touch {
  readonly id: string
  readonly at: number
  readonly channel: string
  readonly label: string
  readonly tone: 'plain' | 'good' | 'bad'
}

/** A touch with its place on the picture, in pixels from the left. */
export interface PlacedTouch extends Touch {
  readonly x: number
  /** Whether its words fit before the next touch of its lane. */
  readonly labelled: boolean
}

/** One channel's line, from the first one used to the last. */
export interface Lane {
  readonly channel: string
  readonly touches: readonly PlacedTouch[]
}

/** Touches laid out over time. */
export interface LanePicture {
  readonly lanes: readonly Lane[]
  /** Every touch, oldest first: the way through the channels. */
  readonly way: readonly PlacedTouch[]
  readonly width: number
}

const STEP_PX = 18
const LOG_PX = 9
const MINUTE_MS = 60_000
const LETTER_PX = 6.2
const DOT_PX = 12
const LABEL_ROOM_PX = 240
const START_PX = 16
/** A picture that is little too wide is drawn closer rather than scrolled. */
const CLOSEST = 0.6

/**
 * Lays touches out from left to right. A gap is as wide as the logarithm of its length: minutes are told
 * apart, and a week of silence is not a desert. Never narrower than `minWidth`.
 */
export function toLanes(touches: readonly Touch[], minWidth: number): LanePicture {
  const sorted = touches.toSorted((one, other) => one.at - other.at)
  const xs = toPlaces(sorted.map((touch) => touch.at))
  const end = (xs.at(-1) ?? START_PX) + LABEL_ROOM_PX
  const span = end - LABEL_ROOM_PX - START_PX
  const room = minWidth - LABEL_ROOM_PX - START_PX
  const stretch = span > 0 ? Math.max(CLOSEST, room / span) : 1
  const width = Math.max(minWidth, Math.round(START_PX + span * stretch + LABEL_ROOM_PX))
  const bare = sorted.map((touch, index) => ({
    ...touch,
    x: Math.round(START_PX + ((xs[index] ?? START_PX) - START_PX) * stretch),
  }))
  const way = bare.map((touch, index) => ({ ...touch, labelled: hasRoom(touch, bare.slice(index + 1)) }))
  const channels = [...new Set(way.map((touch) => touch.channel))]
  const lanes = channels.map((channel) => ({
    channel,
    touches: way.filter((touch) => touch.channel === channel),
  }))
  return { lanes, way, width }
}

function toPlaces(moments: readonly number[]): readonly number[] {
  let x = START_PX
  return moments.map((at, index) => {
    const before = moments[index - 1]
    if (before !== undefined) x += STEP_PX + LOG_PX * Math.log2(1 + (at - before) / MINUTE_MS)
    return x
  })
}

function hasRoom(touch: Touch & { readonly x: number }, later: readonly (Touch & { readonly x: number })[]) {
  const next = later.find((other) => other.channel === touch.channel)
  return next === undefined || next.x - touch.x > DOT_PX * 2 + toWordsPx(`00:00 ${touch.label}`)
}

/** About as wide as the words are drawn, in pixels; rather more than less. */
export function toWordsPx(words: string): number {
  return words.length * LETTER_PX
}
