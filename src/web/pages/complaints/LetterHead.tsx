import { NativeSelect, SegmentedControl, TextInput } from '@mantine/core';
import { languages } from '../../i18n/language.ts';
import styles from './Complaints.module.css';
import type { Complaint } from './complaints.ts';
import { type Channel, channels, type LetterDraft } from './letters.ts';
import { useComplaintWords } from './messages.ts';

interface Props {
  complaint: Complaint;
  draft: LetterDraft;
  channel: Channel;
  choose: (channel: Channel) => void;
  speak: (language: 'en' | 'de') => void;
  subject: string;
  setSubject: (subject: string) => void;
  reason: string;
  setReason: (reason: string) => void;
}

/** How it goes, in which language, under what subject; or how it was done otherwise. */
export function LetterHead(props: Props) {
  const { complaint, draft, channel } = props;
  const words = useComplaintWords();
  const usable = channels.filter(
    (one) =>
      one === 'otherwise' || (!complaint.anonymous && (one === 'letter' || (draft.to && !draft.noMail))),
  );
  return (
    <>
      <SegmentedControl
        aria-label={words.how}
        data={usable.map((value) => ({ value, label: words.channels[value] }))}
        value={channel}
        onChange={(value) => props.choose(value as Channel)}
      />
      {draft.noMail && !complaint.anonymous ? <p className="tiny muted">{words.noMail}</p> : null}
      {channel === 'otherwise' ? (
        <TextInput
          label={words.otherwise}
          required
          value={props.reason}
          onChange={(event) => props.setReason(event.currentTarget.value)}
        />
      ) : (
        <div className={styles.pair}>
          <TextInput
            label={words.subject}
            value={props.subject}
            onChange={(event) => props.setSubject(event.currentTarget.value)}
          />
          <NativeSelect
            label={words.language}
            value={draft.language}
            onChange={(event) => props.speak(event.currentTarget.value as 'en' | 'de')}
            data={Object.entries(languages).map(([value, label]) => ({ value, label }))}
          />
        </div>
      )}
    </>
  );
}
