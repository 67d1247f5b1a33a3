import type { ReactNode } from 'react'

/** What an empty place is about. */
export type PictureName =
  | 'journeys'
  | 'people'
  | 'events'
  | 'messages'
  | 'measures'
  | 'nothing-found'
  | 'locked'

const DRAWINGS: Readonly<Record<PictureName, ReactNode>> = {
  journeys: (
    <>
      <path d="M34 34h28q8 0 8 8v12q0 8 8 8h18" className="p-pic-way" />
      <rect x="10" y="22" width="36" height="24" rx="6" className="p-pic-card" />
      <rect x="82" y="50" width="36" height="24" rx="6" className="p-pic-card" />
      <circle cx="22" cy="34" r="5" className="p-pic-accent" />
      <path d="M31 31h9M31 37h6M103 59h9M103 65h6" className="p-pic-line" />
      <rect x="89" y="57" width="10" height="10" rx="3" className="p-pic-accent" />
    </>
  ),
  people: (
    <>
      <circle cx="64" cy="36" r="12" className="p-pic-card" />
      <path d="M40 76a24 24 0 0 1 48 0" className="p-pic-card" />
      <circle cx="30" cy="44" r="8" className="p-pic-line" />
      <path
        d="M14 74a16 16 0 0 1 20-15M98 44m-8 0a8 8 0 1 0 16 0a8 8 0 1 0-16 0M94 59a16 16 0 0 1 20 15"
        className="p-pic-line"
      />
      <circle cx="64" cy="36" r="4" className="p-pic-accent" />
    </>
  ),
  events: (
    <>
      <path d="M8 50h24l8-24 14 44 10-28 6 8h22" className="p-pic-way" />
      <circle cx="98" cy="50" r="14" className="p-pic-card" />
      <circle cx="98" cy="50" r="5" className="p-pic-accent" />
    </>
  ),
  messages: (
    <>
      <rect x="28" y="24" width="72" height="50" rx="8" className="p-pic-card" />
      <path d="M30 30l28 22q6 5 12 0l28-22" className="p-pic-way" />
      <circle cx="100" cy="26" r="9" className="p-pic-accent" />
    </>
  ),
  measures: (
    <>
      <path d="M16 78h96" className="p-pic-line" />
      <rect x="24" y="34" width="14" height="44" rx="3" className="p-pic-card" />
      <rect x="46" y="46" width="14" height="32" rx="3" className="p-pic-card" />
      <rect x="68" y="56" width="14" height="22" rx="3" className="p-pic-card" />
      <rect x="90" y="66" width="14" height="12" rx="3" className="p-pic-accent" />
      <path d="M31 24l22 12 22 10 22 10" className="p-pic-way" />
    </>
  ),
  'nothing-found': (
    <>
      <rect x="16" y="22" width="64" height="14" rx="5" className="p-pic-card" />
      <rect x="16" y="44" width="48" height="14" rx="5" className="p-pic-card" />
      <rect x="16" y="66" width="40" height="14" rx="5" className="p-pic-card" />
      <circle cx="86" cy="54" r="18" className="p-pic-lens" />
      <path d="M99 67l13 13" className="p-pic-way" />
    </>
  ),
  locked: (
    <>
      <rect x="40" y="44" width="48" height="36" rx="8" className="p-pic-card" />
      <path d="M50 44V34a14 14 0 0 1 28 0v10" className="p-pic-way" />
      <circle cx="64" cy="62" r="5" className="p-pic-accent" />
    </>
  ),
}

/** A small drawing for an empty place, 128 by 96; the words beside it say what it means. */
export function Picture({ name }: { readonly name: PictureName }) {
  return (
    <svg aria-hidden width={128} height={96} viewBox="0 0 128 96" className="p-pic">
      {DRAWINGS[name]}
    </svg>
  )
}
