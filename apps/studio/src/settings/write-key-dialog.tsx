import { Button, Dialog, useMessages } from '@periplo/ui'
import { CopyButton } from '../parts/copy-button.tsx'
import { SETTINGS_MESSAGES } from './settings-messages.ts'
import { SnippetTabs } from './snippet-tabs.tsx'

/** Shows a write key, this once. */
export function WriteKeyDialog(props: { readonly writeKey: string; readonly onClose: () => void }) {
  const m = useMessages(SETTINGS_MESSAGES)
  const { writeKey, onClose } = props
  return (
    <Dialog
      open
      onOpenChange={onClose}
      size="md"
      title={m.keyTitle}
      description={m.keyText}
      footer={
        <Button variant="primary" onClick={onClose}>
          {m.done}
        </Button>
      }
    >
      <div className="p-stack">
        <div className="s-key">
          <code className="p-grow">{writeKey}</code>
          <CopyButton text={writeKey} label={m.copyKey} />
        </div>
        <h3>{m.how}</h3>
        <SnippetTabs writeKey={writeKey} />
      </div>
    </Dialog>
  )
}
