import { htmlProblems, mailProblems } from '../html';

const page = (body: string) =>
	`<!DOCTYPE html>\n<html lang="en"><head><title>A</title></head><body>${body}</body></html>`;

describe.each([
	{ name: 'page', problems: htmlProblems },
	{ name: 'mail', problems: mailProblems },
])('the check of a $name', ({ problems }) => {
	it('finds nothing wrong with what is right', () => {
		expect(problems(page('<p>a<br>b &amp; c</p>'))).toEqual([]);
	});

	it.each([
		'<p><b>a</p></b>',
		'<div><p>a</p>',
		'<p class=x>a</p>',
		'<p>a & b</p>',
		'<p>a < b</p>',
		'<table><td>a</td></table>',
		'<p>Hi undefined,</p>',
		'<p id="a"></p><p id="a"></p>',
		'<img src="https://cdn.example/a.png">',
	])('notices %s', (body) => {
		expect(problems(page(body))).not.toEqual([]);
	});
});
