/**
 * Who may import whom: `npm run lint` checks it. A path that ends in `$1` is the folder that matched.
 */
const inside = (name, from, to, comment) => ({
	name,
	comment,
	severity: 'error',
	from: { path: from },
	to: {
		path: '^(nodes|credentials|packages|shared|simulator|harness|test|scripts|bench)/',
		pathNot: to,
	},
});

module.exports = {
	forbidden: [
		{ name: 'no circles', severity: 'error', from: {}, to: { circular: true } },
		inside(
			'delivery',
			'^shared/delivery/',
			['^shared/delivery/'],
			'Sending at most once knows nothing else.',
		),
		inside('checks', '^shared/checks/', ['^shared/checks/'], 'Checks of input are pure.'),
		inside(
			'answers',
			'^shared/answers/',
			['^shared/(answers|checks|delivery)/'],
			'Words for what a service says are pure.',
		),
		inside(
			'letters',
			'^shared/letters/',
			['^shared/(letters|checks|delivery)/'],
			'Letters are pure.',
		),
		inside(
			'n8n',
			'^shared/n8n/',
			['^shared/(n8n|checks|delivery)/'],
			'Adapters know no service and no letters.',
		),
		inside(
			'letterFields',
			'^shared/letterFields/',
			['^shared/'],
			'Fields that every letter node has know no service.',
		),
		inside(
			'service',
			'^nodes/cm/',
			['^nodes/cm/', '^shared/(answers|checks|delivery|letters)/'],
			'What a service is knows nothing of n8n.',
		),
		inside(
			'nodes',
			'^(nodes|credentials)/',
			['^(nodes|credentials|shared)/'],
			'What is shipped imports nothing that is not.',
		),
		inside(
			'package',
			'^packages/([^/]+)/',
			['^packages/$1/', '^shared/', '^harness/', '^simulator/'],
			'A package knows no other.',
		),
		inside(
			'simulator',
			'^simulator/',
			['^simulator/'],
			'The simulator shares no assumption with the nodes.',
		),
		inside(
			'framework',
			'^simulator/framework/',
			['^simulator/framework/'],
			'The framework knows no service.',
		),
		{
			name: 'pure',
			comment: 'Only the adapters and the nodes know n8n.',
			severity: 'error',
			from: {
				path: '^(shared/(answers|delivery|checks|letters)|nodes/cm|packages/[^/]+/nodes/[a-z][^/]*)/',
			},
			to: { path: 'n8n-workflow' },
		},
	],
	options: {
		tsPreCompilationDeps: true,
		tsConfig: { fileName: 'tsconfig.tooling.json' },
		doNotFollow: { path: 'node_modules' },
	},
};
