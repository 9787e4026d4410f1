export {
  difference,
  EMPTY_GTID_SET,
  type GtidSet,
  type Interval,
  isSameSet,
  isSubset,
  transactionCount,
  unionOf,
} from "./gtid-set.ts";
export { gtidSetText, parseGtidSet } from "./gtid-text.ts";
