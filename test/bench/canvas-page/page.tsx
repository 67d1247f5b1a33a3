import '@periplo/ui/styles.css'
import '@periplo/designer/styles.css'
import { JourneyMap, useDesignHistory } from '@periplo/designer'
import { UiProvider } from '@periplo/ui'
import { useState } from 'react'
import { createRoot } from 'react-dom/client'
import { drawBigJourney } from './big-journey.ts'

/** The map as the studio mounts it, with a journey of as many cards as the address asks for (`?cards=500`). */
const cards = Number(new URLSearchParams(location.search).get('cards') ?? '200')
const journey = drawBigJourney(cards)
const place = document.getElementById('map')
if (!place) throw new Error('index.html has no place for the map')
createRoot(place).render(
  <UiProvider locale="en">
    <BigMap />
  </UiProvider>,
)

function BigMap() {
  const history = useDesignHistory(journey)
  const [selectedNodeId, onSelect] = useState<string>()
  return (
    <JourneyMap
      mode="design"
      definition={history.definition}
      onChange={history.apply}
      history={history}
      readOnly={false}
      problems={[]}
      overlay={null}
      suggestions={{ events: [] }}
      selectedNodeId={selectedNodeId}
      onSelect={onSelect}
    />
  )
}
