import type { Day } from './decide';

/**
 * A day in the forms in which Mailchimp takes and gives dates (its help: YYYY-MM-DD, YYYY/MM/DD, DD-MM-YYYY, MM/DD/YYYY).
 *
 * @param zone IANA name
 */
export function dayIn(time: Date, zone: string): Day {
	const parts = new Intl.DateTimeFormat('en-US', {
		timeZone: zone,
		year: 'numeric',
		month: '2-digit',
		day: '2-digit',
	}).formatToParts(time);
	const of = (type: string): string => parts.find((part) => part.type === type)?.value ?? '';
	const [year, month, day] = [of('year').padStart(4, '0'), of('month'), of('day')];
	return [
		`${year}-${month}-${day}`,
		`${year}/${month}/${day}`,
		`${day}-${month}-${year}`,
		`${month}/${day}/${year}`,
	];
}
