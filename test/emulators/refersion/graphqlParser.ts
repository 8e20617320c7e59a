/** A value written in a query, a variable already replaced. */
export type GraphqlValue = string | number | boolean | null;

export interface Selection {
	name: string;
	alias: string;
	args: Record<string, GraphqlValue>;
	fields: Selection[];
}

export class GraphqlSyntaxError extends Error {}

const TOKEN =
	/[\s,]+|#[^\n]*|([!$():=@[\]{|}]|\.{3})|([_A-Za-z]\w*)|(-?\d+(?:\.\d+)?)|("(?:[^"\\\n]|\\.)*")/gy;

function tokenise(query: string): string[] {
	const tokens: string[] = [];
	TOKEN.lastIndex = 0;
	while (TOKEN.lastIndex < query.length) {
		const start = TOKEN.lastIndex;
		const match = TOKEN.exec(query);
		if (match === null) throw new GraphqlSyntaxError(`Unexpected character at ${start}`);
		const token = match.slice(1).find((part) => part !== undefined);
		if (token !== undefined) tokens.push(token);
	}
	return tokens;
}

/**
 * Parses the subset of GraphQL that reads need: one query with fields, aliases, scalar arguments and
 * variables. Fragments, directives, lists and input objects are refused with a syntax error.
 */
class Parser {
	private position = 0;

	constructor(
		private readonly tokens: string[],
		private readonly variables: Record<string, unknown>,
	) {}

	document(): Selection[] {
		if (this.peek() === 'mutation' || this.peek() === 'subscription') {
			throw new GraphqlSyntaxError('Schema is not configured for mutations');
		}
		if (this.peek() === 'query') {
			this.next();
			if (this.peek() !== '{' && this.peek() !== '(') this.next();
			if (this.peek() === '(') this.skipVariables();
		}
		const selections = this.selectionSet();
		if (this.peek() !== undefined) this.fail();
		return selections;
	}

	private peek(): string | undefined {
		return this.tokens[this.position];
	}

	private next(): string {
		const token = this.tokens[this.position];
		if (token === undefined) throw new GraphqlSyntaxError('Unexpected end of the query');
		this.position += 1;
		return token;
	}

	private fail(): never {
		throw new GraphqlSyntaxError(`Unexpected "${this.peek() ?? 'end of the query'}"`);
	}

	private expect(token: string): void {
		if (this.peek() !== token) this.fail();
		this.position += 1;
	}

	private name(): string {
		if (!/^[_A-Za-z]/.test(this.peek() ?? '')) this.fail();
		return this.next();
	}

	/** Declared types and defaults of variables are not checked. */
	private skipVariables(): void {
		while (this.next() !== ')');
	}

	private selectionSet(): Selection[] {
		this.expect('{');
		const selections: Selection[] = [];
		while (this.peek() !== '}') selections.push(this.selection());
		this.expect('}');
		return selections;
	}

	private selection(): Selection {
		const first = this.name();
		let name = first;
		if (this.peek() === ':') {
			this.next();
			name = this.name();
		}
		const args = this.peek() === '(' ? this.args() : {};
		const fields = this.peek() === '{' ? this.selectionSet() : [];
		return { name, alias: first, args, fields };
	}

	private args(): Record<string, GraphqlValue> {
		this.expect('(');
		const args: Record<string, GraphqlValue> = {};
		while (this.peek() !== ')') {
			const name = this.name();
			this.expect(':');
			const value = this.value();
			if (value !== undefined) args[name] = value;
		}
		this.expect(')');
		return args;
	}

	private value(): GraphqlValue | undefined {
		if (this.peek() === '$') {
			this.next();
			return this.variable(this.name());
		}
		const token = this.next();
		if (token.startsWith('"')) return String(JSON.parse(token));
		if (/^-?\d/.test(token)) return Number(token);
		if (token === 'true' || token === 'false') return token === 'true';
		if (token === 'null') return null;
		if (/^[_A-Za-z]/.test(token)) return token;
		this.position -= 1;
		return this.fail();
	}

	private variable(name: string): GraphqlValue | undefined {
		const value = this.variables[name];
		if (value === undefined || value === null) return undefined;
		if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
			return value;
		}
		throw new GraphqlSyntaxError(`Variable "$${name}" must be a scalar`);
	}
}

export function parseQuery(query: string, variables: Record<string, unknown>): Selection[] {
	return new Parser(tokenise(query), variables).document();
}
