/** Refersion, Mailchimp, Linktree and BigCommerce as strict, stateful services for tests and the demo. */
export { createWorld, type World, type WorldOptions } from './world';
export { serveWorld, type Served, type ServeOptions } from './server/serve';
export { trustCa } from './server/certificates';
export {
	ConnectionReset,
	type FaultKind,
	type FaultProfile,
	type FaultRule,
	type Faults,
} from './faults';
export type { Outbox, SentMail } from './outbox';
export type { RequestRecord } from './requestLog';
export type { ServiceName } from './common';
export type { RefersionService } from './refersion/service';
export type { Affiliate, AffiliateInput, RefersionSwitches } from './refersion/types';
export { TOPICS, topicPresets, type Topic, type TopicLiterals } from './refersion/topics';
export { phpJson, signature, type Delivery, type SignedRequest } from './refersion/webhooks';
export type { MailchimpService, MemberSeed } from './mailchimp/service';
export type { MailchimpSwitches } from './mailchimp/switches';
export type { Audience, Member, MergeFieldInput } from './mailchimp/types';
export type { AudienceInput } from './mailchimp/state';
export type { Journey, JourneyInput } from './mailchimp/journeys';
export { subscriberHash } from './mailchimp/state';
export type { LinktreeService } from './linktree/service';
export type { LinktreeSwitches, Profile, ProfileLink } from './linktree/types';
export type { BigCommerceService } from './bigcommerce/service';
export type { BigCommerceSwitches, Code, Promotion } from './bigcommerce/types';
