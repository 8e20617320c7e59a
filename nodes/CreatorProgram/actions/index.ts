import type { Resource } from '../../shared/operations';
import { changes } from './changes';
import { commission } from './commission';
import { failure } from './failure';
import { settings } from './settings';
import { tier } from './tier';
import { welcomeMail } from './welcomeMail';

/** Everything the Creator Program node can do. A new resource is one more entry. */
export const resources: Resource[] = [settings, changes, commission, failure, tier, welcomeMail];
