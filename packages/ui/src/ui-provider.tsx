import { CSPProvider } from '@base-ui/react/csp-provider'
import { Tooltip } from '@base-ui/react/tooltip'
import type { ReactNode } from 'react'
import type { Locale } from './locale/locale.tsx'
import { LocaleProvider } from './locale/locale.tsx'
import { ToastProvider } from './overlays/toast.tsx'
import { ThemeProvider } from './theme/theme.tsx'

/**
 * Everything the kit needs around an app: language, theme, notices, and tooltips that follow each
 * other without delay. It writes no `<style>` element, so a strict style policy holds.
 */
export function UiProvider(props: { readonly locale?: Locale | undefined; readonly children: ReactNode }) {
  return (
    <CSPProvider disableStyleElements>
      <ThemeProvider>
        <LocaleProvider initial={props.locale}>
          <Tooltip.Provider delay={400} closeDelay={0}>
            <ToastProvider>{props.children}</ToastProvider>
          </Tooltip.Provider>
        </LocaleProvider>
      </ThemeProvider>
    </CSPProvider>
  )
}
