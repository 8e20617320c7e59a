import type { SharedN8n } from '../host/support/rig';

declare global {
	/** What `environment.js` keeps from test file to test file while the process lives. */
	var testProcess: {
		/** Node's own `require`, which loads a package once a process. */
		readonly require: NodeJS.Require;
		/** The n8n that test files share, once one has asked for it. */
		n8n?: Promise<SharedN8n>;
	};
}
