import type { Actions } from './actions';
import type { RefersionState } from './state';
import type { JsonObject } from '../common';

/** What an operation of the REST API works on. */
export interface OperationContext {
	state: RefersionState;
	actions: Actions;
}

/** Answer of an operation: sent as JSON with status 200. Refusals are thrown. */
export type Operation = (body: JsonObject, context: OperationContext) => unknown;

/** Operations by path below `/v2`. */
export type Operations = Record<string, Operation>;
