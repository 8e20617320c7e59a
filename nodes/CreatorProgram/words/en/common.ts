/** Words that more than one room needs. */
export const common = {
	/** In place of a number that could not be read; never 0. */
	notKnown: 'not known',
	none: 'none',
	/** For a list of codes that is cut. */
	andMore: (count: number) => `and ${count} more`,
};
