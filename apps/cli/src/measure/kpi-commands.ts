import type { KpiCommand } from './kpi-command.ts'
import { ATTRIBUTION } from './kpis/attribution.ts'
import { BIAS } from './kpis/bias.ts'
import { CLV } from './kpis/clv.ts'
import { COHORT } from './kpis/cohort.ts'
import { DWELL } from './kpis/dwell.ts'
import { CART, ENGAGEMENT } from './kpis/families.ts'
import { listLogKpis } from './kpis/from-log.ts'
import { FUNNEL } from './kpis/funnel.ts'
import { RETENTION } from './kpis/retention.ts'
import { ROPO } from './kpis/ropo.ts'
import { SENTIMENT } from './kpis/sentiment.ts'
import { CES, CSAT, NPS } from './kpis/survey.ts'
import { UPLIFT } from './kpis/uplift.ts'

/** KPIs with a table, options or a name of their own. */
const OWN: readonly KpiCommand[] = [
  ATTRIBUTION,
  CLV,
  RETENTION,
  COHORT,
  UPLIFT,
  NPS,
  CSAT,
  CES,
  FUNNEL,
  DWELL,
  ROPO,
  CART,
  ENGAGEMENT,
  SENTIMENT,
  BIAS,
]

/** Every KPI the command line can measure: first those of their own, then the registry's on events. */
export const KPI_COMMANDS: readonly KpiCommand[] = [...OWN, ...listLogKpis(OWN)]
