import { startOfDay } from '@periplo/kpi'
import { StudioError } from '@periplo/model'
import { proveDefinition, runBacktest, toDays } from '@periplo/runtime'
import type { BacktestResult, BacktestSide, BacktestTerms } from '@periplo/runtime'
import type { Locale } from '@periplo/words'
import { createProgressBar } from '../csv/progress-bar.ts'
import { streamEvents, surveyEvents } from '../events/read-ndjson.ts'
import type { EventSurvey } from '../events/read-ndjson.ts'
import { readJourneyFile } from '../journeys/journey-file.ts'
import { sayFound } from '../journeys/say-found.ts'
import type { Presentation } from '../present.ts'

/** Proves a journey file: 0 if nothing is found but notes, 1 if something is. */
export async function proveFile(file: string, locale: Locale = 'en'): Promise<Presentation> {
  const definition = await readJourneyFile(file)
  const { problems, proof } = proveDefinition(definition)
  const found = [...problems, ...proof.findings]
  const isFine = found.every(({ severity }) => severity === 'note')
  const words = PROOF_WORDS[locale]
  const comesAgain = definition.settings.reentry.mode !== 'never'
  const lines = [
    ...found.map((one) => sayFound(locale, definition, one)),
    ...(problems.length === 0 ? [words.week({ ...proof.worstWeek, comesAgain })] : []),
    isFine ? words.fine : '',
  ]
  return {
    exitCode: isFine ? 0 : 1,
    result: { name: definition.name, problems, ...proof },
    text: lines
      .filter((line) => line !== '')
      .map((line) => `${line}\n`)
      .join(''),
  }
}

interface WorstWeek {
  readonly messages: number
  readonly atLeast: boolean
  readonly comesAgain: boolean
}

const PROOF_WORDS = {
  en: {
    fine: 'Nothing stands against it.',
    week: ({ messages, atLeast, comesAgain }: WorstWeek) =>
      `At most ${messages}${atLeast ? ' or more' : ''} message${messages === 1 && !atLeast ? '' : 's'} in a week from coming in once${comesAgain ? '; whoever comes in again gets more' : ''}.`,
  },
  es: {
    fine: 'No hay nada en contra.',
    week: ({ messages, atLeast, comesAgain }: WorstWeek) =>
      `Como mucho ${messages}${atLeast ? ' o más' : ''} mensaje${messages === 1 && !atLeast ? '' : 's'} en una semana por cada entrada${comesAgain ? '; quien vuelve a entrar recibe más' : ''}.`,
  },
} as const

/** How a journey file is tried. */
export interface BacktestOptions {
  readonly events: string
  /** The journey file to compare with. */
  readonly live?: string
  readonly zone: string
  readonly from?: string
  readonly to?: string
}

/** Tries a journey file over a file of events. Equal files come to equal results. */
export async function backtestFile(file: string, options: BacktestOptions): Promise<Presentation> {
  const draft = await readJourneyFile(file)
  const live = options.live === undefined ? null : await readJourneyFile(options.live)
  const survey = await surveyEvents(options.events)
  for (const { line, reason } of survey.bad) process.stderr.write(`line ${line}: ${reason}\n`)
  const terms = { journeyId: draft.name, draft, live, zone: options.zone, ...toPeriod(options, survey) }
  const result = await runToEnd(terms, survey)
  return { exitCode: 0, result: { ...result, bad: survey.bad }, text: toText(result) }
}

function toPeriod(
  { from, to, zone }: BacktestOptions,
  survey: EventSurvey,
): Pick<BacktestTerms, 'days' | 'until'> {
  refuseZone(zone)
  const day = /^\d{4}-\d\d-\d\d$/
  if ([from, to].some((text) => text !== undefined && (!day.test(text) || Number.isNaN(Date.parse(text)))))
    throw new StudioError('input/invalid', '--from and --to are days such as 2026-03-01.')
  const { until, ...whole } = toDays(survey, zone)
  const days = { from: from ?? whole.from, to: to ?? whole.to }
  if (days.from >= days.to)
    throw new StudioError('input/invalid', 'The period is empty: --to must lie after --from.')
  return { days, until: to === undefined ? until : startOfDay(to, zone) }
}

function refuseZone(zone: string): void {
  try {
    Intl.DateTimeFormat('en', { timeZone: zone })
  } catch (cause) {
    throw new StudioError('input/invalid', `${zone} is no time zone such as Europe/Madrid.`, { cause })
  }
}

async function runToEnd(terms: BacktestTerms, survey: EventSurvey): Promise<BacktestResult> {
  const bar = createProgressBar('events')
  for await (const progress of runBacktest(terms, streamEvents(survey))) {
    if (progress.kind === 'done') {
      bar.end()
      return progress.result
    }
    bar.show(progress.events, survey.events)
  }
  throw new StudioError('import/unreadable', `${survey.path} ended too soon.`)
}

function toText({ events, people, draft, difference }: BacktestResult): string {
  const changes = difference
    ? [
        `Against the live version: ${toSigned(difference.entered)} entered, ${toSigned(difference.converted)} converted, ${toSigned(difference.sent)} sent.`,
      ]
    : []
  return [`${events} events of ${people} people.`, ...toSideLines(draft), ...changes, ''].join('\n')
}

function toSideLines({ overlay, messages, personWeeks, load }: BacktestSide): readonly string[] {
  const reasons = Object.entries(messages.refusedByReason).map(([reason, count]) => `${count} ${reason}`)
  const busiest = load.reduce((most, { sends }) => Math.max(most, sends), 0)
  return [
    `${overlay.journey.entered} entered, ${overlay.journey.inside} still inside.`,
    ...Object.entries(overlay.nodes).map(
      ([node, { entered, left, ended, inside }]) =>
        `  ${node}: ${entered} in, ${left} on, ${ended} ended, ${inside} inside`,
    ),
    `${messages.sent} messages and calls, ${messages.refused} refused${reasons.length > 0 ? ` (${reasons.join(', ')})` : ''}.`,
    `At most ${personWeeks.at(-1)?.messages ?? 0} messages to one person in one week, ${busiest} sends in the busiest hour.`,
  ]
}

function toSigned(count: number): string {
  return count > 0 ? `+${count}` : String(count)
}
