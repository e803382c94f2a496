import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { Go } from '../../parts/Go.tsx';
import { PageHeader } from '../../parts/PageHeader.tsx';
import { useNarrow } from '../../parts/useNarrow.ts';
import { useUrl } from '../../parts/useUrl.ts';
import { DropFiles } from './DropFiles.tsx';
import { useImportWords } from './import.messages.ts';
import { LogWizard } from './LogWizard.tsx';
import { useLogWords } from './log.messages.ts';
import { RecipeImport } from './RecipeImport.tsx';
import { RunReport } from './RunReport.tsx';
import { useRecognisedWords } from './recognised.messages.ts';
import { Wizard } from './Wizard.tsx';

export interface Sent {
  uploadId: string;
  fileName: string;
  bytes: number;
}

/** In the address: `?as=event-log`. */
const LOG = 'event-log';

/** From a file to a report: send, look, say what is what, import. The address holds the upload or the run, so it can be left. */
export function Import() {
  const words = useImportWords();
  const logWords = useLogWords();
  const recognised = useRecognisedWords();
  const [url, setUrl] = useUrl();
  const [round, setRound] = useState(0);
  const again = () => {
    setUrl({ run: undefined, upload: undefined, recipe: undefined });
    setRound(round + 1);
  };
  return (
    <>
      <PageHeader
        title={words.title}
        sentence={url.run || url.upload || url.recipe ? undefined : words.sentence}
        above={<Go to="/sources">← {words.back}</Go>}
      />
      <div className="stack">
        {url.run || url.recipe ? null : <WhatIsIn />}
        {url.run ? (
          <RunReport runId={url.run} again={again} />
        ) : url.recipe ? (
          <RecipeImport
            recipeKey={url.recipe}
            started={(run) => setUrl({ run: String(run), recipe: undefined })}
          />
        ) : url.upload && url.as === LOG ? (
          <LogWizard
            key={url.upload}
            uploadId={url.upload}
            started={(run) => setUrl({ run: String(run), upload: undefined }, { push: true })}
            again={again}
          />
        ) : url.upload ? (
          <Wizard
            key={url.upload}
            uploadId={url.upload}
            source={url.source}
            started={(run) => setUrl({ run: String(run), upload: undefined }, { push: true })}
            again={again}
          />
        ) : (
          <DropFiles
            key={round}
            formats={url.as === LOG ? logWords.formats : `${words.formats}. ${recognised.readAsTheyAre}`}
            sent={([file]) => {
              // An XES log can be nothing else.
              const as = file && /\.xes(\.gz)?$/i.test(file.fileName) ? LOG : url.as;
              if (file) setUrl({ upload: file.uploadId, as }, { push: true });
            }}
          />
        )}
      </div>
    </>
  );
}

/** Facts about customers, or who held which case: the two are read in different ways. */
function WhatIsIn() {
  const narrow = useNarrow();
  const words = useLogWords();
  const [url, setUrl] = useUrl();
  const log = url.as === LOG;
  return (
    <div>
      <div id="what-is-in">{words.what}</div>
      <SegmentedControl
        aria-labelledby="what-is-in"
        value={log ? LOG : ''}
        onChange={(as) => setUrl({ as: as || undefined })}
        data={[
          { value: '', label: words.facts },
          { value: LOG, label: words.log },
        ]}
        orientation={narrow ? 'vertical' : 'horizontal'}
      />
      {log ? <p className="muted">{words.about}</p> : null}
    </div>
  );
}
