/** What is wrong: a code for workflows to branch on, and for people what happened and what to do. */
export interface Problem {
	/** e.g. "invalid_input"; the `reason` of an error item. */
	code: string;
	/** What happened, naming what it is about. */
	message: string;
	/** What to do about it. */
	fix: string;
}

/**
 * A problem that ends an item. It knows nothing of n8n, so that pure code can throw it; `toNodeError` makes
 * the node's error of it, with the code as `type` and what to do as `description`.
 */
export class ProblemError extends Error {
	constructor(readonly problem: Problem) {
		super(problem.message);
	}
}

/** Whether something that was thrown is the problem with a certain code. */
export function isProblem(error: unknown, code: string): boolean {
	return error instanceof ProblemError && error.problem.code === code;
}

/**
 * The error for a parameter with which nothing can be sent.
 *
 * @param label the parameter's name as users see it
 * @param what e.g. "is empty"
 * @param remedy what to do
 */
export function invalidInput(label: string, what: string, remedy: string): ProblemError {
	return new ProblemError({
		code: 'invalid_input',
		message: `The parameter ${label} ${what}`,
		fix: `The item was not sent. ${remedy}`,
	});
}
