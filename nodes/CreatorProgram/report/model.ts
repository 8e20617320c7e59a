/**
 * What a report says, without how it looks: everything in it is written out in the reader's language, and nothing is
 * escaped. Each measure has a function that makes it; each layout (text, mail, page) takes any of them.
 */
export interface ReportModel {
	title: string;
	/** A few sentences with the numbers, for a chat; no names. */
	text: string;
	/** Whether there is anything to tell. */
	isChanged: boolean;
	/** Whether the run could do nothing for anybody. */
	nothingDone: boolean;
	figures: Figure[];
	/** In the order in which they are shown. */
	sections: Section[];
	/** How it is counted, a sentence each. The first few words in bold are `name`. */
	notes: Note[];
}

/** A number that is seen first. */
export interface Figure {
	name: string;
	value: string;
	note: string;
}

export interface Note {
	name: string;
	text: string;
}

export type Section = BarSection | ColumnSection | TableSection | ListSection;

/** Bars below each other, with a number each: for steps of which each is a part of the first. */
export interface BarSection {
	kind: 'bars';
	title: string;
	/** What the table of bars is, for those who do not see it. */
	caption: string;
	/** Heads: of the names, of the bars, of the numbers, of the share and of the days before. */
	heads: {
		name: string;
		bar: string;
		value: string;
		share: string;
		recent: string;
		/** The last two behind their number, on a phone. */
		shareBehind: string;
		recentBehind: string;
	};
	bars: Bar[];
}

export interface Bar {
	name: string;
	/** The number; or why it is not known, when `share` is null. */
	value: string;
	/** Length of the bar, 0 to 1; null where it is not known. */
	share: number | null;
	shareOfBefore: string;
	recent: string;
	/** In small letters. */
	note: string;
}

/** Columns beside each other, each of several parts, and the same as a table. */
export interface ColumnSection {
	kind: 'columns';
	title: string;
	note: string;
	/** Heading of the table that is folded up. */
	tableTitle: string;
	/** Names of the parts, from the bottom. */
	parts: string[];
	columns: Column[];
	table: TableSection;
}

export interface Column {
	name: string;
	value: string;
	/** How high it is, as a part of the highest. */
	share: number;
	/** How large each part is. */
	parts: number[];
}

export interface TableSection {
	kind: 'table';
	title: string;
	caption: string;
	note: string;
	/** The first column has the names of the rows. */
	heads: Head[];
	rows: Cell[][];
	/** The last row; none when it is empty. */
	total: Cell[];
	/** How many rows there are besides. */
	more: number;
	/** What is said instead of an empty table. */
	empty: string;
}

export interface Head {
	name: string;
	isNumber: boolean;
}

export interface Cell {
	text: string;
	/** In small letters below. */
	note?: string;
	/** An address that the name is linked to. */
	email?: string;
	/** A thin bar below, 0 to 1. */
	share?: number;
}

/** Who has to be looked at, each with what happened and what to do. */
export interface ListSection {
	kind: 'lists';
	title: string;
	groups: ListGroup[];
	/** What is said instead of no group. */
	empty: string;
}

export interface ListGroup {
	title: string;
	/** How many there are, all lists together. */
	count: string;
	note: string;
	lists: PeopleList[];
}

export interface PeopleList {
	whatHappened: string;
	whatToDo: string;
	count: number;
	people: Person[];
}

export interface Person {
	name: string;
	email: string;
	note: string;
}
