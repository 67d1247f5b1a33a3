import { Banner, Button, Dialog, Field, SegmentedControl, TextField, useMessages } from '@periplo/ui'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useFailureWords } from '../server/failure-words.ts'
import { queryClient, trpc } from '../server/server.ts'
import { useSession } from '../server/session.tsx'
import { SETTINGS_MESSAGES } from './settings-messages.ts'
import { WriteKeyDialog } from './write-key-dialog.tsx'

interface Wish {
  readonly name: string
  readonly kind: 'browser' | 'server'
  readonly tried: boolean
}

/** Creates a source and shows its write key, this once. */
export function NewSourceDialog({ onClose }: { readonly onClose: () => void }) {
  const m = useMessages(SETTINGS_MESSAGES)
  const { workspaceId } = useSession()
  const failureOf = useFailureWords()
  const [wish, setWish] = useState<Wish>({ name: '', kind: 'browser', tried: false })
  const { mutate, data, error, isPending } = useMutation(
    trpc.workspace.createSource.mutationOptions({
      onSuccess: () => void queryClient.invalidateQueries(trpc.workspace.listSources.queryFilter()),
    }),
  )
  if (data) return <WriteKeyDialog writeKey={data.writeKey} onClose={onClose} />
  const name = wish.name.trim()
  const submit = () => {
    setWish({ ...wish, tried: true })
    if (name !== '') mutate({ workspaceId, name, kind: wish.kind })
  }
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={m.newSource}
      footer={
        <Button variant="primary" busy={isPending} onClick={submit}>
          {m.create}
        </Button>
      }
    >
      {error && (
        <Banner tone="bad" title={m.failed}>
          {failureOf(error)}
        </Banner>
      )}
      <SourceForm wish={wish} onChange={setWish} onSubmit={submit} />
    </Dialog>
  )
}

function SourceForm(props: {
  readonly wish: Wish
  readonly onChange: (wish: Wish) => void
  readonly onSubmit: () => void
}) {
  const m = useMessages(SETTINGS_MESSAGES)
  const { wish, onChange, onSubmit } = props
  return (
    <form
      className="p-stack"
      onSubmit={(event) => {
        event.preventDefault()
        onSubmit()
      }}
    >
      <Field
        label={m.sourceName}
        error={wish.tried && wish.name.trim() === '' ? m.sourceNameMissing : undefined}
      >
        <TextField
          value={wish.name}
          maxLength={120}
          placeholder={m.sourceNamePlaceholder}
          onValueChange={(next) => onChange({ ...wish, name: next })}
        />
      </Field>
      <SegmentedControl
        label={m.kind}
        stretch
        value={wish.kind}
        onValueChange={(kind) => onChange({ ...wish, kind })}
        segments={[
          { value: 'browser', label: m.browser, icon: 'web' },
          { value: 'server', label: m.server, icon: 'source' },
        ]}
      />
      <p className="p-muted">{wish.kind === 'browser' ? m.browserHint : m.serverHint}</p>
    </form>
  )
}
