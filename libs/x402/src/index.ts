export type {
  Call,
  CallPart,
  CallPlace,
  Challenge,
  Environment,
  Offer,
  Payability,
  PriceKind,
  ResourceReading,
  ResourceType,
} from './model.js';
export { describeIssue, issue, type DescribedIssue, type Issue } from './reasons/issue.js';
export { REASONS, isReasonCode, type ReasonCode, type Severity } from './reasons/reasons.js';
