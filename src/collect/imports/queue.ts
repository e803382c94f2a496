/** Where imports of every kind wait for their turn. */
export const importQueue = 'collect.imports';
