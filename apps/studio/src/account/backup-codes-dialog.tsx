import { Button, Dialog, useMessages } from '@periplo/ui'
import { CopyButton } from '../parts/copy-button.tsx'
import { ACCOUNT_MESSAGES } from './account-messages.ts'

/** Shows backup codes, this once. */
export function BackupCodesDialog(props: {
  readonly codes: readonly string[]
  readonly onClose: () => void
}) {
  const m = useMessages(ACCOUNT_MESSAGES)
  return (
    <Dialog
      open
      onOpenChange={props.onClose}
      title={m.codesTitle}
      description={m.codesText}
      footer={
        <Button variant="primary" onClick={props.onClose}>
          {m.codesKept}
        </Button>
      }
    >
      <div className="p-stack">
        <ul className="s-backup-codes" aria-label={m.backupCodes}>
          {props.codes.map((code) => (
            <li key={code}>
              <code>{code}</code>
            </li>
          ))}
        </ul>
        <div className="p-row">
          <CopyButton text={props.codes.join('\n')} label={m.copyCodes} />
        </div>
      </div>
    </Dialog>
  )
}
