/** What a status report says of a message. */
export interface DeliveryStatus {
	/** One word, as the trigger gives it. */
	name: 'accepted' | 'rejected' | 'delivered' | 'failed' | 'read';
	meaning: string;
}

/** Business Messaging API, Status report webhook, parameter specification. */
export const DELIVERY_STATUSES: Record<number, DeliveryStatus> = {
	0: { name: 'accepted', meaning: 'Accepted by the operator' },
	1: { name: 'rejected', meaning: 'Rejected by CM.com or the operator' },
	2: { name: 'delivered', meaning: 'Delivered' },
	3: { name: 'failed', meaning: 'Failed: it was not and will not be delivered' },
	4: { name: 'read', meaning: 'Read; not for SMS' },
};
