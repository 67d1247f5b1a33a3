import './without-eval.ts'
import '@periplo/ui/styles.css'
import './studio.css'
import { UiProvider } from '@periplo/ui'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { router } from './router.tsx'
import { queryClient } from './server/server.ts'

const place = document.getElementById('studio')
if (!place) throw new Error('index.html has no place for the studio')

createRoot(place).render(
  <StrictMode>
    <UiProvider>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </UiProvider>
  </StrictMode>,
)
