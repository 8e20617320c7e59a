import type { LazyPackageDirectoryLoader } from 'n8n-core';
import type { SharedN8n } from '../host/support/rig';

declare global {
	/** What `environment.js` keeps from test file to test file while the process lives. */
	var testProcess: {
		/** Node's own `require`, which loads a package once a process. */
		readonly require: NodeJS.Require;
		/** n8n's own nodes, once a test file has loaded them. */
		nodesBase?: Promise<LazyPackageDirectoryLoader>;
		/** The n8n that test files share, once one has asked for it. */
		n8n?: Promise<SharedN8n>;
	};
}
