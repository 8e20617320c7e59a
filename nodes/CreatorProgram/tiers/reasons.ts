import type { Words } from '../words/en';

/** Every reason of *Tier: Decide*, *Tier: Confirm* and *Tier: Describe*. Their texts are in words/. */
export type Reason = keyof Words['tierReasons'];
