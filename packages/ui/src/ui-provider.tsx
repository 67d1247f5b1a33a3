import { CSPProvider } from '@base-ui/react/csp-provider'
import type { ReactNode } from 'react'
import type { Locale } from './locale/locale.tsx'
import { LocaleProvider } from './locale/locale.tsx'
import { LayersProvider } from './overlays/layers.tsx'
import { ToastProvider } from './overlays/toast.tsx'
import { ThemeProvider } from './theme/theme.tsx'

/**
 * Everything the kit needs around an app: language, theme and notices. It writes no `<style>` element,
 * so a strict style policy holds.
 */
export function UiProvider(props: { readonly locale?: Locale | undefined; readonly children: ReactNode }) {
  return (
    <CSPProvider disableStyleElements>
      <ThemeProvider>
        <LocaleProvider initial={props.locale}>
          <LayersProvider>
            <ToastProvider>{props.children}</ToastProvider>
          </LayersProvider>
        </LocaleProvider>
      </ThemeProvider>
    </CSPProvider>
  )
}
