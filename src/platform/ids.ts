import { hash } from 'node:crypto';
import { v7 } from 'uuid';

/** A new id that sorts by time (UUID version 7). */
export function newId(): string {
  return v7();
}

/**
 * The id of something a source named: first 128 bits of sha256(source 0x1f key), written as a UUID.
 * Migration 0004 states the same rule.
 */
export function derivedId(source: string, key: string): string {
  const hex = hash('sha256', `${source}\x1f${key}`, 'hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}

/** 52 bits of sha256 as a number: enough to tell two contents of one key apart, and exact in a double. */
export function contentHash(content: string): number {
  return Number.parseInt(hash('sha256', content, 'hex').slice(0, 13), 16);
}
