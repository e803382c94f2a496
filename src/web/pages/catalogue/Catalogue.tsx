import { Button } from '@mantine/core';
import { useMemo } from 'react';
import { apiPath } from '../../api/api.ts';
import { useMay } from '../../api/me.ts';
import { useFormat } from '../../i18n/format.ts';
import { Card } from '../../parts/Card.tsx';
import { Chip } from '../../parts/Chip.tsx';
import type { Column } from '../../parts/column.ts';
import { DataTable } from '../../parts/DataTable.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { Face } from '../../parts/Face.tsx';
import { Filters } from '../../parts/Filters.tsx';
import { Go } from '../../parts/Go.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { PageHeader } from '../../parts/PageHeader.tsx';
import { Seat } from '../../parts/Seat.tsx';
import { useUrl } from '../../parts/useUrl.ts';
import { SourcesNav } from '../sources/SourcesNav.tsx';
import { type Item, kinds, useCatalogue } from './catalogue.ts';
import { ItemForm } from './ItemForm.tsx';
import { useCatalogueWords } from './messages.ts';

const tones = {
  public: 'good',
  internal: 'few',
  confidential: 'pass',
  personal: 'pass',
  special: 'bad',
} as const;

/** What data there is, what is sold, and what changes outside; each with somebody who answers for it. */
export function Catalogue() {
  const words = useCatalogueWords();
  const may = useMay('source:write');
  const [url, setUrl] = useUrl();
  const query = useCatalogue();
  const all = query.data?.items ?? [];
  const edited = all.find((item) => item.key === url.edit);
  const add = may ? (
    <Button variant="filled" onClick={() => setUrl({ edit: 'new' }, { push: true })}>
      {words.add}
    </Button>
  ) : undefined;
  return (
    <>
      <PageHeader
        title={words.title}
        sentence={
          query.data
            ? words.sentence(
                all.length,
                all.filter((item) => !item.ownerName).length,
                all.filter((item) => item.stale).length,
              )
            : undefined
        }
        actions={all.length > 0 ? add : undefined}
      />
      <SourcesNav />
      <Loaded query={query}>
        {({ items, undescribed }) => (
          <div className="stack">
            {undescribed.length > 0 ? (
              <Card title={words.undescribed}>
                <p>{words.undescribedText(undescribed.map(({ name }) => name).join(', '))}</p>
                {may ? (
                  <div className="row" style={{ flexWrap: 'wrap' }}>
                    {undescribed.map((source) => (
                      <Button
                        key={source.key}
                        size="compact-sm"
                        onClick={() => setUrl({ edit: 'new', of: source.key }, { push: true })}
                      >
                        {words.describe(source.name)}
                      </Button>
                    ))}
                  </div>
                ) : null}
              </Card>
            ) : null}
            {items.length === 0 ? (
              <EmptyState title={words.emptyTitle} text={words.emptyText} action={add} />
            ) : (
              <List items={items} edit={may ? (key) => setUrl({ edit: key }, { push: true }) : undefined} />
            )}
          </div>
        )}
      </Loaded>
      {may && (edited || url.edit === 'new') ? (
        <ItemForm
          key={`${url.edit} ${url.of}`}
          item={edited}
          source={query.data?.undescribed.find(({ key }) => key === url.of)}
          close={() => setUrl({ edit: undefined, of: undefined })}
        />
      ) : null}
    </>
  );
}

function List({ items, edit }: { items: Item[]; edit: ((key: string) => void) | undefined }) {
  const words = useCatalogueWords();
  const format = useFormat();
  const [url] = useUrl();
  const columns = useMemo(
    (): Column<Item>[] => [
      {
        key: 'name',
        title: words.name,
        main: true,
        value: (item) => `${item.name} ${item.description}`,
        cell: (item) => (
          <>
            {item.url ? <a href={item.url}>{item.name}</a> : item.name}{' '}
            {item.stale ? <Chip tone="pass">{words.stale}</Chip> : null}
            <div className="tiny muted" style={{ fontWeight: 400 }}>
              {item.description}
            </div>
          </>
        ),
      },
      { key: 'kind', title: words.kind, value: (item) => words.kinds[item.kind] },
      {
        key: 'owner',
        title: words.owner,
        value: (item) => item.ownerName,
        cell: (item) =>
          item.ownerName ? (
            <span className="row">
              <Face
                person={{ id: item.ownerPersonId ?? undefined, name: item.ownerName }}
                size="s"
                decorative
              />
              {item.ownerName}
            </span>
          ) : (
            <Seat size="s" reason={words.nobody} />
          ),
      },
      { key: 'department', title: words.department, value: (item) => item.departmentName },
      {
        key: 'sensitivity',
        title: words.sensitivity,
        value: (item) => item.sensitivity,
        cell: (item) => <Chip tone={tones[item.sensitivity]}>{words.sensitivities[item.sensitivity]}</Chip>,
      },
      {
        key: 'sources',
        title: words.sources,
        value: (item) => item.sources.map(({ name }) => name).join(', ') || null,
        cell: (item) =>
          item.sources.map((source, i) => (
            <span key={source.key}>
              {i > 0 ? ', ' : ''}
              <Go to={`/sources/${source.key}`}>{source.name}</Go>
            </span>
          )),
      },
      {
        key: 'review',
        title: words.review,
        optional: true,
        value: (item) => item.reviewOn,
        cell: (item) => (item.reviewOn ? format.date(item.reviewOn) : null),
      },
      ...(edit
        ? [
            {
              key: 'edit',
              title: words.change,
              sortable: false,
              value: () => null,
              cell: (item: Item) => (
                <Button
                  size="compact-sm"
                  onClick={() => edit(item.key)}
                  aria-label={words.changeOf(item.name)}
                >
                  {words.change}
                </Button>
              ),
            },
          ]
        : []),
    ],
    [words, format, edit],
  );
  const shown = items.filter((item) => !url.kind || item.kind === url.kind);
  return (
    <Card flush>
      <DataTable
        label={words.title}
        columns={columns}
        rows={shown}
        rowKey={(item) => item.id}
        search={words.search}
        exports={{ csv: apiPath('/catalogue', { kind: url.kind, format: 'csv' }) }}
        tools={
          <Filters
            choices={[
              {
                name: 'kind',
                label: words.kind,
                options: kinds.map((value) => ({ value, label: words.kinds[value] })),
              },
            ]}
          />
        }
      />
    </Card>
  );
}
