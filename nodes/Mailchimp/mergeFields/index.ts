export { toSend, isStored } from './codec';
export { differences, explainDifference, warningOf, type Difference } from './differences';
export { isEmptyValue, readMergeField, textField } from './field';
export type { MergeField, MergeValue, ValueContext } from './field';
