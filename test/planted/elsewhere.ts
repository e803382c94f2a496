export const plant = 'outside the program';
