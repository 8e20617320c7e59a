import type { Words } from '../words/en';
import type { Format } from '../words/numbers';

/** What a report is written with. */
export interface ReportContext {
	brand: string;
	words: Words;
	format: Format;
}
