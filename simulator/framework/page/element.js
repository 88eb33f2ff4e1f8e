/** An element with a class, holding texts and other elements; a text is never taken as markup. */
export function element(name, className, ...children) {
	const made = document.createElement(name);
	if (className) made.className = className;
	made.append(...children);
	return made;
}

/** A number with its noun. */
export function counted(number, noun) {
	return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** Keeps the children of a list in order; those in their place stay untouched, and keep focus. */
export function arrange(list, roots) {
	roots.forEach((root, index) => {
		const present = list.children[index];
		if (present !== root) list.insertBefore(root, present ?? null);
	});
}
