import type { Resource } from '../../shared/operations';
import { affiliate } from './affiliate';

/** Everything the Refersion node can do. A new resource is one more entry. */
export const resources: Resource[] = [affiliate];
