import type { Resource } from '../../shared/operations';
import { promotionCode } from './promotionCode';

/** Everything the BigCommerce node can do. A new resource is one more entry. */
export const resources: Resource[] = [promotionCode];
