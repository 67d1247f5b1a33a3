import { Toast as BaseToast } from '@base-ui/react/toast'
import type { ReactNode } from 'react'
import { useMemo } from 'react'
import { Icon } from '../icons/icon.tsx'
import { TONE_ICONS } from '../data/tone.ts'
import type { Tone } from '../data/tone.ts'
import { useMessages } from '../locale/messages.ts'
import { UI_MESSAGES } from '../locale/ui-messages.ts'

/** A short notice of what just happened. */
export interface Notice {
  readonly title: string
  readonly text?: string | undefined
  readonly tone?: Tone | undefined
  readonly action?: { readonly label: string; readonly onAction: () => void } | undefined
  /** How long it stays; 0 until dismissed. Default 6 s, failures until dismissed. */
  readonly stayMs?: number | undefined
}

/** The ways to tell something. */
export interface Toaster {
  readonly show: (notice: Notice) => void
  /** Says what was done and offers to take it back for ten seconds. */
  readonly showUndo: (title: string, onUndo: () => void) => void
}

/** Holds the notices of the screens inside, at the bottom right; F6 moves the focus to them. */
export function ToastProvider({ children }: { readonly children: ReactNode }) {
  return (
    <BaseToast.Provider timeout={6000} limit={4}>
      {children}
      <ToastStack />
    </BaseToast.Provider>
  )
}

/** Shows notices; needs a ToastProvider above. The same object while the language stays. */
export function useToast(): Toaster {
  const { add, close } = BaseToast.useToastManager()
  const { undo } = useMessages(UI_MESSAGES)
  return useMemo(() => {
    const show = ({ title, text, tone = 'neutral', action, stayMs }: Notice) => {
      const id = add({
        title,
        description: text,
        type: tone,
        timeout: stayMs ?? (tone === 'bad' ? 0 : 6000),
        priority: tone === 'bad' ? 'high' : 'low',
        ...(action && { actionProps: { children: action.label, onClick: () => act(action.onAction) } }),
      })
      const act = (onAction: () => void) => {
        close(id)
        onAction()
      }
    }
    return {
      show,
      showUndo: (title, onUndo) => show({ title, stayMs: 10_000, action: { label: undo, onAction: onUndo } }),
    }
  }, [add, close, undo])
}

function ToastStack() {
  const { toasts } = BaseToast.useToastManager()
  const m = useMessages(UI_MESSAGES)
  return (
    <BaseToast.Portal>
      <BaseToast.Viewport className="p-toasts" aria-label={m.notifications}>
        {toasts.map((toast) => (
          <BaseToast.Root key={toast.id} toast={toast} swipeDirection="right" className="p-toast">
            <BaseToast.Content className="p-toast-content">
              <Icon name={toIcon(toast.type)} size={16} />
              <div className="p-grow">
                <BaseToast.Title className="p-toast-title" />
                <BaseToast.Description className="p-toast-text" />
              </div>
              <BaseToast.Action className="p-btn p-btn-link p-btn-sm p-toast-act" />
              <BaseToast.Close aria-label={m.dismiss} className="p-input-act">
                <Icon name="close" size={12} />
              </BaseToast.Close>
            </BaseToast.Content>
          </BaseToast.Root>
        ))}
      </BaseToast.Viewport>
    </BaseToast.Portal>
  )
}

function toIcon(type: string | undefined) {
  return Object.entries(TONE_ICONS).find(([tone]) => tone === type)?.[1] ?? TONE_ICONS.neutral
}
