import ts from 'typescript';

/** Stands for a module whose name is worked out while the code runs. */
export const COMPUTED = '(computed)';

/** Names of all modules that a compiled file asks for, by any means, wherever in the file. */
export function requirementsOf(code: string): string[] {
	const source = ts.createSourceFile(
		'file.js',
		code,
		ts.ScriptTarget.ES2022,
		false,
		ts.ScriptKind.JS,
	);
	const found = new Set<string>();
	const add = (name: ts.Node | undefined) =>
		found.add(name && ts.isStringLiteralLike(name) ? name.text : COMPUTED);

	const visit = (node: ts.Node): void => {
		if (ts.isCallExpression(node) && asksForModule(node.expression)) add(node.arguments[0]);
		if (ts.isImportDeclaration(node)) add(node.moduleSpecifier);
		if (ts.isExportDeclaration(node) && node.moduleSpecifier) add(node.moduleSpecifier);
		ts.forEachChild(node, visit);
	};
	visit(source);
	return [...found];
}

/** `require(…)`, `require.resolve(…)`, `module.require(…)`, `import(…)`. */
function asksForModule(called: ts.Expression): boolean {
	if (called.kind === ts.SyntaxKind.ImportKeyword) return true;
	if (ts.isIdentifier(called)) return called.text === 'require';
	return (
		ts.isPropertyAccessExpression(called) &&
		ts.isIdentifier(called.expression) &&
		(called.expression.text === 'require' || called.name.text === 'require')
	);
}
