import { Refusal } from '../../../platform/errors.ts';
import type { OcelElement } from './element.ts';

/** What the log is about, told by reading it once. */
export interface OcelSummary {
  /** The type that is the customer. */
  customer: string;
  objectTypes: { name: string; count: number }[];
  eventTypes: { name: string; count: number }[];
  /** Attributes of the customer's own. */
  customerAttributes: string[];
}

/** More objects than this are a data warehouse, not a log: each is held in memory by its id. */
const MOST_OBJECTS = 5_000_000;
const MOST_COLUMNS = 500;

/** In this order: “account” may be a customer, where there is nothing that is more of one. */
const CUSTOMER = [
  /customer|kunde|client\b|consumer/i,
  /citizen|patient|passenger|guest|member|subscriber|student|policy.?holder/i,
  /applicant|claimant|person|user\b|account/i,
];

/** Who is who in the log: types, columns, and which customer an object belongs to. */
export class OcelObjects {
  readonly #types = new Map<string, string>();
  readonly #objectCounts = new Map<string, number>();
  readonly #eventCounts = new Map<string, number>();
  readonly #attributes = new Map<string, Set<string>>();
  /** Object to object, as the log has them. */
  #relations: [string, string][] = [];
  #owners = new Map<string, Set<string>>();

  note(element: OcelElement): void {
    if ('name' in element) {
      const counts = element.what === 'objectType' ? this.#objectCounts : this.#eventCounts;
      if (!counts.has(element.name)) counts.set(element.name, 0);
      for (const name of element.attributes) this.#attribute(`${element.what} ${element.name}`, name);
      return;
    }
    const counts = element.what === 'object' ? this.#objectCounts : this.#eventCounts;
    counts.set(element.type, (counts.get(element.type) ?? 0) + 1);
    for (const { name } of element.attributes) this.#attribute(`${element.what}Type ${element.type}`, name);
    if (element.what === 'event') return;
    this.#types.set(element.id, element.type);
    if (this.#types.size > MOST_OBJECTS)
      throw new Refusal(
        'too_large',
        `The log has more than ${MOST_OBJECTS.toLocaleString('en')} objects. Split it by time.`,
      );
    for (const other of element.related) this.#relations.push([element.id, other]);
  }

  #attribute(of: string, name: string): void {
    const names = this.#attributes.get(of) ?? new Set();
    this.#attributes.set(of, names);
    if (name && names.size < MOST_COLUMNS) names.add(name);
  }

  /**
   * Says which type is the customer: the one told, else by its name.
   * @throws Refusal `no_customer_type`
   */
  choose(told: string | undefined): OcelSummary {
    const names = [...this.#objectCounts.keys()];
    const customer = told ?? CUSTOMER.flatMap((pattern) => names.find((name) => pattern.test(name)) ?? [])[0];
    if (customer === undefined || !this.#objectCounts.has(customer)) {
      throw new Refusal(
        'no_customer_type',
        `${told ? `There is no type of object “${told}”.` : 'No type of object is called like a customer.'} Say which one is (read: customer). There are: ${names.join(', ') || 'none'}.`,
        { objectTypes: names },
      );
    }
    for (const [a, b] of this.#relations) {
      if (this.#types.get(b) === customer) this.#own(a, b);
      if (this.#types.get(a) === customer) this.#own(b, a);
    }
    this.#relations = [];
    const counted = (counts: Map<string, number>) => [...counts].map(([name, count]) => ({ name, count }));
    return {
      customer,
      objectTypes: counted(this.#objectCounts),
      eventTypes: counted(this.#eventCounts),
      customerAttributes: [...(this.#attributes.get(`objectType ${customer}`) ?? [])],
    };
  }

  #own(object: string, customer: string): void {
    const owners = this.#owners.get(object) ?? new Set();
    owners.add(customer);
    this.#owners.set(object, owners);
  }

  /** Attributes of all events, and of the customers. */
  columns(customer: string): string[] {
    const of = [...this.#attributes].filter(
      ([key]) => key.startsWith('eventType ') || key === `objectType ${customer}`,
    );
    return [...new Set(of.flatMap(([, names]) => [...names]))].slice(0, MOST_COLUMNS);
  }

  typeOf(object: string): string | undefined {
    return this.#types.get(object);
  }

  /**
   * Whose event it is: the customers that take part in it; where there are none, those its objects belong to. An object that
   * belongs to several (a product, a clerk) says nothing about whose event it is.
   */
  customersOf(related: string[], customer: string): string[] {
    const direct = related.filter((id) => this.#types.get(id) === customer);
    if (direct.length > 0) return [...new Set(direct)];
    const owners = related.flatMap((id) => {
      const owned = this.#owners.get(id);
      return owned?.size === 1 ? [...owned] : [];
    });
    return [...new Set(owners)];
  }
}
