import type { Resource } from '../../shared/operations';
import { promotion } from './promotion';
import { promotionCode } from './promotionCode';

/** Everything the BigCommerce node can do. A new resource is one more entry; the first one is the default. */
export const resources: Resource[] = [promotionCode, promotion];
