import { readFileSync } from 'node:fs';
import os from 'node:os';

/** What a run was measured on. Runs are compared only when this is the same. */
export interface Environment {
	node: string;
	n8nCore: string;
	n8nNodesBase: string;
	cores: number;
	cpu: string;
	system: string;
}

function versionOf(name: string): string {
	const { version } = JSON.parse(readFileSync(require.resolve(`${name}/package.json`), 'utf8'));
	return String(version);
}

export function readEnvironment(): Environment {
	const cpus = os.cpus();
	return {
		node: process.versions.node,
		n8nCore: versionOf('n8n-core'),
		n8nNodesBase: versionOf('n8n-nodes-base'),
		cores: cpus.length,
		cpu: cpus[0]?.model.trim() ?? '',
		system: `${process.platform} ${process.arch}`,
	};
}

export function sameEnvironment(one: Environment, other: Environment): boolean {
	return JSON.stringify(one) === JSON.stringify(other);
}

export function describeMachine({ cores, cpu, system }: Environment): string {
	return [`${cores} cores`, cpu, system].filter((part) => part !== '').join(', ');
}

/** In one line, for people. */
export function describeEnvironment(environment: Environment): string {
	const { node, n8nCore, n8nNodesBase } = environment;
	return `n8n-core ${n8nCore}, n8n-nodes-base ${n8nNodesBase}, Node.js ${node}; ${describeMachine(environment)}`;
}
