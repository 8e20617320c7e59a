import type { Resource } from '../../shared/operations';
import { contact } from './contact';

/** Everything the Mailchimp Audience node can do. A new resource is one more entry. */
export const resources: Resource[] = [contact];
