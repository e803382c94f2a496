/** What the HTTP side reports of each request. */
export interface HttpMetrics {
  observe(request: { method: string; route: string; status: number; seconds: number }): void;
}
