import type { Resource } from '../../shared/operations';
import { changes } from './changes';
import { settings } from './settings';

/** Everything the Creator Program node can do. A new resource is one more entry. */
export const resources: Resource[] = [settings, changes];
