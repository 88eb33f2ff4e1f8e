/** The members of a list by what they have in common, in order of first appearance. */
export function grouped<Key, Member>(
	list: Member[],
	common: (member: Member) => Key,
): Map<Key, Member[]> {
	const groups = new Map<Key, Member[]>();
	for (const member of list) {
		const key = common(member);
		const group = groups.get(key);
		if (group) group.push(member);
		else groups.set(key, [member]);
	}
	return groups;
}
