import type { NodeOf } from '@periplo/model'
import { defineMessages, Icon, useMessages } from '@periplo/ui'
import { useEffect, useState } from 'react'
import type { RenderedMessage, RenderPreview } from '../nodes/node-design.ts'

const WORDS = defineMessages({
  en: { preview: 'Preview', failed: 'This text cannot be rendered. Look for a bracket that is not closed.' },
  es: { preview: 'Vista previa', failed: 'Este texto no se puede componer. Busca una llave sin cerrar.' },
})

const REST_MS = 300

type Shown =
  | { readonly kind: 'shown'; readonly message: RenderedMessage }
  | { readonly kind: 'failed' }
  | undefined

/** The message as a person would get it, in a frame that runs no script and has no origin. */
export function MessagePreview(props: { readonly node: NodeOf<'message'>; readonly render: RenderPreview }) {
  const { node, render } = props
  const m = useMessages(WORDS)
  const shown = usePreview(node, render)
  if (!shown) return null
  if (shown.kind === 'failed') {
    return (
      <p className="d-error" role="status">
        <Icon name="error" size={12} />
        {m.failed}
      </p>
    )
  }
  return (
    <figure className="d-preview">
      <figcaption className="d-preview-subject">{shown.message.subject}</figcaption>
      <iframe
        className="d-preview-frame"
        title={m.preview}
        sandbox=""
        srcDoc={shown.message.html}
        tabIndex={-1}
      />
    </figure>
  )
}

function usePreview(node: NodeOf<'message'>, render: RenderPreview): Shown {
  const [shown, show] = useState<Shown>()
  useEffect(() => {
    let stale = false
    const timer = setTimeout(() => {
      render(node).then(
        (message) => !stale && show({ kind: 'shown', message }),
        () => !stale && show({ kind: 'failed' }),
      )
    }, REST_MS)
    return () => {
      stale = true
      clearTimeout(timer)
    }
  }, [node, render])
  return shown
}
