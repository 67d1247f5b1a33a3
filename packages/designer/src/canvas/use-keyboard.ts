import type { KeyboardEvent } from 'react'
import { useCallback } from 'react'
import type { WalkDirection } from '../edit/walk.ts'
import type { MapActs } from './map-acts.ts'

/** What keys can do beside the acts. */
export interface KeyTargets {
  readonly acts: MapActs
  readonly walk: (direction: WalkDirection) => void
  readonly remove: () => void
  readonly selectAll: () => void
  readonly selectNone: () => void
  readonly openInspector: () => void
  readonly askForKind: () => void
  readonly askForTarget: () => void
  readonly showKeys: () => void
  readonly find: () => void
  readonly fit: () => void
  readonly undo: (() => void) | undefined
  readonly redo: (() => void) | undefined
}

const WALKS: Readonly<Record<string, WalkDirection>> = {
  ArrowDown: 'onward',
  ArrowUp: 'back',
  ArrowLeft: 'left',
  ArrowRight: 'right',
}
const SHIFTS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowDown: [0, 1],
  ArrowUp: [0, -1],
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
}

/** Handles the keys of the map. Keys pressed in a field, a list or a dialog belong to those. */
export function useKeyboard(targets: KeyTargets): (event: KeyboardEvent) => void {
  return useCallback(
    (event: KeyboardEvent) => {
      if (event.defaultPrevented || isWriting(event.target)) return
      const done = event.ctrlKey || event.metaKey ? doChord(event, targets) : doKey(event, targets)
      if (done) event.preventDefault()
    },
    [targets],
  )
}

function doChord(event: KeyboardEvent, targets: KeyTargets): boolean {
  const chord = `${event.shiftKey ? 'shift+' : ''}${event.key.toLowerCase()}`
  const act = {
    z: targets.undo,
    y: targets.redo,
    'shift+z': targets.redo,
    d: targets.acts.clips.duplicate,
    'shift+d': targets.acts.clips.duplicateBranch,
    a: targets.selectAll,
    f: targets.find,
  }[chord]
  act?.()
  return act !== undefined
}

function doKey(event: KeyboardEvent, targets: KeyTargets): boolean {
  const onCard = event.target instanceof Element && !event.target.closest('button, a, [role="toolbar"]')
  const shift = SHIFTS[event.key]
  const walk = WALKS[event.key]
  if (shift && event.altKey) targets.acts.shift(shift[0], shift[1])
  else if (walk && onCard) targets.walk(walk)
  else return doPlainKey(event.key, { targets, onCard })
  return true
}

function doPlainKey(key: string, { targets, onCard }: { targets: KeyTargets; onCard: boolean }): boolean {
  const act = {
    Delete: targets.remove,
    Backspace: targets.remove,
    Escape: targets.selectNone,
    Enter: onCard ? targets.openInspector : undefined,
    ' ': onCard ? targets.openInspector : undefined,
    c: targets.askForTarget,
    C: targets.askForTarget,
    f: targets.fit,
    '/': targets.askForKind,
    '?': targets.showKeys,
  }[key]
  act?.()
  return act !== undefined
}

function isWriting(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false
  return (
    target.closest(
      'input, textarea, select, [contenteditable], [role="dialog"], [role="listbox"], [role="menu"]',
    ) !== null
  )
}
