import { parseArgs } from 'node:util';

export interface DemoArguments {
	/** Do everything once, say whether it went well, and leave nothing running. */
	check: boolean;
	n8nPort: number;
	simulatorPort: number;
	help: boolean;
}

export const USAGE = `Starts a real n8n with this package in it and a simulator of CM.com, and sends letters and messages.

Usage: npm start -- [options]

  --check                   Do it all once, exit with 0 if it went well, leave nothing running
  --n8n-port NUMBER         Port of n8n (default 5678; 0 takes a free one)
  --simulator-port NUMBER   Port of the simulator (default 4010; 0 takes a free one)
  --help                    Print this

Every start begins anew: what an earlier one left in .demo/ is thrown away.
`;

function port(value: string, option: string): number {
	const number = Number(value);
	if (/^\d+$/.test(value) && number <= 65_535) return number;
	throw new Error(`--${option} is a port, a number from 0 to 65535, not "${value}"`);
}

/** Reads the command line; throws with what is wrong with it. */
export function readArguments(argv: readonly string[]): DemoArguments {
	const { values } = parseArgs({
		args: [...argv],
		options: {
			check: { type: 'boolean', default: false },
			'n8n-port': { type: 'string', default: '5678' },
			'simulator-port': { type: 'string', default: '4010' },
			help: { type: 'boolean', default: false },
		},
	});
	return {
		check: values.check,
		n8nPort: port(values['n8n-port'], 'n8n-port'),
		simulatorPort: port(values['simulator-port'], 'simulator-port'),
		help: values.help,
	};
}
