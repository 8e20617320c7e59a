/** Words that more than one room needs. */
export const common = {
	/** In place of a number that could not be read; never 0. */
	notKnown: 'not known',
	none: 'none',
	/** For a list that is cut. */
	andMore: (count: string) => `and ${count} more`,
};
