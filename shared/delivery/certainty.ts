/**
 * What is known of a request after one attempt. What an answer means is decided by the service.
 * - `done`: the service took it.
 * - `refused`: the service understood it and said no.
 * - `neverHappened`: it certainly did nothing, so it may be repeated.
 * - `turnedAway`: the service says that it has too much to do. Of a request that sends something,
 *   it is better to look first: some services do it all the same.
 * - `ambiguous`: it may or may not have been carried out, so it may not be repeated blindly.
 */
export type Certainty = 'done' | 'refused' | 'neverHappened' | 'turnedAway' | 'ambiguous';
