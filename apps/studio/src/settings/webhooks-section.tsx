import { Button, defineMessages, useMessages } from '@periplo/ui'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { CodeBlock } from '../parts/copy-button.tsx'
import { LineSkeletons } from '../parts/line-skeletons.tsx'
import { LoadFailure } from '../parts/load-failure.tsx'
import { trpc } from '../server/server.ts'
import { useSession } from '../server/session.tsx'

const MESSAGES = defineMessages({
  en: {
    title: 'Webhooks',
    lead: 'Every webhook is signed as Standard Webhooks says, so that its receiver can tell it is from here. Whoever has the secret can sign, too: give it to receivers alone.',
    show: 'Show the signing secret',
    hide: 'Hide',
    secret: 'Signing secret',
  },
  es: {
    title: 'Webhooks',
    lead: 'Cada webhook va firmado según Standard Webhooks, para que quien lo recibe sepa que viene de aquí. Quien tiene el secreto también puede firmar: dalo solo a los receptores.',
    show: 'Mostrar el secreto de firma',
    hide: 'Ocultar',
    secret: 'Secreto de firma',
  },
})

/** What webhooks are signed with. For administrators; fetched when asked for, and forgotten when hidden. */
export function WebhooksSection() {
  const m = useMessages(MESSAGES)
  const [shown, setShown] = useState(false)
  return (
    <section className="p-tile s-stack">
      <h2>{m.title}</h2>
      <p className="p-second">{m.lead}</p>
      {shown && <SigningSecret label={m.secret} />}
      <div className="p-row">
        <Button onClick={() => setShown(!shown)}>{shown ? m.hide : m.show}</Button>
      </div>
    </section>
  )
}

function SigningSecret({ label }: { readonly label: string }) {
  const { workspaceId } = useSession()
  const { data, error, refetch } = useQuery({
    ...trpc.workspace.getSigningSecret.queryOptions({ workspaceId }),
    gcTime: 0,
  })
  if (data) return <CodeBlock code={data.secret} label={label} />
  return error ? (
    <LoadFailure error={error} onRetry={() => void refetch()} />
  ) : (
    <LineSkeletons lines={1} columns={['40%']} />
  )
}
