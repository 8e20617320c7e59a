import type { Browser } from 'playwright-core';
import { contactOf } from '../../../scripts/demo/contacts';
import { addConfirmMail, addConfirmPage, type ConfirmPage } from '../../../scripts/demo/confirm';
import { AUDIENCE, shareRig, TAG, type Rig } from '../../host/support/rig';
import { launch } from './browser';

export const LINK = 'https://shop.example/?rfsn=123456.a3y7';

let rig: Rig;
let browser: Browser;
let confirm: ConfirmPage;
let people = 0;

export const theRig = () => rig;
export const theBrowser = () => browser;
export const theConfirmPage = () => confirm;

/** Starts an n8n with the page of the creators, and a browser, for the tests of a describe block. */
export function setTheScene(): void {
	beforeAll(async () => {
		rig = await shareRig();
		confirm = await addConfirmPage(rig.hub, {
			brandName: 'Sunny Threads',
			supportEmail: 'hello@sunny.example',
			options: { secondsBetweenChecks: 0 },
		});
		addConfirmMail(rig.world, confirm);
		browser = await launch();
	});

	afterAll(async () => {
		await browser?.close();
		await rig?.close();
	});
}

export interface Creator {
	email: string;
	name: string;
	url: string;
}

export function addCreator(mergeFields: Record<string, string> = { AFFLINK: LINK }): Creator {
	const name = `creator${(people += 1)}`;
	const email = `${name}@creators.example`;
	const { mailchimp } = rig.world;
	const member = mailchimp.addMember(AUDIENCE.id, { email, mergeFields, tags: [TAG] });
	return { email, name, url: `${confirm.url}?c=${member.uniqueEmailId}` };
}

export const setLinks = (name: string, ...urls: string[]): void =>
	rig.world.linktree.setProfile(name, { links: urls.map((url) => ({ title: 'Shop', url })) });

export const statusOf = ({ email }: Creator): unknown =>
	contactOf(rig.world, AUDIENCE.id, email)?.mergeFields.LINKSTATUS ?? '';

/** Sends the form of the page from somewhere else. */
export async function send({ url }: Creator, form: Record<string, string>): Promise<void> {
	const response = await fetch(url, { method: 'POST', body: new URLSearchParams(form) });
	expect(response.status).toBe(200);
}
