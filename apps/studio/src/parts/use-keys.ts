import { useEffect } from 'react'

/** What each key does; a name is `KeyboardEvent.key`, in lower case, after `ctrl+` where that is held. */
export type Keys = Readonly<Record<string, () => void>>

/** Listens to keys on the whole page. Plain keys are left alone while somebody writes or a dialog is open. */
export function useKeys(keys: Keys): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      const held = event.ctrlKey || event.metaKey
      const act = keys[`${held ? 'ctrl+' : ''}${event.key.toLowerCase()}`]
      if (!act || event.altKey || event.defaultPrevented || (!held && isBusy(event.target))) return
      event.preventDefault()
      act()
    }
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [keys])
}

function isBusy(target: EventTarget | null): boolean {
  if (document.querySelector('[role="dialog"], [role="menu"], [role="listbox"]')) return true
  return (
    target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable]') !== null
  )
}
