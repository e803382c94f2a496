import { useState } from 'react';
import { Go } from '../../parts/Go.tsx';
import { PageHeader } from '../../parts/PageHeader.tsx';
import { useUrl } from '../../parts/useUrl.ts';
import { DropFiles } from './DropFiles.tsx';
import { useImportWords } from './import.messages.ts';
import { RecipeImport } from './RecipeImport.tsx';
import { RunReport } from './RunReport.tsx';
import { Wizard } from './Wizard.tsx';

export interface Sent {
  uploadId: string;
  fileName: string;
  bytes: number;
}

/** From a file to a report: send, look, say what is what, import. The address holds the upload or the run, so it can be left. */
export function Import() {
  const words = useImportWords();
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
        {url.run ? (
          <RunReport runId={url.run} again={again} />
        ) : url.recipe ? (
          <RecipeImport
            recipeKey={url.recipe}
            started={(run) => setUrl({ run: String(run), recipe: undefined })}
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
            sent={([file]) => file && setUrl({ upload: file.uploadId }, { push: true })}
          />
        )}
      </div>
    </>
  );
}
