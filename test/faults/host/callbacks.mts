import type { Simulator, StoredCallback } from '../../../simulator/cm/server.mts';

/** What is registered at the service, as it lists it. */
export async function registeredCallbacks({
	lettersUrl,
	accountId,
	productToken,
}: Simulator): Promise<StoredCallback[]> {
	const answer = await fetch(`${lettersUrl}/accounts/${accountId}/callbacks`, {
		headers: { 'X-CM-PRODUCTTOKEN': productToken },
	});
	if (!answer.ok) throw new Error(`The simulator answered ${answer.status}`);
	const listed = (await answer.json()) as Array<
		StoredCallback['callback'] & { id: string; createdon?: string }
	>;
	return listed.map(({ id, createdon = '', ...callback }) => ({
		id,
		callback,
		createdAt: createdon,
	}));
}
