import { apiPath, type Query, take } from './api.ts';
import { Unreachable } from './problem.ts';

export interface Upload<T> {
  answer: Promise<T>;
  cancel(): void;
}

/**
 * Sends one file as the raw body (the server streams it; nothing is held in memory here either).
 * fetch reports no progress of what it sends, so this is the one place with XMLHttpRequest.
 * `progress` gets the share sent, 0 to 1.
 */
export function upload<T>(
  path: string,
  file: Blob,
  options: { query?: Query; progress?: (share: number) => void } = {},
): Upload<T> {
  const request = new XMLHttpRequest();
  const answer = new Promise<T>((resolve, reject) => {
    request.open('POST', apiPath(path, options.query));
    request.setRequestHeader('accept', 'application/json');
    request.setRequestHeader('content-type', file.type || 'application/octet-stream');
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) options.progress?.(event.loaded / event.total);
    };
    request.onload = () => {
      try {
        resolve(take<T>(request.status, request.responseText, path));
      } catch (problem) {
        reject(problem);
      }
    };
    request.onerror = () => reject(new Unreachable('upload'));
    request.onabort = () => reject(new DOMException('cancelled', 'AbortError'));
    request.send(file);
  });
  return { answer, cancel: () => request.abort() };
}
