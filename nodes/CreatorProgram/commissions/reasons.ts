import type { Words } from '../words/en';

/** Every reason of *Commission: Describe*. Their texts are in words/. */
export type Reason = keyof Words['commissionReasons'];

/** What a piece of news may lack. */
export type Missing = keyof Words['commissionMissing'];
