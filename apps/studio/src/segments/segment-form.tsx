import { SegmentRuleBuilder } from '@periplo/designer'
import { isComplete } from '@periplo/model'
import type { Condition } from '@periplo/model'
import { Banner, Button, Field, TextArea, TextField, useMessages, useToast } from '@periplo/ui'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useFailureWords } from '../server/failure-words.ts'
import type { Answers } from '../server/server.ts'
import { queryClient, trpc } from '../server/server.ts'
import { useMay, useSession } from '../server/session.tsx'
import { SegmentPreview } from './segment-preview.tsx'
import { SEGMENTS_MESSAGES } from './segments-messages.ts'
import { useSuggestions } from './use-suggestions.ts'

type Segment = Answers['segments']['get']

/** What is being written of a segment. */
interface Written {
  readonly name: string
  readonly description: string
  readonly rule: Condition | undefined
}

const NOTHING: Written = { name: '', description: '', rule: undefined }

/** Name, purpose and rule of a segment, and beside them whom the rule lets in. */
export function SegmentForm({ segment }: { readonly segment: Segment | undefined }) {
  const m = useMessages(SEGMENTS_MESSAGES)
  const readOnly = !useMay('editor') || (segment !== undefined && segment.archivedAt !== null)
  const maySee = useMay('analyst')
  const [edited, setEdited] = useState<Written>()
  const [tried, setTried] = useState(false)
  const written = edited ?? segment ?? NOTHING
  const { save, error, busy } = useSave(segment, () => {
    setEdited(undefined)
    setTried(false)
  })
  const failureOf = useFailureWords()
  const suggestions = useSuggestions(segment?.segmentId ?? '')
  const fault = findFault(written)
  const change = (next: Partial<Written>) => setEdited({ ...written, ...next })
  const submit = () => {
    setTried(true)
    if (fault === undefined && written.rule) save({ ...written, rule: written.rule })
  }
  return (
    <form
      className="s-segment-form"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <div className="s-segment-rule">
        {error !== null && (
          <Banner tone="bad" title={m.failed}>
            {failureOf(error)}
          </Banner>
        )}
        <NameFields
          written={written}
          isMissing={tried && fault === 'name'}
          disabled={readOnly}
          onChange={change}
        />
        <SegmentRuleBuilder
          label={m.rule}
          rule={written.rule}
          onRuleChange={(rule) => change({ rule })}
          suggestions={suggestions}
          isMarked={tried && fault === 'rule'}
          readOnly={readOnly}
        />
        {tried && written.rule === undefined && <p className="d-error">{m.ruleMissing}</p>}
        {!readOnly && (
          <p>
            <Button type="submit" variant="primary" busy={busy} disabled={edited === undefined}>
              {m.save}
            </Button>
          </p>
        )}
      </div>
      {maySee && <SegmentPreview segmentId={segment?.segmentId} rule={written.rule} />}
    </form>
  )
}

function NameFields(props: {
  readonly written: Written
  readonly isMissing: boolean
  readonly disabled: boolean
  readonly onChange: (next: Partial<Written>) => void
}) {
  const m = useMessages(SEGMENTS_MESSAGES)
  const { written, isMissing, disabled, onChange } = props
  return (
    <>
      <Field label={m.name} error={isMissing ? m.nameMissing : undefined}>
        <TextField
          value={written.name}
          maxLength={120}
          disabled={disabled}
          onValueChange={(name) => onChange({ name })}
        />
      </Field>
      <Field label={m.description}>
        <TextArea
          rows={2}
          value={written.description}
          disabled={disabled}
          onValueChange={(description) => onChange({ description })}
        />
      </Field>
    </>
  )
}

function findFault({ name, rule }: Written): 'name' | 'rule' | undefined {
  if (name.trim() === '') return 'name'
  return rule === undefined || !isComplete(rule) ? 'rule' : undefined
}

function useSave(
  segment: Segment | undefined,
  onSaved: () => void,
): {
  readonly save: (written: Written & { readonly rule: Condition }) => void
  readonly error: unknown
  readonly busy: boolean
} {
  const m = useMessages(SEGMENTS_MESSAGES)
  const { workspaceId } = useSession()
  const navigate = useNavigate()
  const toast = useToast()
  const takeAnswer = (saved: Segment) => {
    const { segmentId } = saved
    queryClient.setQueryData(trpc.segments.get.queryKey({ workspaceId, segmentId }), saved)
    void queryClient.invalidateQueries(trpc.segments.list.queryFilter())
    onSaved()
    toast.show({ title: saved.filledShare < 1 ? m.saved : m.savedName, tone: 'ok' })
    if (!segment) void navigate({ to: '/segments/$segmentId', params: { segmentId }, replace: true })
  }
  const create = useMutation(trpc.segments.create.mutationOptions({ onSuccess: takeAnswer }))
  const update = useMutation(trpc.segments.save.mutationOptions({ onSuccess: takeAnswer }))
  return {
    save: ({ name, description, rule }) => {
      const draft = { name: name.trim(), description, rule }
      if (!segment) return create.mutate({ workspaceId, draft })
      const { segmentId, revision } = segment
      return update.mutate({ workspaceId, segmentId, revision, draft })
    },
    error: create.error ?? update.error,
    busy: create.isPending || update.isPending,
  }
}
