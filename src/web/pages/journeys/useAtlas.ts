import type { AtlasJourney as StoredJourney } from '../../../map/atlas.ts';
import { useApi } from '../../api/useApi.ts';
import type { Wire } from '../../api/wire.ts';

export type AtlasJourney = Wire<StoredJourney>;

/** Every journey in short. */
export function useAtlas(): AtlasJourney[] {
  return useAtlasQuery().data?.items ?? [];
}

export function useAtlasQuery() {
  return useApi<{ items: AtlasJourney[] }>(['atlas'], '/atlas');
}
