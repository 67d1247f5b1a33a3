import type { JourneyDefinition } from '@periplo/model'
import {
  Banner,
  Button,
  buttonClass,
  Dialog,
  Field,
  Icon,
  lazyPart,
  SegmentedControl,
  TextArea,
  TextField,
  useFormat,
  useLocale,
  useMessages,
} from '@periplo/ui'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useFailureWords } from '../server/failure-words.ts'
import { queryClient, trpc } from '../server/server.ts'
import { useSession } from '../server/session.tsx'
import { NEW_JOURNEY_MESSAGES } from './new-journey-messages.ts'
import { readDefinition } from './read-definition.ts'

interface Wish {
  readonly name: string
  readonly start: 'blank' | 'template' | 'code'
  readonly code: string
  /** The template chosen, drawn in the language of the screen. */
  readonly drawn: JourneyDefinition | undefined
  readonly tried: boolean
}

const NOTHING: Wish = { name: '', start: 'blank', code: '', drawn: undefined, tried: false }

/** Brings the map's own drawing with it, which the list of journeys does without. */
const TemplateGallery = lazyPart(async () => (await import('./template-gallery.tsx')).TemplateGallery)

/** Asks for a name and a beginning, creates the draft and opens it. */
export function NewJourneyDialog({ onClose }: { readonly onClose: () => void }) {
  const m = useMessages(NEW_JOURNEY_MESSAGES)
  const [wish, setWish] = useState(NOTHING)
  const { create, error, busy } = useCreate(onClose)
  const failureOf = useFailureWords()
  const submit = () => {
    setWish({ ...wish, tried: true })
    if (toTitle(wish) !== '') create(wish)
  }
  return (
    <Dialog
      open
      onOpenChange={onClose}
      size={wish.start === 'template' ? 'lg' : 'md'}
      title={m.title}
      footer={
        <Button variant="primary" busy={busy} onClick={submit}>
          {m.create}
        </Button>
      }
    >
      <form
        className="p-stack"
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        {error !== null && (
          <Banner tone="bad" title={m.failed}>
            {failureOf(error)}
          </Banner>
        )}
        <Field label={m.name} error={wish.tried && toTitle(wish) === '' ? m.nameMissing : undefined}>
          <TextField
            value={wish.name}
            maxLength={120}
            placeholder={toTitle(wish) || m.namePlaceholder}
            onValueChange={(name) => setWish({ ...wish, name })}
          />
        </Field>
        <StartFields wish={wish} onChange={setWish} />
      </form>
    </Dialog>
  )
}

function StartFields({ wish, onChange }: { readonly wish: Wish; readonly onChange: (wish: Wish) => void }) {
  const m = useMessages(NEW_JOURNEY_MESSAGES)
  return (
    <>
      <SegmentedControl
        label={m.start}
        stretch
        value={wish.start}
        onValueChange={(start) => onChange({ ...wish, start })}
        segments={[
          { value: 'blank', label: m.blank, icon: 'journeys' },
          { value: 'template', label: m.template, icon: 'cards' },
          { value: 'code', label: m.code, icon: 'code' },
        ]}
      />
      {wish.start === 'blank' && <p className="p-second">{m.blankText}</p>}
      {wish.start === 'template' && <TemplateGallery onChoose={(drawn) => onChange({ ...wish, drawn })} />}
      {wish.start === 'code' && <CodeFields wish={wish} onChange={onChange} />}
    </>
  )
}

function CodeFields({ wish, onChange }: { readonly wish: Wish; readonly onChange: (wish: Wish) => void }) {
  const m = useMessages(NEW_JOURNEY_MESSAGES)
  const format = useFormat()
  const { locale } = useLocale()
  const read = wish.code.trim() === '' ? undefined : readDefinition(wish.code, locale)
  const steps = read?.kind === 'definition' ? read.definition.nodes.length : undefined
  const fault =
    read?.kind === 'no-json' ? m.noJson(read) : read?.kind === 'no-journey' ? m.noJourney(read) : undefined
  const take = async (file: File | undefined) => {
    if (file) onChange({ ...wish, code: await file.text() })
  }
  return (
    <>
      <label className={`${buttonClass()} s-file`}>
        <Icon name="import" />
        {m.file}
        <input
          type="file"
          accept="application/json,.json"
          className="p-hidden"
          onChange={(event) => void take(event.target.files?.[0])}
        />
      </label>
      <Field
        label={m.paste}
        error={fault}
        hint={steps === undefined ? undefined : m.found({ count: steps, nodes: format.count(steps) })}
      >
        <TextArea
          rows={8}
          spellCheck={false}
          className="s-mono"
          value={wish.code}
          onValueChange={(code) => onChange({ ...wish, code })}
        />
      </Field>
    </>
  )
}

/** The name written, or the one the beginning brings. */
function toTitle(wish: Wish): string {
  const written = wish.name.trim()
  return written === '' ? (toBeginning(wish)?.name ?? '') : written
}

/** The journey to begin with; none where there is nothing yet to begin with but a name. */
function toBeginning({ start, code, drawn }: Wish): JourneyDefinition | undefined {
  if (start === 'template') return drawn
  if (start === 'blank' || code.trim() === '') return undefined
  const read = readDefinition(code, 'en')
  return read.kind === 'definition' ? read.definition : undefined
}

function useCreate(onClose: () => void): {
  readonly create: (wish: Wish) => void
  readonly error: unknown
  readonly busy: boolean
} {
  const { workspaceId } = useSession()
  const navigate = useNavigate()
  const { mutate, error, isPending } = useMutation(
    trpc.journeys.create.mutationOptions({
      onSuccess: ({ journeyId }) => {
        void queryClient.invalidateQueries(trpc.journeys.list.queryFilter())
        onClose()
        void navigate({ to: '/journeys/$journeyId', params: { journeyId } })
      },
    }),
  )
  const create = (wish: Wish) => {
    const name = toTitle(wish)
    if (wish.start === 'blank') return mutate({ workspaceId, name })
    const beginning = toBeginning(wish)
    if (beginning) mutate({ workspaceId, name, definition: { ...beginning, name } })
    return undefined
  }
  return { create, error, busy: isPending }
}
