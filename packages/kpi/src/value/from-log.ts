import type { FromLog } from '../measured-value.ts'
import type { VALUE_MEASURES } from './measures.ts'
import {
  readAcquisitionCost,
  readPayback,
  readReturnOnAdSpend,
  readReturnOnInvestment,
  readValueToCost,
} from './read-acquisition.ts'
import { readJourneyCost } from './read-journey-cost.ts'
import { readMatchedRetentionLift, readRetentionLift } from './read-breadth-retention.ts'
import { readAlive, readBreadthGap, readHistoricValue, readPredictedValue } from './read-lifetime-value.ts'
import { readActiveMembers, readMemberRevenue, readMemberSpend, readPointsBurned } from './read-loyalty.ts'
import { readRetention, readRollingRetention } from './read-retention.ts'

/** How the measures of value, K38 to K40 and K42 are computed on an event log. */
export const VALUE_FROM_LOG: FromLog<typeof VALUE_MEASURES> = {
  'clv-historic': readHistoricValue,
  'clv-breadth-gap': readBreadthGap,
  'clv-predicted': readPredictedValue,
  'buyers-alive': readAlive,
  'acquisition-cost': readAcquisitionCost,
  'value-to-cost': readValueToCost,
  'payback-months': readPayback,
  'attributed-roi': readReturnOnInvestment,
  'return-on-ad-spend': readReturnOnAdSpend,
  'cost-per-completed-journey': readJourneyCost,
  'active-members': readActiveMembers,
  'member-revenue': readMemberRevenue,
  'points-burned': readPointsBurned,
  'member-spend': readMemberSpend,
  retention: readRetention,
  'rolling-retention': readRollingRetention,
  'retention-lift': readRetentionLift,
  'retention-lift-matched': readMatchedRetentionLift,
}
