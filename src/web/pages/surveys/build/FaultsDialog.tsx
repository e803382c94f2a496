import { Dialog } from '../../../parts/Panel.tsx';
import { useUrl } from '../../../parts/useUrl.ts';
import type { Fault } from '../surveys.ts';
import styles from './Builder.module.css';
import { useBuildWords } from './messages.ts';
import { nameOf, placeAt } from './place.ts';
import type { Drafting } from './useDraft.ts';
import { useFaultText } from './useFaultText.ts';
import { usePlaceTitle } from './usePlaceTitle.ts';

interface Props {
  faults: Fault[];
  warnings: Fault[];
  drafting: Drafting;
  close: () => void;
}

/** What is in the way of publishing, and what is worth a look; each leads to its place. */
export function FaultsDialog({ faults, warnings, drafting, close }: Props) {
  const words = useBuildWords();
  return (
    <Dialog
      open
      close={close}
      size="lg"
      title={faults.length > 0 ? words.faultsTitle : warnings.length > 0 ? words.hints : words.sound}
    >
      {faults.length + warnings.length > 0 ? <p className="muted">{words.faultsText}</p> : null}
      <Lines of={faults} drafting={drafting} close={close} tone="bad" />
      {faults.length > 0 && warnings.length > 0 ? <h3>{words.hints}</h3> : null}
      <Lines of={warnings} drafting={drafting} close={close} tone="pass" />
    </Dialog>
  );
}

interface LinesProps {
  of: Fault[];
  drafting: Drafting;
  close: () => void;
  tone: 'bad' | 'pass';
}

function Lines({ of, drafting, close, tone }: LinesProps) {
  const titleOf = usePlaceTitle(drafting.document);
  const textOf = useFaultText();
  const [, setUrl] = useUrl();
  if (of.length === 0) return null;
  return (
    <ul className={styles.faults} data-tone={tone}>
      {of.map((fault) => {
        const place = placeAt(fault.where, drafting.document);
        return (
          <li key={`${fault.where} ${fault.code} ${fault.text}`}>
            <button
              type="button"
              onClick={() => {
                setUrl({ tab: 'build', at: nameOf(place), pane: 'edit' });
                close();
              }}
            >
              {titleOf(place)}
            </button>
            <span>{textOf(fault)}</span>
          </li>
        );
      })}
    </ul>
  );
}
