/** Texts that all reports have. */
export const report = {
	subject: (title: string, day: string) => `${title}, ${day}`,
	noName: 'No name',
	nothing: 'Nothing to look at.',
	theNumbers: 'The numbers',
	howCounted: 'How this is counted',
	andMore: (count: string) => `and ${count} more`,
	changes: {
		title: (brand: string) => `${brand}: what was done`,
		figures: {
			added: 'Added',
			corrected: 'Corrected',
			moved: 'Moved',
			merged: 'Merged',
			offboarded: 'Offboarded',
			right: 'Right',
			held: 'Held',
		},
		whatWasDone: 'What was done',
		whatWouldBeDone: 'What would be done',
		heads: { person: 'Creator', verdict: 'What', reason: 'Why' },
		nobodyChanged: 'Nothing was changed.',
		lookAt: 'What has to be looked at',
		nobodyHeld: 'Nobody is held.',
	},
	coupons: {
		title: (brand: string) => `${brand}: coupon codes`,
		figures: {
			right: 'Right',
			created: 'Made',
			taken_back: 'Taken back',
			would_make: 'Would be made',
			would_take_back: 'Would be taken back',
			missing: 'Missing',
			not_usable: 'Not usable',
			still_usable: 'Still usable',
			without_code: 'Without a code',
		},
		heads: { code: 'Code', what: 'What' },
		noneChanged: 'No code was made or taken back.',
		different: 'To look at',
		lookAt: 'What has to be looked at',
		allRight: 'Every code is as it should be.',
	},
};

export type ReportWords = typeof report;
