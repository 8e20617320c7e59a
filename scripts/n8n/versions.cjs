// @ts-check
'use strict';
const { Problem } = require('../shared/problems.cjs');

/**
 * One n8n that this project installs, and what is different about it.
 *
 * @typedef {object} N8nVersion
 * @property {string} number n8n's own number
 * @property {string} node exact version of the Node it runs on, whatever Node runs this tree
 * @property {Record<string, string>} [overrides] versions that npm takes in the place of those n8n asks for
 * @property {Record<string, string>} env what it is told beside what every n8n here is told
 * @property {boolean} runSendsWorkflow whether a run by hand sends the whole workflow to n8n's REST
 * @property {boolean} createSendsActive whether a new workflow must say to n8n's REST that it is not active
 * @property {boolean} updateTakesPinData whether the public API takes pinned data with a workflow
 * @property {boolean} pollsDurably whether n8n keeps what a polling trigger found until its execution is stored
 * @property {boolean} checksCredentials whether it refuses to activate a workflow in which a credential is missing
 * @property {boolean} publishes whether its editor puts a workflow into use by "Publish", and not by a switch
 * @property {boolean} reportsOnNext whether it can say what in a workflow will not work in the next major version
 */

/**
 * Every n8n the package is tried with. The first one is taken if none is named, the last one is the oldest.
 *
 * - After 2.41.1 none can be installed: 2.41.3 asks for `@n8n/agents` 0.26.2, which is missing.
 * - 1.123 takes `xlsx`, which only its node for spreadsheets uses, from an address that is no registry. And it leaves open which
 *   1.x of a part of LangChain npm takes: newer ones than 1.0 need a newer LangChain than the one that n8n names, and n8n
 *   then says at its start only that there is no command "start".
 *
 * @type {[N8nVersion, ...N8nVersion[]]}
 */
const N8N_VERSIONS = [
	{
		number: '2.41.1',
		node: '24.21.0',
		// Downloads a list of MCP servers at every start.
		env: { N8N_DISABLED_MODULES: 'mcp-registry' },
		runSendsWorkflow: false,
		createSendsActive: false,
		updateTakesPinData: true,
		pollsDurably: true,
		checksCredentials: true,
		publishes: true,
		reportsOnNext: true,
	},
	{
		number: '1.123.81',
		node: '24.21.0',
		overrides: { xlsx: '0.18.5', '@langchain/langgraph-checkpoint': '1.0.0' },
		env: {},
		runSendsWorkflow: true,
		createSendsActive: true,
		updateTakesPinData: false,
		pollsDurably: false,
		checksCredentials: false,
		publishes: false,
		reportsOnNext: false,
	},
];

/** Environment variable that chooses the n8n of tests and demo. `--n8n` of the commands sets it. */
const N8N_VARIABLE = 'CREATOR_HUB_N8N';

/**
 * @param {string} number as in the table
 * @returns {N8nVersion}
 * @throws {Problem} that names the versions there are
 */
function versionOf(number) {
	const found = N8N_VERSIONS.find((version) => version.number === number);
	if (found) return found;
	const known = N8N_VERSIONS.map((version) => version.number).join(', ');
	throw new Problem(`There is no n8n "${number}" to run. Those that can be named: ${known}.`);
}

/**
 * The n8n that tests and demo run: the one that the environment names, else the first of the table.
 *
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {N8nVersion}
 */
function chosenVersion(env = process.env) {
	const number = env[N8N_VARIABLE];
	return number ? versionOf(number) : N8N_VERSIONS[0];
}

/** @returns {N8nVersion} the oldest n8n that the package is tried with */
const oldestVersion = () => N8N_VERSIONS[N8N_VERSIONS.length - 1] ?? N8N_VERSIONS[0];

module.exports = { N8N_VERSIONS, N8N_VARIABLE, versionOf, chosenVersion, oldestVersion };
