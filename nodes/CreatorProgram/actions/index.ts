import type { Resource } from '../../shared/operations';
import { changes } from './changes';
import { coupon } from './coupon';
import { failure } from './failure';
import { page } from './page';
import { settings } from './settings';
import { welcomeMail } from './welcomeMail';

/** Everything the Creator Program node can do. A new resource is one more entry. */
export const resources: Resource[] = [settings, changes, coupon, failure, page, welcomeMail];
