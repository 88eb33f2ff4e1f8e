import type { INodeExecutionData } from 'n8n-workflow';

import type { StoredLetter } from '../../../simulator/cm/contract.mts';

/** A row of a sheet: a letter to one person. */
export interface Row {
	reference: string;
	recipient: string;
}

/** @param references how many references they share; each has its own unless given */
export function sheet(name: string, letters: number, references = letters): Row[] {
	return Array.from({ length: letters }, (_, row) => ({
		reference: `${name}-${row % references}`,
		recipient: `Ms ${row} de Vries\nKeizersgracht ${row}\n1015 CJ Amsterdam`,
	}));
}

export function itemsOf(rows: Row[]): INodeExecutionData[] {
	return rows.map(({ reference, recipient }) => ({ json: { reference, recipient } }));
}

/** What tells a row's letter from all others. */
export function keyOf({ reference, recipient }: Row): string {
	return `${reference} to ${recipient.split('\n')[0] ?? ''}`;
}

/** The same of a letter at the service. */
export function keyOfLetter({ reference, letter }: StoredLetter): string {
	return keyOf({
		reference: String(reference),
		recipient: letter.addresses?.[0]?.recipient ?? '',
	});
}
