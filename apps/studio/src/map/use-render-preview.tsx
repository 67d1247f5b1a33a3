import type { RenderPreview } from '@periplo/designer'
import { useMessages } from '@periplo/ui'
import { useEffect, useId, useMemo, useRef } from 'react'
import { server } from '../server/server.ts'
import { useMay, useSession } from '../server/session.tsx'
import { MAP_MESSAGES } from './map-messages.ts'

/** Renders messages that are being written; undefined for members who may not write any. */
export function useRenderPreview(): RenderPreview | undefined {
  const { workspaceId } = useSession()
  const mayEdit = useMay('editor')
  return useMemo(() => {
    if (!mayEdit) return undefined
    return async (node, locale) => {
      const preview = await server.messages.renderPreview.mutate({ workspaceId, node, locale })
      if (preview.kind === 'flawed') return preview
      const { kind, subject, html } = preview
      return { kind, subject, frame: <MessageFrame key={html} html={html} /> }
    }
  }, [workspaceId, mayEdit])
}

/**
 * A message in a frame under a policy of its own, as the server gives it back: a frame without an address
 * would inherit the studio's, which allows a message no style. Other HTML wants another frame, so that no
 * step of the browser's history leads into one.
 */
function MessageFrame({ html }: { readonly html: string }) {
  const m = useMessages(MAP_MESSAGES)
  const name = useId()
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => form.current?.submit(), [])
  return (
    <>
      <form ref={form} method="post" action="/preview/message" target={name} hidden>
        <input type="hidden" name="html" value={html} />
      </form>
      <iframe name={name} title={m.messagePreview} sandbox="" tabIndex={-1} className="d-preview-frame" />
    </>
  )
}
