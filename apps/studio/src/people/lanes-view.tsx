import { Icon } from '@periplo/ui'
import { useEffect, useRef } from 'react'
import { toChannelIcon, useChannelNames } from '../parts/channel-names.ts'
import { toCivilDay } from '../parts/civil-day.ts'
import type { Moments } from '../parts/moments.ts'
import { useMoments } from '../parts/moments.ts'
import { useWidth } from '../parts/use-width.ts'
import type { LanePicture, PlacedTouch, Touch } from './lanes.ts'
import { toLanes, toWordsPx } from './lanes.ts'

const HEAD_PX = 28
const LANE_PX = 36
const CORNER_PX = 6

/** A line per channel, time from left to right, and the way from touch to touch. It scrolls to what is newest. */
export function LanesView(props: { readonly touches: readonly Touch[]; readonly label: string }) {
  const { touches, label } = props
  const channelOf = useChannelNames()
  const frame = useRef<HTMLElement>(null)
  const width = useWidth(frame)
  const picture = toLanes(touches, width)
  useEffect(() => {
    frame.current?.scrollTo({ left: picture.width })
  }, [picture.width])
  return (
    <div className="s-lanes">
      <ul className="s-lane-names">
        {picture.lanes.map(({ channel }) => (
          <li key={channel}>
            <Icon name={toChannelIcon(channel)} />
            <span className="p-cut">{channelOf(channel)}</span>
          </li>
        ))}
      </ul>
      <section
        ref={frame}
        className="s-lane-frame"
        aria-label={label}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable without a mouse (WCAG 2.1.1)
        tabIndex={0}
      >
        <LanesDrawing picture={picture} label={label} />
      </section>
    </div>
  )
}

function LanesDrawing({ picture, label }: { readonly picture: LanePicture; readonly label: string }) {
  const moments = useMoments()
  const { lanes, way, width } = picture
  const height = HEAD_PX + lanes.length * LANE_PX
  const yOf = new Map(lanes.map((lane, place) => [lane.channel, HEAD_PX + (place + 0.5) * LANE_PX]))
  return (
    <svg role="img" aria-label={label} width={width} height={height} className="s-lane-picture">
      {lanes.map((lane, place) => (
        <line key={lane.channel} x2={width} {...level(HEAD_PX + place * LANE_PX)} className="s-lane-line" />
      ))}
      {toDayMarks(way, moments).map(({ x, text }) => (
        <g key={x}>
          <line x1={x} x2={x} y1={4} y2={height} className="s-day-line" />
          <text x={x + 6} y={17} className="s-day-text">
            {text}
          </text>
        </g>
      ))}
      <path d={toWay(way, yOf)} className="s-way" />
      {way.map((touch) => (
        <TouchMark key={touch.id} touch={touch} y={yOf.get(touch.channel) ?? 0} />
      ))}
    </svg>
  )
}

function TouchMark({ touch, y }: { readonly touch: PlacedTouch; readonly y: number }) {
  const moments = useMoments()
  const { x, tone, label, labelled, at } = touch
  return (
    <g className={`s-touch s-touch-${tone}`}>
      <title>{`${moments.full(at)}  ${label}`}</title>
      {tone !== 'plain' && <circle cx={x} cy={y} r={8} className="s-touch-ring" />}
      <circle cx={x} cy={y} r={4.5} className="s-touch-dot" />
      {labelled && (
        <TouchWords x={x + (tone === 'plain' ? 10 : 14)} y={y} words={`${moments.time(at)} ${label}`} />
      )}
    </g>
  )
}

/** On a ground of their own, so that the way does not run through them. */
function TouchWords({ x, y, words }: { readonly x: number; readonly y: number; readonly words: string }) {
  return (
    <>
      <rect x={x - 2} y={y - 8} width={toWordsPx(words) + 4} height={16} className="s-touch-ground" />
      <text x={x} y={y + 4}>
        {words}
      </text>
    </>
  )
}

function level(y: number): { readonly y1: number; readonly y2: number } {
  return { y1: y, y2: y }
}

const DAY_LABEL_PX = 92

/** The first touch of each day, where there is room for the day's name. */
function toDayMarks(
  way: readonly PlacedTouch[],
  moments: Moments,
): readonly { readonly x: number; readonly text: string }[] {
  const firsts = way.filter((touch, index) => {
    const before = way[index - 1]
    return !before || toCivilDay(before.at, moments.zone) !== toCivilDay(touch.at, moments.zone)
  })
  const marks: { x: number; text: string }[] = []
  for (const touch of firsts) {
    const last = marks.at(-1)
    if (!last || touch.x - last.x >= DAY_LABEL_PX) marks.push({ x: touch.x - 8, text: moments.day(touch.at) })
  }
  return marks
}

/** From touch to touch: level within a channel, straight up or down between two, with rounded corners. */
function toWay(way: readonly PlacedTouch[], yOf: ReadonlyMap<string, number>): string {
  return way
    .map((touch, index) => {
      const before = way[index - 1]
      const y = yOf.get(touch.channel) ?? 0
      if (!before) return `M${touch.x},${y}`
      const from = yOf.get(before.channel) ?? 0
      const room = touch.x - before.x
      if (from === y || room < CORNER_PX) return `L${touch.x},${y}`
      const down = Math.sign(y - from)
      const foot = y - down * CORNER_PX
      return `V${foot}Q${before.x},${y} ${before.x + CORNER_PX},${y}H${touch.x}`
    })
    .join('')
}
