import type { ListedMeasure } from '@periplo/kpi'
import {
  ANCHOR_WORDS,
  BETTER_WORDS,
  CADENCE_WORDS,
  COUNTED_WORDS,
  listMeasures,
  READER_WORDS,
  UNIT_WORDS,
} from '@periplo/kpi'
import type { Locale } from '@periplo/ui'
import { Badge, Dialog, TextField, useFormat, useLocale, useMessages } from '@periplo/ui'
import { useState } from 'react'
import { CATALOGUE_WORDS } from '../words/catalogue-words.ts'
import { findMeasures } from './find-measures.ts'

/** Every measure of the registry, to be searched in either language: what it says, of what, and for whom. */
export function CatalogueDialog({ onClose }: { readonly onClose: () => void }) {
  const m = useMessages(CATALOGUE_WORDS)
  const format = useFormat()
  const [sought, setSought] = useState('')
  const [all] = useState(listMeasures)
  const found = findMeasures(all, sought)
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={m.title} description={m.about} size="lg">
      <div className="d-catalogue-find">
        <TextField
          type="search"
          icon="search"
          aria-label={m.search}
          placeholder={m.search}
          value={sought}
          onValueChange={setSought}
        />
        <span role="status" className="p-muted p-num">
          {m.count({ count: found.length, written: format.count(found.length) })}
        </span>
      </div>
      <ul className="d-catalogue">
        {found.map((measure) => (
          <Entry key={measure.id} measure={measure} />
        ))}
      </ul>
    </Dialog>
  )
}

function Entry({ measure }: { readonly measure: ListedMeasure }) {
  const m = useMessages(CATALOGUE_WORDS)
  const { locale } = useLocale()
  const { id, name, kpi, explanation, isLive, alarm, superficial } = measure
  return (
    <li>
      <div className="d-catalogue-head">
        <h3>{name[locale]}</h3>
        <Badge>{kpi}</Badge>
        {isLive && <Badge icon="measure">{m.onTheMap}</Badge>}
        {superficial && <Badge>{m.superficial}</Badge>}
      </div>
      <p>{explanation[locale]}</p>
      {alarm && <p className="p-second">{alarm.says[locale]}.</p>}
      <p className="p-muted">{describe(measure, locale).join(' · ')}</p>
      <p className="p-muted">
        <code>{id}</code>
      </p>
    </li>
  )
}

/** The terms of a measure, as short as they can be said. */
function describe(measure: ListedMeasure, locale: Locale): readonly string[] {
  const { unit, counts, better, who, attachesTo, cadence } = measure
  return [
    `${UNIT_WORDS[unit][locale]}, ${COUNTED_WORDS[counts][locale]}`,
    BETTER_WORDS[better][locale],
    who.map((reader) => READER_WORDS[reader][locale]).join(', '),
    attachesTo.map((anchor) => ANCHOR_WORDS[anchor][locale]).join(', '),
    CADENCE_WORDS[cadence][locale],
  ]
}
