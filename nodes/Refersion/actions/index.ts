import type { Resource } from '../../shared/operations';
import { account } from './account';
import { affiliate } from './affiliate';
import { conversion } from './conversion';
import { conversionTrigger } from './conversionTrigger';
import { offer } from './offer';
import { order } from './order';
import { payment } from './payment';
import { report } from './report';

/** Everything the Refersion node can do. A new resource is one more entry. */
export const resources: Resource[] = [
	affiliate,
	account,
	conversion,
	conversionTrigger,
	offer,
	order,
	payment,
	report,
];
