import react from '@vitejs/plugin-react'
import { resolveChromium } from '@periplo/testkit'
import { playwright } from '@vitest/browser-playwright'
import { fileURLToPath } from 'node:url'
import { configDefaults, defineConfig, type TestProjectInlineConfiguration } from 'vitest/config'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const HERE = fileURLToPath(new URL('.', import.meta.url))
const POSTGRES = fileURLToPath(new URL('postgres-setup.ts', import.meta.url))
const BESIDE_THE_CODE = ['packages/*/src/**', 'apps/*/src/**']
/** A busy machine takes its time; whatever comes is seen at once. */
const PATIENCE = { testTimeout: 60_000, hookTimeout: 60_000, expect: { poll: { timeout: 15_000 } } }

/** The suites of `test/` that run in Node; one folder each. */
const SUITES = ['journeys', 'simulation', 'conformance', 'studio'] as const

export default defineConfig({
  root: ROOT,
  test: {
    maxWorkers: 2,
    passWithNoTests: true,
    projects: [unit(), pg(), await ui(), architecture(), oracle(), ...SUITES.map(suite)],
  },
})

function unit(): TestProjectInlineConfiguration {
  const exclude = [...configDefaults.exclude, '**/*.pg.test.ts']
  return node('unit', { include: BESIDE_THE_CODE.map((place) => `${place}/*.test.ts`), exclude })
}

function pg(): TestProjectInlineConfiguration {
  const include = BESIDE_THE_CODE.map((place) => `${place}/*.pg.test.ts`)
  return node('pg', { include, globalSetup: [POSTGRES] })
}

function architecture(): TestProjectInlineConfiguration {
  return node('architecture', { include: ['test/architecture/**/*.test.ts'] })
}

function oracle(): TestProjectInlineConfiguration {
  return node('oracle', { include: ['test/oracle/**/*.test.ts'] })
}

function suite(name: (typeof SUITES)[number]): TestProjectInlineConfiguration {
  return node(name, { include: [`test/${name}/**/*.test.ts`], globalSetup: [POSTGRES] })
}

function node(
  name: string,
  test: { include: string[]; exclude?: string[]; globalSetup?: string[] },
): TestProjectInlineConfiguration {
  return { root: ROOT, test: { name, environment: 'node', ...PATIENCE, ...test } }
}

/** Components are tested where they live: in a real browser. It is unpacked only if there are such tests. */
async function ui(): Promise<TestProjectInlineConfiguration> {
  const { executablePath, args, env } = await resolveChromium()
  const launchOptions = { executablePath, args, env: { ...toDefined(process.env), ...env } }
  return {
    // From here `react` resolves, so that it is bundled before the first test and not in the midst of one.
    root: HERE,
    plugins: [react()],
    optimizeDeps: { include: ['vitest-browser-react'] },
    test: {
      name: 'ui',
      dir: ROOT,
      include: ['packages/{ui,designer}/src/**/*.test.tsx'],
      ...PATIENCE,
      browser: {
        enabled: true,
        headless: true,
        screenshotFailures: false,
        provider: playwright({ launchOptions }),
        instances: [{ browser: 'chromium' }],
      },
    },
  }
}

function toDefined(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
}
