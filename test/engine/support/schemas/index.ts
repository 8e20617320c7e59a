import { resources as bigCommerce } from '../../../../nodes/BigCommerce/actions';
import { resources as creatorProgram } from '../../../../nodes/CreatorProgram/actions';
import { resources as linktree } from '../../../../nodes/Linktree/actions';
import { resources as mailchimpAudience } from '../../../../nodes/Mailchimp/actions';
import { resources as refersion } from '../../../../nodes/Refersion/actions';
import type { Resource } from '../../../../nodes/shared/operations';
import { resetHub, type Hub } from '../hub';
import { Collected } from './collect';
import * as mailchimpScenes from './mailchimp';
import type { Scene } from './play';
import * as programScenes from './program';
import * as refersionScenes from './refersion';
import * as shopScenes from './shop';

/** The operations of each node, by the node's name. */
export const NODES: Record<string, Resource[]> = {
	bigCommerce,
	creatorProgram,
	linktree,
	mailchimpAudience,
	refersion,
};

/** In which every operation is run, with items on each of its outputs. */
const SCENES: Scene[] = [mailchimpScenes, programScenes, refersionScenes, shopScenes].flatMap(
	(scenes) => Object.values<Scene>(scenes),
);

/** Plays all scenes and gathers what the operations gave. */
export async function playAll(hub: Hub): Promise<Collected> {
	const collected = new Collected(hub.engine, NODES);
	for (const scene of SCENES) {
		resetHub(hub);
		for (const played of await scene(hub)) collected.add(played);
	}
	return collected;
}
