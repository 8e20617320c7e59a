import { forFaults } from './support/faults/look';
import { testFaults } from './support/faults/suite';
import { oneProcess } from './support/faults/victims';
import { startRig, type Rig } from './support/rig';

let rig: Rig;

beforeAll(async () => {
	rig = await startRig({ template: 'keep-creators-in-step', change: forFaults });
});

afterAll(async () => {
	await rig?.close();
});

testFaults('regular mode', () => rig, oneProcess);
