import type { KpiCommand } from './kpi-command.ts'
import { DWELL } from './kpis/dwell.ts'
import { FUNNEL } from './kpis/funnel.ts'

/** Every KPI the command line can measure. */
export const KPI_COMMANDS: readonly KpiCommand[] = [FUNNEL, DWELL]
