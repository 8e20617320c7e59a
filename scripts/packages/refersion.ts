/** What the packages of this project have in common, as package.json of the whole one says it. */
export interface ProjectManifest {
	version: string;
	license: string;
	author: { name: string; email: string };
	repository: { type: string; url: string };
	bugs: { url: string };
	engines: Record<string, string>;
	n8n: { n8nNodesApiVersion: number; strict: boolean };
	peerDependencies: Record<string, string>;
}

/** package.json of a package made of some nodes of the project. */
export interface PackageManifest extends ProjectManifest {
	name: string;
	description: string;
	homepage: string;
	repository: { type: string; url: string; directory: string };
	keywords: string[];
	files: string[];
	n8n: { n8nNodesApiVersion: number; strict: boolean; credentials: string[]; nodes: string[] };
}

/** Where its manifest and its README are, from the root of the project. */
export const REFERSION_FOLDER = 'packages/refersion';

/**
 * The manifest of `n8n-nodes-refersion`. n8n verifies packages with one action node and one trigger for one service (its
 * verification guidelines). The trigger is the one by webhook: what it does nobody can put together from other nodes, while
 * a list can be read on a schedule with the action node.
 */
export function refersionManifest(project: ProjectManifest): PackageManifest {
	const { version, license, author, repository, bugs, engines, n8n, peerDependencies } = project;
	const page = repository.url.replace(/\.git$/, '');
	return {
		name: 'n8n-nodes-refersion',
		version,
		description:
			'n8n nodes for Refersion: affiliates, conversions, offers, payments and reports, and a trigger for its signed webhooks.',
		license,
		homepage: `${page}/tree/main/${REFERSION_FOLDER}#readme`,
		author,
		repository: { ...repository, directory: REFERSION_FOLDER },
		bugs,
		keywords: ['n8n-community-node-package', 'n8n', 'refersion', 'affiliate', 'influencer'],
		engines,
		files: ['dist'],
		n8n: {
			n8nNodesApiVersion: n8n.n8nNodesApiVersion,
			strict: n8n.strict,
			credentials: ['dist/credentials/RefersionApi.credentials.js'],
			nodes: [
				'dist/nodes/Refersion/Refersion.node.js',
				'dist/nodes/Refersion/RefersionTrigger.node.js',
			],
		},
		peerDependencies,
	};
}
