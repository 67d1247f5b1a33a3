import { Dialog as BaseDialog } from '@base-ui/react/dialog'
import type { ReactNode } from 'react'
import { useRef } from 'react'
import { IconButton } from '../controls/icon-button.tsx'
import { useMessages } from '../locale/messages.ts'
import { DialogLayer } from './layers.tsx'
import { UI_MESSAGES } from '../locale/ui-messages.ts'

/** Asks or shows one thing over the screen. Escape and a press outside close it; focus returns where it was. */
export function Dialog(props: {
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
  readonly title: string
  readonly description?: ReactNode
  /** Width: sm 400, md 560, lg 880 px; always within the window. */
  readonly size?: 'sm' | 'md' | 'lg' | undefined
  /** The acts, at the right; the chief one last. */
  readonly footer?: ReactNode
  readonly children?: ReactNode
}) {
  const { open, onOpenChange, title, description, size = 'sm', footer, children } = props
  const m = useMessages(UI_MESSAGES)
  const popup = useRef<HTMLDivElement>(null)
  return (
    <BaseDialog.Root open={open} onOpenChange={(next) => onOpenChange(next)}>
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className="p-scrim" />
        <BaseDialog.Viewport className="p-dialog-viewport">
          <BaseDialog.Popup
            ref={popup}
            className={`p-dialog p-dialog-${size}`}
            initialFocus={() => hasControl(popup.current) || popup.current}
          >
            <DialogLayer>
              <BaseDialog.Title className="p-dialog-title">{title}</BaseDialog.Title>
              {description && (
                <BaseDialog.Description className="p-dialog-text">{description}</BaseDialog.Description>
              )}
              {children && <div className="p-dialog-body">{children}</div>}
              {footer && <footer className="p-dialog-foot">{footer}</footer>}
              {/* last, so that the focus begins in the content */}
              <div className="p-dialog-close">
                <BaseDialog.Close render={<IconButton icon="close" label={m.close} size="sm" />} />
              </div>
            </DialogLayer>
          </BaseDialog.Popup>
        </BaseDialog.Viewport>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  )
}

const CONTROLS = ':is(button, input, select, textarea, a[href], [tabindex="0"]):not(:disabled)'

/** Whether there is anything to do in a dialog but closing it: what is only read takes the focus itself. */
function hasControl(popup: HTMLElement | null): boolean {
  return popup?.querySelector(`:is(.p-dialog-body, .p-dialog-foot) ${CONTROLS}`) !== null
}
