import type { Resource } from '../../shared/operations';
import { audience } from './audience';
import { contact } from './contact';
import { journey } from './journey';
import { mergeField } from './mergeField';
import { tag } from './tag';
import { template } from './template';

/** Everything the Mailchimp Audience node can do. A new resource is one more entry. */
export const resources: Resource[] = [contact, tag, mergeField, audience, journey, template];
