import { n8nCommunityNodesPlugin } from '@n8n/eslint-plugin-community-nodes';
import { defineConfig, globalIgnores } from 'eslint/config';
import n8nNodesBase from 'eslint-plugin-n8n-nodes-base';
import tseslint from 'typescript-eslint';

const noInlineConfig = { linterOptions: { noInlineConfig: true } };

// The product, with the rules that n8n's verification scanner applies, inline disables off as there.
// The four rules turned off below are off in the scanner too.
const product = {
	files: ['nodes/**/*.ts', 'credentials/**/*.ts'],
	extends: [tseslint.configs.strict, n8nCommunityNodesPlugin.configs.recommended],
	plugins: { 'n8n-nodes-base': n8nNodesBase },
	languageOptions: { parserOptions: { projectService: true } },
	rules: { 'no-console': 'error' },
};

export default defineConfig(
	globalIgnores(['dist', 'node_modules', 'coverage']),
	noInlineConfig,
	product,
	{
		files: ['nodes/**/*.ts'],
		plugins: { 'n8n-nodes-base': n8nNodesBase },
		rules: {
			...n8nNodesBase.configs.nodes.rules,
			// They want the text 'main', which the community rule node-connection-type-literal forbids.
			'n8n-nodes-base/node-class-description-inputs-wrong-regular-node': 'off',
			'n8n-nodes-base/node-class-description-outputs-wrong': 'off',
		},
	},
	{
		files: ['credentials/**/*.ts'],
		plugins: { 'n8n-nodes-base': n8nNodesBase },
		rules: {
			...n8nNodesBase.configs.credentials.rules,
			// It wants the slug of a page in n8n's own documentation; a community package has a URL, which
			// the community rule credential-documentation-url checks.
			'n8n-nodes-base/cred-class-field-documentation-url-miscased': 'off',
			// It takes the public key for a secret; the community rule credential-password-field does not.
			'n8n-nodes-base/cred-class-field-type-options-password-missing': 'off',
		},
	},
	{
		files: ['package.json', 'packages/*/package.json'],
		extends: [n8nCommunityNodesPlugin.configs.recommended],
		plugins: { 'n8n-nodes-base': n8nNodesBase },
		languageOptions: { parser: tseslint.parser, parserOptions: { extraFileExtensions: ['.json'] } },
		rules: n8nNodesBase.configs.community.rules,
	},
	{
		files: ['test/**/*.ts', 'scripts/**/*.ts'],
		extends: [tseslint.configs.strict],
		languageOptions: { parserOptions: { projectService: true } },
	},
);
