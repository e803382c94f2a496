import { Face } from '../../parts/Face.tsx';
import type { Advocate } from './advocates.ts';
import { useStepInWords } from './messages.ts';

/** Beside the owner, where the customer's advocate is somebody else. */
export function AdvocateMark({ advocate, ownerId }: { advocate: Advocate | undefined; ownerId: string }) {
  const words = useStepInWords();
  if (!advocate || advocate.person.id === ownerId) return null;
  const { name } = advocate.person;
  return <Face person={{ ...advocate.person, name: words.mark(name) }} size="s" />;
}
