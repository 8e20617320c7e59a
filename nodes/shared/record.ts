import type { IDataObject } from 'n8n-workflow';

/** Whether a value is an object whose properties can be looked at (arrays included). */
export function isRecord(value: unknown): value is IDataObject {
	return typeof value === 'object' && value !== null;
}
