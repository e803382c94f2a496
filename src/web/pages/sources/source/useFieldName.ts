import { useSourcePageWords } from './messages.ts';

/** `attributes.plan` is “plan”, `email` what people call it. */
export function useFieldName(): (field: string) => string {
  const { fieldNames } = useSourcePageWords();
  return (field) =>
    field in fieldNames
      ? fieldNames[field as keyof typeof fieldNames]
      : field.replace(/^(attributes|dims|keys)\./, '');
}
