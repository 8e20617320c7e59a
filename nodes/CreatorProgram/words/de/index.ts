import type { Words } from '../en';
import { common } from './common';

/** Every text in German. */
export const words: Words = { common };
