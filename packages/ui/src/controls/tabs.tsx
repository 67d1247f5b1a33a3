import { Tabs as BaseTabs } from '@base-ui/react/tabs'
import type { ReactNode } from 'react'
import { joinClasses } from './class-names.ts'

/** One tab. */
export interface Tab<Value extends string> {
  readonly value: Value
  readonly label: string
  /** What stands after the word: a count, a badge. */
  readonly after?: ReactNode
}

/** A row of tabs over their panels. Put one TabPanel per tab inside. */
export function Tabs<Value extends string>(props: {
  readonly label: string
  readonly value: Value
  readonly onValueChange: (value: Value) => void
  readonly tabs: readonly Tab<Value>[]
  readonly className?: string | undefined
  readonly children: ReactNode
}) {
  const { label, value, onValueChange, tabs, className, children } = props
  const choose = (next: unknown) => {
    const tab = tabs.find((known) => known.value === next)
    if (tab) onValueChange(tab.value)
  }
  return (
    <BaseTabs.Root value={value} onValueChange={choose} className={joinClasses('p-tabs', className)}>
      <BaseTabs.List aria-label={label} className="p-tabs-list" activateOnFocus>
        {tabs.map((tab) => (
          <BaseTabs.Tab key={tab.value} value={tab.value} className="p-tab">
            {tab.label}
            {tab.after}
          </BaseTabs.Tab>
        ))}
      </BaseTabs.List>
      {children}
    </BaseTabs.Root>
  )
}

/** What a tab shows; in the document only while its tab is chosen. */
export function TabPanel(props: {
  readonly value: string
  readonly className?: string | undefined
  readonly children: ReactNode
}) {
  return (
    <BaseTabs.Panel value={props.value} className={joinClasses('p-tab-panel', props.className)}>
      {props.children}
    </BaseTabs.Panel>
  )
}
