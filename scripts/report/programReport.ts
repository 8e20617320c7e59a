import type { Hub } from '../../test/engine/support/hub';
import { addLinkFields, addProgramme, report } from '../../test/engine/support/programReport';
import type { Made } from './pictures';
import { BRAND, creators, OFFERS } from './sample';

const CREATORS = 240;

/** Runs the template on an invented programme. */
export async function makeProgramReport(hub: Hub, withToken: boolean): Promise<Made> {
	addLinkFields(hub);
	for (const offer of OFFERS) hub.world.refersion.addOffer(offer);
	addProgramme(hub, creators(CREATORS));
	if (!withToken) hub.credentials.refersionApi.graphqlToken = '';
	const { html, page } = await report(hub, {
		settings: { brand: BRAND },
		measure: { options: { currency: 'EUR', peopleShown: 3 } },
		build: { options: { mailPeople: 1 } },
	});
	return { mail: html, page };
}
