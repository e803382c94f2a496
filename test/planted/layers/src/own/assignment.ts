export interface Assignment { id: string }
export const isOpen = () => true;
