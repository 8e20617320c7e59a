import type { Resource } from '../../shared/operations';
import { profile } from './profile';

/** Everything the Linktree node can do. A new resource is one more entry. */
export const resources: Resource[] = [profile];
