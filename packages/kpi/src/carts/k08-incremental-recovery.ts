import type { Instant, Measure } from '@periplo/model'
import { listExperiments } from '../experiment/assignments.ts'
import type { Experiment } from '../experiment/assignments.ts'
import type { KpiLog, LogSettings } from '../log/kpi-log.ts'
import { toMeasure } from '../measure.ts'
import { newcombe } from '../statistics/proportions.ts'
import type { Arms, Tally } from '../statistics/proportions.ts'
import { K08, listLost } from './k08-cart.ts'
import type { JudgedCart } from './k08-cart.ts'

/** Which experiments are about carts, by their id. */
const ABOUT_CARTS = /cart|carrito/i

/**
 * What reminders add: recovery of persons assigned to be reminded less that of the holdout, in the experiments
 * about carts (their id says `cart` or `carrito`). Unit: persons, by their first cart abandoned after the
 * assignment, so that one who abandons often does not count often. Newcombe's interval. Persons in two arms are
 * left out.
 */
export function toIncrementalRecovery(
  carts: readonly JudgedCart[],
  log: KpiLog,
  settings: LogSettings,
): Measure {
  const experiments = listExperiments(log, { ...settings, window: { ...settings.window, from: 0 } })
  const firsts = listFirstLost(carts)
  const arms = experiments
    .filter(({ id, control }) => control !== null && ABOUT_CARTS.test(id))
    .map((experiment) => tallyArms(experiment, firsts))
    .reduce(addArms, NOBODY)
  const { control, treatment } = arms
  const isEmpty = control.n === 0 || treatment.n === 0
  const value = isEmpty ? null : treatment.successes / treatment.n - control.successes / control.n
  return toMeasure(
    {
      definitionVersion: K08,
      unit: 'rate',
      value,
      numerator: null,
      denominator: isEmpty ? 0 : null,
      n: Math.min(control.n, treatment.n),
      interval: newcombe(arms),
      immature: carts.some(({ isAbandoned, isRecoveryOver }) => isAbandoned === true && !isRecoveryOver),
    },
    settings,
  )
}

const NOBODY: Arms<Tally> = { control: { successes: 0, n: 0 }, treatment: { successes: 0, n: 0 } }

type FirstLost = (personId: string, since: Instant) => JudgedCart | undefined

function listFirstLost(carts: readonly JudgedCart[]): FirstLost {
  const byPerson = Map.groupBy(listLost(carts), ({ cart }) => cart.personId)
  return (personId, since) => byPerson.get(personId)?.find(({ abandonedAt }) => abandonedAt >= since)
}

function tallyArms({ subjects, control }: Experiment, firstLost: FirstLost): Arms<Tally> {
  const told = subjects.flatMap(({ personId, arm, assignedAt }) => {
    const lost = firstLost(personId, assignedAt)
    return lost ? [{ isControl: arm === control, isRecovered: lost.recovery !== null }] : []
  })
  const tally = (isControl: boolean): Tally => {
    const arm = told.filter((one) => one.isControl === isControl)
    return { successes: arm.filter(({ isRecovered }) => isRecovered).length, n: arm.length }
  }
  return { control: tally(true), treatment: tally(false) }
}

function addArms(a: Arms<Tally>, b: Arms<Tally>): Arms<Tally> {
  const add = (one: Tally, other: Tally): Tally => ({
    successes: one.successes + other.successes,
    n: one.n + other.n,
  })
  return { control: add(a.control, b.control), treatment: add(a.treatment, b.treatment) }
}
