import { checkAccountId } from '../../../nodes/cm/accountId.ts';
import { refusalIn, valueOf } from '../support/checked.mts';

const GUID = '11111111-2222-4333-8444-555555555555';

it.each([GUID, 'ABCDEF01-2345-6789-abcd-EF0123456789', '00000000-0000-0000-0000-000000000000'])(
	'takes %s as it is',
	(accountId) => {
		expect(valueOf(checkAccountId(accountId))).toBe(accountId);
	},
);

it('drops blanks around it, which come with copying', () => {
	expect(valueOf(checkAccountId(` ${GUID}\n`))).toBe(GUID);
});

it.each(['', '   ', undefined, null, 5, {}])('says of %j that there is none', (accountId) => {
	const { parameter, reason, remedy } = refusalIn(checkAccountId(accountId));
	expect(parameter).toBe('Account ID');
	expect(reason).toContain('holds none');
	expect(remedy).toContain('Letters app');
});

it.each([
	'42',
	'my-account',
	GUID.slice(0, -1),
	`${GUID}0`,
	`{${GUID}}`,
	GUID.replaceAll('-', ''),
	GUID.replace('1', 'g'),
	`${GUID}/../x`,
	`https://www.cm.com/app/letters/${GUID}`,
])('refuses %s and quotes it', (accountId) => {
	const { reason } = refusalIn(checkAccountId(accountId));
	expect(reason).toBe(`"${accountId}" is not a GUID`);
});
